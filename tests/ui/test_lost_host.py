"""An interface without its engine says so, in calm words, and what to do."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from tests.swarm.samples import make, place

from .conftest import Open, new_context
from .hosts import OverStdio
from .interface import BUILT


def says_so(page: Page) -> None:
    alert = page.get_by_role("main").get_by_role("alert")
    expect(alert).to_contain_text("Torrpeddo’s engine can’t be reached.")
    expect(alert).to_contain_text("Close this window and open Torrpeddo again. Your downloads are kept.")


def test_a_page_that_no_host_greets(browser: Browser) -> None:
    with new_context(browser) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(BUILT.as_uri())
        page.clock.fast_forward(11_000)
        says_so(page)


def test_a_host_that_is_lost_while_it_works(tmp_path: Path, open_on: Open) -> None:
    """The list stays as it was told last; figures that nobody knows any more do not."""
    sample = make(tmp_path, "Alpha", {"one.bin": 50_000})
    with OverStdio(tmp_path / "host") as host:
        place(sample, host.downloads)
        host.add(sample.content, seed_mode=True)
        interface = open_on(host)
        interface.sees("Alpha", "Ready")
        expect(interface.page.get_by_role("contentinfo")).to_contain_text("Online")
    interface.choose_in_menu("Alpha", "Pause")
    expect(interface.messages.get_by_role("alert")).to_contain_text("can’t be reached")
    says_so(interface.page)
    expect(interface.page.get_by_role("contentinfo")).not_to_contain_text("Online")
    interface.sees("Alpha", "Ready")
