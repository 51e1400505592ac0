"""The panel of details itself: what it tells while nothing is selected, and how it opens below the compact list."""

from playwright.sync_api import expect

from .conftest import Library
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
