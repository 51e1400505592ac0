"""What a person is told without asking: heard by a screen reader, seen in time, and still where nothing may move."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.window.swarm import Seeder

from .conftest import Library, Open
from .hosts import InProcess
from .interface import Interface

_LISTEN = """() => {
    const heard = window.heard = [];
    const polite = '[aria-live]:not([aria-live=off]), [role=status], [role=alert]';
    const told = new Set(document.querySelectorAll(polite));
    new MutationObserver(changes => {
        for (const { target, addedNodes, type } of changes) {
            const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
            const region = element?.closest('[aria-live], [role=status], [role=alert]');
            const assertive = [...addedNodes].flatMap(node => [node, ...node.querySelectorAll?.('[role=alert]') ?? []])
                .filter(node => node.getAttribute?.('role') === 'alert');
            for (const alert of assertive) heard.push(alert.textContent.trim());
            if (!region || region.ariaLive === 'off' || !told.has(region)) continue;
            if (region.ariaRelevant === 'additions' && ![...addedNodes].some(node => node.nodeType === 1)) continue;
            const words = region.ariaRelevant === 'additions' ? [...addedNodes].map(node => node.textContent)
                : [region.textContent];
            heard.push(...words.map(each => each.trim()).filter(Boolean));
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
"""Hears as a screen reader does: regions that were there before their words, and alerts whenever they come."""


def listen(page: Page) -> None:
    page.evaluate(_LISTEN)


def hears(interface: Interface, words: str) -> None:
    def said() -> bool:
        return any(words in each for each in heard(interface.page))

    interface.until(said, f"“{words}” among what is heard")


def heard(page: Page) -> list[str]:
    told: list[str] = page.evaluate("window.heard")
    return told


def test_a_search_is_answered_aloud_once_the_typing_has_stopped(interface: Interface, library: Library) -> None:
    interface.sees("Alpha", "Ready")
    listen(interface.page)
    interface.press("Control+f")
    interface.page.keyboard.type("eta", delay=30)
    hears(interface, "1 torrent found")
    interface.page.keyboard.type("zz")
    hears(interface, "Nothing here matches “etazz”")
    assert sum("found" in each for each in heard(interface.page)) == 1


def test_what_finishes_and_what_fails_is_heard(
    interface: Interface, host: InProcess, library: Library, seeder: Seeder
) -> None:
    interface.sees("Alpha", "Ready")
    listen(interface.page)
    host.call("add_magnet", uri=seeder.magnet)
    hears(interface, "“A film” has finished.")
    taken = host.profile.parent / "taken"
    (taken / "Alpha").mkdir(parents=True)
    (taken / "Alpha" / "one.bin").write_text("somebody's")
    host.call("move", ids=[library["Alpha"].id], path=str(taken))
    hears(interface, "“Alpha” was not moved.")


def test_the_undo_counts_down_in_sight_and_is_heard_once(
    interface: Interface, host: InProcess, library: Library
) -> None:
    interface.sees("Alpha", "Ready")
    listen(interface.page)
    interface.row("Alpha").click()
    interface.press("Delete")
    toast = interface.messages.locator(".toast")
    expect(toast).to_contain_text("Alpha")
    seconds = seen_seconds(interface)
    interface.until(lambda: seen_seconds(interface) < seconds - 1, "fewer seconds to be left")
    assert sum("Alpha" in each for each in heard(interface.page)) == 1
    expect(toast).to_have_count(0)
    expect(interface.row("Alpha")).to_have_count(0)


def seen_seconds(interface: Interface) -> int:
    found = re.search(r"(\d+) s\b", interface.messages.inner_text())
    assert found, interface.messages.inner_text()
    return int(found[1])


_MOVING = """() => document.getAnimations()
    .filter(({ playState, effect }) => playState === 'running' && effect.getComputedTiming().duration > 0)
    .map(one => `${one.animationName ?? one.transitionProperty} of ${one.effect.target?.className}`)"""
_NOTE_ALL = """() => {
    window.moved = [];
    for (const type of ['animationstart', 'transitionrun'])
        document.addEventListener(type, event => window.moved.push(event.animationName ?? event.propertyName), true);
}"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_where_motion_is_not_wanted(
    open_on: Open, host: InProcess, library: Library, seeder: Seeder, motion: str
) -> None:
    """And where it is, the download that finishes before one's eyes is shown by light that runs out."""
    options: dict[str, Any] = {"reduced_motion": motion}
    interface = open_on(host, **options)
    interface.sees("Alpha", "Ready")
    interface.page.evaluate(_NOTE_ALL)
    host.call("add_magnet", uri=seeder.magnet)
    arrival = interface.row("A film").locator(".arrival")
    expect(arrival).to_be_attached()
    interface.press("Control+u")
    expect(interface.dialog).to_be_visible()
    interface.press("Escape")
    interface.row("Alpha").click()
    interface.press("Delete")
    expect(interface.messages.locator(".toast").last).to_be_visible()
    moved = set(interface.page.evaluate("window.moved"))
    if motion == "reduce":
        assert moved == set()
        assert interface.page.evaluate(_MOVING) == []
    else:
        assert any("sound" in name for name in moved), moved
        burns = "window.moved.some(name => name.includes('burn'))"
        interface.until(lambda: interface.page.evaluate(burns), "the time for undoing to run out in sight")
