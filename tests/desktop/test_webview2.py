"""What draws the window on Windows: found for the machine or for the person, and missed in words."""

import pytest

from torrpeddo.desktop.windows import webview2
from torrpeddo.errors import Unavailable

from .registry import MemoryRegistry


@pytest.mark.parametrize("key", webview2.KEYS)
def test_it_is_found_for_the_machine_and_for_one_person(key: str) -> None:
    person, machine = MemoryRegistry(), MemoryRegistry()
    machine.write(key, "pv", "142.0.3595.53")
    webview2.require(person.read, machine.read)
    webview2.require(machine.read, person.read)


@pytest.mark.parametrize("version", [None, "", "0.0.0.0"])
def test_where_it_is_missing_or_was_taken_away_the_way_to_it_is_told(version: str | None) -> None:
    person = MemoryRegistry()
    if version is not None:
        person.write(webview2.KEYS[1], "pv", version)
    with pytest.raises(Unavailable, match=r"Evergreen.*https://"):
        webview2.require(person.read, MemoryRegistry().read)
