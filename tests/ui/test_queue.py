"""The order of the queue, starts that don't wait for it, and holding everything at once."""

import pytest
from playwright.sync_api import expect
from tests.swarm.samples import make

from .conftest import Library
from .hosts import InProcess
from .interface import Interface

NAMES = ("One", "Two", "Three", "Four")


@pytest.fixture
def ids(host: InProcess, interface: Interface) -> dict[str, str]:
    """Four magnets without peers, by name, in this order."""
    found = {}
    for name in NAMES:
        sample = make(host.profile.parent / "samples", name, {"a.bin": 40_000})
        found[name] = host.add(sample.content, paused=True)
    expect(interface.rows).to_have_count(4)
    interface.page.get_by_title("Sort by").click()
    interface.page.get_by_role("menuitemradio", name="Queue").click()
    interface.sees_order(*NAMES)
    return found


@pytest.mark.usefixtures("ids")
def test_the_queue_is_ordered_by_keys(interface: Interface) -> None:
    interface.row("Three").click()
    interface.press("Control+Shift+ArrowUp")
    interface.sees_order("One", "Three", "Two", "Four")
    interface.press("Control+Shift+ArrowDown")
    interface.sees_order("One", "Two", "Three", "Four")
    interface.press("Control+Shift+Home")
    interface.sees_order("Three", "One", "Two", "Four")
    interface.press("Control+Shift+End")
    interface.sees_order("One", "Two", "Four", "Three")


@pytest.mark.usefixtures("ids")
def test_the_queue_is_ordered_by_the_menu_for_several_at_once(interface: Interface) -> None:
    interface.row("Two").click()
    interface.row("Four").click(modifiers=["Control"])
    interface.choose_in_menu("Four", "Queue", "To the top")
    interface.sees_order("Two", "Four", "One", "Three")


def test_a_forced_start_is_marked_and_taken_back(interface: Interface, library: Library, host: InProcess) -> None:
    interface.sees("Alpha", "Ready")
    interface.choose_in_menu("Alpha", "Force start")
    expect(interface.row("Alpha").get_by_text("Forced", exact=True)).to_be_visible()
    interface.row("Alpha").click()
    interface.press("Control+m")
    expect(interface.row("Alpha").get_by_text("Forced", exact=True)).to_have_count(0)
    row = host.row(library["Alpha"].id)
    assert row is not None
    assert row["intent"] == "run"


def test_everything_is_held_and_says_so(interface: Interface, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    interface.button("Pause all").click()
    banner = interface.page.get_by_role("status").filter(has_text="Everything is paused")
    expect(banner).to_be_visible()
    interface.sees("Alpha", "Everything is paused")
    banner.get_by_role("button", name="Resume all").click()
    expect(banner).to_have_count(0)
    interface.sees("Alpha", "Ready")
    interface.press("Control+Shift+p")
    expect(banner).to_be_visible()
    interface.press("Control+Shift+s")
    expect(banner).to_have_count(0)
