"""A list of a thousand torrents: drawn only where it is looked at, and all of it within reach."""

import json

import pytest
from playwright.sync_api import expect
from tests.bench.torrents import make_torrents

from .conftest import Open
from .hosts import InProcess
from .interface import Interface

COUNT = 1000
LAST = f"Open archive, volume {COUNT - 1:05}"
ON_SCREEN = 60
"""Far more rows than fit into the window, and far fewer than there are."""


@pytest.fixture
def crowd(host: InProcess, open_on: Open) -> Interface:
    """All of them paused, by name."""
    host.call("update_settings", changes={"view": {"sort": "name", "direction": "ascending"}})
    batch = [
        {"jsonrpc": "2.0", "id": number, "method": "add_torrent_file", "params": {"content": content, "paused": True}}
        for number, content in enumerate(make_torrents(COUNT))
    ]
    assert all("error" not in reply for reply in json.loads(host.rpc(json.dumps(batch))))
    interface = open_on(host)
    expect(interface.page.get_by_title(f"All: {COUNT:,}")).to_be_visible()
    return interface


def test_few_rows_are_drawn_and_the_last_can_be_reached(crowd: Interface) -> None:
    expect(crowd.grid).to_have_attribute("aria-rowcount", str(COUNT))
    crowd.sees("Open archive, volume 00000", "Paused by you")
    assert crowd.rows.count() < ON_SCREEN
    crowd.rows.first.click()
    crowd.press("End")
    expect(crowd.row(LAST)).to_be_focused()
    expect(crowd.row(LAST)).to_be_in_viewport()
    assert crowd.rows.count() < ON_SCREEN
    crowd.page.mouse.wheel(0, -1_000_000)
    expect(crowd.row("Open archive, volume 00000")).to_be_in_viewport()
    crowd.rows.first.hover()
    crowd.page.mouse.wheel(0, 1_000_000)
    expect(crowd.row(LAST)).to_be_in_viewport()
    assert crowd.rows.count() < ON_SCREEN


_COUNT_IN_EACH_FRAME = """() => {
    const made = window.made = [0];
    new MutationObserver(changes => {
        for (const { addedNodes } of changes)
            for (const node of addedNodes)
                if (node.querySelector?.('[data-id]')) made[made.length - 1] += 1;
    }).observe(document.querySelector('[role=grid]'), { subtree: true, childList: true });
    const next = () => { made.push(0); requestAnimationFrame(next); };
    requestAnimationFrame(next);
}"""


def test_a_screenful_of_rows_is_made_in_more_than_one_frame(crowd: Interface) -> None:
    """The other density needs all of them anew, and so does whatever is far away."""
    crowd.sees("Open archive, volume 00000", "Paused by you")
    crowd.page.evaluate(_COUNT_IN_EACH_FRAME)
    crowd.page.get_by_role("radio", name="Compact").click()
    last_in_sight = crowd.row("Open archive, volume 00012")
    expect(last_in_sight).to_be_in_viewport()
    crowd.rows.first.click()
    crowd.press("End")
    expect(crowd.row(LAST)).to_be_focused()
    made: list[int] = crowd.page.evaluate("window.made")
    assert sum(made) > 32
    assert max(made) <= 16


def test_commands_reach_those_that_are_not_drawn(crowd: Interface) -> None:
    crowd.rows.first.click()
    crowd.press("Control+a")
    expect(crowd.details).to_contain_text("1,000 torrents selected")
    crowd.page.get_by_role("combobox", name="Search").fill("0077")
    expect(crowd.rows).to_have_count(11)
