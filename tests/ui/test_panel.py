"""The panel of details itself: what it tells while nothing is selected, and how it opens below the compact list."""

from playwright.sync_api import FloatRect, Locator, expect

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface


def test_with_nothing_selected_it_tells_of_all_together(interface: Interface, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    interface.press("Escape")
    expect(interface.details.get_by_role("heading", name="All torrents")).to_be_visible()
    expect(interface.details.get_by_role("radio", name="5 min")).to_be_checked()
    expect(interface.details.get_by_text("Peers", exact=True)).to_be_visible()
    interface.row("Alpha").click()
    expect(interface.details.get_by_role("heading", name="Alpha")).to_be_visible()


def test_a_row_stays_in_sight_when_its_details_open_below(library: Library, interface: Interface) -> None:
    interface.page.get_by_role("radio", name="Compact").click()
    interface.page.set_viewport_size({"width": 760, "height": 400})
    expect(interface.details).to_have_count(0)
    interface.rows.last.click()
    expect(interface.details).to_be_visible()
    expect(interface.grid.locator("[aria-selected=true]")).to_be_in_viewport(ratio=1)


def test_names_keep_their_room_beside_details_or_above_them(interface: Interface, library: Library) -> None:
    """Wherever the list would have too little, the details are below it; however wide a person pulls them."""
    interface.row("Alpha").click()
    expect(interface.details.get_by_role("tab", name="Overview")).to_be_visible()
    interface.details.get_by_role("separator", name="Width of the details").press("End")
    for width in (760, 859, 860, 1000, 1001, 1121, 1280):
        interface.page.set_viewport_size({"width": width, "height": 640})
        resizer = "Height" if width < 860 else "Width"
        expect(interface.details.get_by_role("separator", name=f"{resizer} of the details")).to_be_visible()
        row, details = box(interface.row("Alpha")), box(interface.details)
        assert box(interface.row("Alpha").locator(".words"))["width"] >= 190, width
        assert row["x"] + row["width"] <= details["x"] or row["y"] + row["height"] <= details["y"], width


def test_the_details_beside_are_resized_by_mouse_and_keys_and_remembered(
    host: InProcess, interface: Interface, library: Library, open_on: Open
) -> None:
    interface.sees("Alpha", "Ready")
    handle = interface.details.get_by_role("separator", name="Width of the details")
    before = box(interface.details)["width"]
    place = box(handle)
    mouse = interface.page.mouse
    mouse.move(place["x"] + place["width"] / 2, 400)
    mouse.down()
    mouse.move(place["x"] + place["width"] / 2 - 80, 400, steps=4)
    mouse.up()
    interface.until(lambda: box(interface.details)["width"] == before + 80, "the details to be wider")
    handle.press("ArrowRight")
    interface.until(lambda: host.call("get_settings")["view"].get("panel_width") == before + 64, "it to be kept")
    interface.close()
    again = open_on(host)
    expect(again.details).to_be_visible()
    again.until(lambda: box(again.details)["width"] == before + 64, "the width it was given")


def test_the_list_has_the_focus_when_the_panel_that_had_it_closes(interface: Interface, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    interface.row("Alpha").click()
    interface.details.get_by_role("button", name="Close details").press("Enter")
    expect(interface.details).to_have_count(0)
    expect(interface.row("Alpha")).to_be_focused()
    interface.press("Control+i")
    interface.details.get_by_role("tab", name="Overview").focus()
    interface.press("Control+i")
    expect(interface.row("Alpha")).to_be_focused()


def box(part: Locator) -> FloatRect:
    found = part.bounding_box()
    assert found is not None
    return found
