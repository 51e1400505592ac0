"""An interface without its engine says so, in calm words, and what to do."""

from pathlib import Path

from playwright.sync_api import Browser, expect
from tests.swarm.samples import make, place

from .conftest import Open, new_context
from .hosts import OverStdio
from .interface import BUILT

WORDS = "Torrpeddo’s engine can’t be reached. Close this window and open Torrpeddo again. Your downloads are kept."


def test_a_page_that_no_host_greets(browser: Browser) -> None:
    with new_context(browser) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(BUILT.as_uri())
        page.clock.fast_forward(11_000)
        expect(page.get_by_text(WORDS)).to_be_visible()


def test_a_host_that_is_lost_while_it_works(tmp_path: Path, open_on: Open) -> None:
    sample = make(tmp_path, "Alpha", {"one.bin": 50_000})
    with OverStdio(tmp_path / "host") as host:
        place(sample, host.downloads)
        host.add(sample.content, seed_mode=True)
        interface = open_on(host)
        interface.sees("Alpha", "Ready")
    interface.choose_in_menu("Alpha", "Pause")
    expect(interface.messages.get_by_role("alert")).to_contain_text(WORDS)
    interface.sees("Alpha", "Ready")
