"""What macOS tells the program while it runs, with classes that stand in for AppKit's."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from torrpeddo.desktop.macos.events import AppEvents


class Delegate:
    pass


def add_methods(kind: type, methods: list[Any]) -> None:
    for method in methods:
        setattr(kind, method.__name__, method)


@pytest.fixture
def delegate(monkeypatch: pytest.MonkeyPatch) -> tuple[AppEvents, Any]:
    selectors: list[bytes] = []

    def selector(function: Any, selector: bytes, signature: bytes) -> Any:
        assert function.__name__.replace("_", ":").encode() == selector
        assert signature.count(b":") == 1
        selectors.append(selector)
        return function

    monkeypatch.setitem(sys.modules, "objc", SimpleNamespace(selector=selector, classAddMethods=add_methods))
    events = AppEvents()
    events.listen(Delegate)
    assert selectors == [b"application:openURLs:", b"applicationShouldHandleReopen:hasVisibleWindows:"]
    return events, Delegate()


def url(address: str) -> Any:
    return SimpleNamespace(absoluteString=lambda: address)


def test_a_link_that_started_the_program_is_kept_and_later_ones_are_told_at_once(
    delegate: tuple[AppEvents, Any],
) -> None:
    events, application = delegate
    application.application_openURLs_(None, [url("magnet:?xt=1"), url("file:///a%20b.torrent")])
    told: list[list[str]] = []
    events.connect(lambda addresses: told.append(list(addresses)))
    application.application_openURLs_(None, [url("magnet:?xt=2")])
    assert told == [["magnet:?xt=1", "file:///a%20b.torrent"], ["magnet:?xt=2"]]


def test_a_click_in_the_dock_shows_the_window(delegate: tuple[AppEvents, Any]) -> None:
    events, application = delegate
    told: list[list[str]] = []
    events.connect(lambda addresses: told.append(list(addresses)))
    assert told == [], "nothing was opened yet"
    assert application.applicationShouldHandleReopen_hasVisibleWindows_(None, False) is False
    assert told == [[]]
