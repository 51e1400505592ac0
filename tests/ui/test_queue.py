"""The order of the queue, starts that don't wait for it, and holding everything at once."""

import pytest
from playwright.sync_api import expect
from tests.swarm.samples import make

from torrpeddo.contract.session import HeldBy

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


def drag(interface: Interface, name: str, target: str, *, below: bool) -> None:
    """Take a row by its name and hold it over the edge of another."""
    interface.row(name).locator(".name").hover()
    interface.page.mouse.down()
    box = interface.row(target).bounding_box()
    assert box is not None
    interface.page.mouse.move(box["x"] + 90, box["y"] + (box["height"] - 4 if below else 4), steps=4)
    expect(interface.grid.locator(".place")).to_be_visible()


@pytest.mark.usefixtures("ids")
def test_rows_are_dragged_to_another_place_in_the_queue(interface: Interface) -> None:
    drag(interface, "Four", "Two", below=False)
    interface.page.mouse.up()
    interface.sees_order("One", "Four", "Two", "Three")
    expect(interface.grid.locator(".place")).to_have_count(0)
    interface.row("One").click()
    interface.row("Two").click(modifiers=["Control"])
    drag(interface, "One", "Three", below=True)
    interface.page.mouse.up()
    interface.sees_order("Four", "Three", "One", "Two")
    assert interface.selected() == ["One", "Two"]
    interface.row("Two").click()
    assert interface.selected() == ["Two"]


def test_a_drag_is_called_off_and_means_nothing_in_another_order(
    interface: Interface, host: InProcess, ids: dict[str, str]
) -> None:
    drag(interface, "Four", "One", below=False)
    interface.press("Escape")
    expect(interface.grid.locator(".place")).to_have_count(0)
    interface.page.mouse.up()
    interface.page.get_by_title("Sort by").click()
    interface.page.get_by_role("menuitemradio", name="Name").click()
    interface.sees_order("Four", "One", "Three", "Two")
    interface.row("Two").locator(".name").hover()
    interface.page.mouse.down()
    interface.row("Four").locator(".name").hover()
    expect(interface.grid.locator(".place")).to_have_count(0)
    interface.page.mouse.up()
    rows = sorted(host.call("get_status")["torrents"], key=lambda row: row["queue_position"])
    assert [row["id"] for row in rows] == [ids[name] for name in NAMES]


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


def test_what_holds_everything_is_named_wherever_one_looks(
    interface: Interface, host: InProcess, library: Library
) -> None:
    async def on_battery() -> None:
        host.engine.preferences.hold(frozenset({HeldBy.BATTERY}))

    interface.sees("Alpha", "Ready")
    interface.row("Alpha").click()
    host.engine.submit(on_battery()).result(10)
    interface.sees("Alpha", "Waiting: on battery power · goes on when plugged in")
    cause = interface.details.get_by_role("list", name="Why it is no faster").get_by_role("listitem")
    expect(cause).to_contain_text("Waiting: on battery power")
    expect(interface.page.get_by_role("status").filter(has_text="on battery power")).to_be_visible()
    cause.get_by_role("button", name="Resume all").click()
    interface.sees("Alpha", "Ready")
    expect(cause).to_have_count(0)


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
