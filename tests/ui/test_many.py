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
    const made = window.made = [];
    const grid = document.querySelector('[role=grid]');
    const drawn = () => [...grid.querySelectorAll('[data-id]')]
        .map(({ dataset, offsetHeight }) => `${dataset.id} ${offsetHeight}`);
    let before = new Set(drawn());
    const next = () => {
        const now = drawn();
        made.push(now.filter(row => !before.has(row)).length);
        before = new Set(now);
        requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
}"""
"""How many rows come, be they new or drawn in the place of another."""


_COUNT_NODES = """() => {
    window.nodes = 0;
    const there = new Set(document.querySelectorAll('.slot'));
    new MutationObserver(changes => {
        for (const { addedNodes } of changes)
            for (const node of addedNodes)
                if (node.classList?.contains('slot') && !there.has(node)) {
                    there.add(node);
                    window.nodes += 1;
                }
    }).observe(document.querySelector('[role=grid]'), { subtree: true, childList: true });
}"""
"""Rows that are made, not only moved."""


def test_a_screenful_of_rows_comes_in_more_than_one_frame(crowd: Interface) -> None:
    """The other density needs all of them anew, and whatever is far away is another screenful."""
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


def test_rows_that_scroll_into_sight_are_drawn_in_the_place_of_those_that_left(crowd: Interface) -> None:
    crowd.sees("Open archive, volume 00000", "Paused by you")
    crowd.page.evaluate(_COUNT_NODES)
    crowd.rows.first.hover()
    for _ in range(40):
        crowd.page.mouse.wheel(0, 60)
    expect(crowd.row("Open archive, volume 00060")).to_be_in_viewport()
    assert crowd.page.evaluate("window.nodes") < 20
    expect(crowd.rows.first).not_to_have_attribute("aria-rowindex", "2")
    in_order = "all => all.map(row => Number(row.ariaRowIndex)).every((at, n, whole) => n === 0 || at > whole[n - 1])"
    crowd.until(lambda: crowd.rows.evaluate_all(in_order), "the rows to be in order")


def test_the_focus_stays_with_its_torrent_while_others_scroll_by(crowd: Interface) -> None:
    crowd.row("Open archive, volume 00001").click()
    crowd.rows.first.hover()
    crowd.page.mouse.wheel(0, 6_000)
    expect(crowd.row("Open archive, volume 00001")).to_have_count(0)
    expect(crowd.page.locator("[data-id]:focus")).to_have_count(0)
    expect(crowd.page.locator("[role=grid] :focus, [role=grid]:focus")).to_have_count(1)
    crowd.press("ArrowDown")
    expect(crowd.row("Open archive, volume 00002")).to_be_focused()


def test_commands_reach_those_that_are_not_drawn(crowd: Interface) -> None:
    crowd.rows.first.click()
    crowd.press("Control+a")
    expect(crowd.details).to_contain_text("1,000 torrents selected")
    crowd.page.get_by_role("combobox", name="Search").fill("0077")
    expect(crowd.rows).to_have_count(11)
