"""The compact table: which columns it has, in which order, how wide, and sorting by several."""

import pytest
from playwright.sync_api import Locator, expect

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface


@pytest.fixture(autouse=True)
def compact(library: Library, interface: Interface) -> None:
    interface.sees("Alpha", "Ready")
    interface.sees("Epsilon", "Look again")
    interface.page.set_viewport_size({"width": 1600, "height": 800})
    interface.page.get_by_role("radio", name="Compact").click()
    expect(head(interface, "Size")).to_be_visible()


def head(interface: Interface, name: str) -> Locator:
    return interface.grid.get_by_role("columnheader").filter(has_text=name)


def heads(interface: Interface) -> list[str]:
    found: list[str] = interface.grid.locator("[data-column]").evaluate_all("e => e.map(x => x.dataset.column)")
    return found


def test_columns_are_chosen_moved_and_remembered(host: InProcess, interface: Interface, open_on: Open) -> None:
    head(interface, "Size").click(button="right")
    interface.page.get_by_role("menuitemcheckbox", name="Folder").click()
    expect(head(interface, "Folder")).to_be_visible()
    expect(interface.row("Beta")).to_contain_text("downloads")
    interface.page.get_by_role("menuitemcheckbox", name="Peers").click()
    expect(interface.page.get_by_role("menuitemcheckbox", name="Peers")).not_to_be_checked()
    expect(head(interface, "Peers")).to_have_count(0)
    interface.press("Escape")
    expect(interface.page.get_by_role("menu")).to_have_count(0)
    head(interface, "Folder").get_by_role("button").focus()
    for _ in range(3):
        interface.press("Alt+ArrowLeft")
    assert heads(interface)[-4:] == ["save_path", "up_rate", "eta", "ratio"]
    interface.until(lambda: "save_path" in str(host.call("get_settings")["view"]), "the columns to be saved")
    order = heads(interface)
    interface.close()
    again = open_on(host, viewport={"width": 1600, "height": 800})
    expect(head(again, "Folder")).to_be_visible()
    assert heads(again) == order
    head(again, "Folder").click(button="right")
    again.page.get_by_role("menuitem", name="Back to the usual columns").click()
    expect(head(again, "Folder")).to_have_count(0)


def test_a_column_is_dragged_elsewhere_and_a_drag_does_not_sort(interface: Interface) -> None:
    size, progress = head(interface, "Size").bounding_box(), head(interface, "Progress").bounding_box()
    assert size is not None
    assert progress is not None
    mouse = interface.page.mouse
    mouse.move(size["x"] + 45, size["y"] + 14)
    mouse.down()
    mouse.move(progress["x"] + progress["width"] - 20, progress["y"] + 14, steps=8)
    mouse.up()
    interface.until(lambda: heads(interface)[:3] == ["name", "progress", "size"], "the column to have moved")
    expect(head(interface, "Size")).not_to_have_attribute("aria-sort", "descending")


def test_a_column_is_resized(interface: Interface) -> None:
    handle = interface.page.get_by_role("separator", name="Width of Size")
    before = head(interface, "Size").bounding_box()
    handle.focus()
    interface.press("ArrowLeft")
    after = head(interface, "Size").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == before["width"] + 16
    handle.dblclick()
    interface.until(lambda: head(interface, "Size").bounding_box() == before, "the old width")


def test_sorting_by_several(interface: Interface) -> None:
    head(interface, "Status").get_by_role("button").click()
    head(interface, "Size").get_by_role("button").click(modifiers=["Shift"])
    interface.sees_order("Epsilon", "Beta", "Alpha", "Gamma", "Delta")
    head(interface, "Size").get_by_role("button").click(modifiers=["Shift"])
    interface.sees_order("Epsilon", "Alpha", "Beta", "Gamma", "Delta")
    expect(head(interface, "Status").locator("sup")).to_have_text("1")
    expect(head(interface, "Size").locator("sup")).to_have_text("2")


def test_the_details_below_are_resized_by_the_keyboard_and_remembered(
    host: InProcess, interface: Interface, open_on: Open
) -> None:
    handle = interface.page.get_by_role("separator", name="Height of the details")
    before = int(handle.get_attribute("aria-valuenow") or 0)
    handle.press("ArrowUp")
    expect(handle).to_have_attribute("aria-valuenow", str(before + 16))
    interface.until(lambda: host.call("get_settings")["view"].get("panel_height") == before + 16, "it to be kept")
    interface.close()
    again = open_on(host).page.get_by_role("separator", name="Height of the details")
    expect(again).to_have_attribute("aria-valuenow", str(before + 16))
    again.dblclick()
    expect(again).to_have_attribute("aria-valuenow", str(before))


def test_columns_give_way_where_there_is_no_room(interface: Interface) -> None:
    assert heads(interface)[-1] == "ratio"
    interface.page.set_viewport_size({"width": 760, "height": 520})
    interface.until(lambda: heads(interface)[-1] != "ratio", "the last columns to give way")
    box = interface.row("Epsilon").get_by_role("gridcell").nth(1).bounding_box()
    assert box is not None
    assert box["width"] >= 120
    head(interface, "Size").click(button="right")
    interface.page.get_by_role("menuitemcheckbox", name="Folder").click()
    expect(interface.messages).to_contain_text("There is no room for “Folder”.")
