"""Every command that can be found by its name, on the real engine: each does something that is seen, none fails."""

import re

import pytest
from playwright.sync_api import expect
from tests.swarm.samples import make

from .conftest import Library
from .hosts import InProcess
from .interface import Interface

SWITCHES = ("density", "panel", "sidebar", "command_bar", "status_bar", "slow_mode", "force")
"""Put back at once, since much else is seen only while they are as they were."""
IN_STEPS = ("resume", "restart", "force", "recheck", "stop", "pause_all", "resume_all", "remove")
"""What the engine brings about in more than one step."""
LAST = ("remove", "undo", "delete")
CHANGING = re.compile(r"\d+")


@pytest.fixture
def downloads(host: InProcess, library: Library) -> None:
    """``Zeta`` waits for somebody who has it, ``Omega`` has a tracker that is not there."""
    folder = host.profile.parent / "samples"
    host.add(make(folder, "Zeta", {"z.bin": 400_000}).content)
    host.add(make(folder, "Omega", {"o.bin": 400_000}, trackers=("http://127.0.0.1:9/a",)).content)


def test_every_command_does_what_is_seen(host: InProcess, downloads: None, interface: Interface) -> None:
    host.call("update_settings", changes={"dht": False})
    interface.sees("Alpha", "Ready")
    done: set[str] = set()
    for name in ("Zeta", "Alpha", "Delta", "Epsilon", "Omega"):
        while command := do_next(host, interface, name, {*done, *LAST}):
            done.add(command)
    for command in LAST:
        assert do_next(host, interface, "Beta", {*done, *LAST} - {command}) == command
    assert {"pause", "restart", "recheck", "rename", "open_file", "sort_name", "undo", "reannounce"} <= {*done, *LAST}


def do_next(host: InProcess, interface: Interface, name: str, done: set[str]) -> str | None:
    """Do with this torrent the first that is offered for it and was not done; what that was."""
    if interface.row(name).count() and interface.selected() != [name]:
        # Again where it moved away under the click: what was done last may put the list in another order.
        interface.until(lambda: is_selected(interface, name), f"{name} to be selected")
        # Its details come by and by, and are nothing that a command did.
        interface.until(lambda: is_steady(host, interface), f"{name} to be shown")
    before = look(host, interface)
    command = next((each for each in open_palette(interface) if each not in done), None)
    if command is None:
        interface.press("Escape")
        expect(interface.dialog).to_have_count(0)
        return None
    choose(interface, command)
    interface.until(lambda: look(host, interface) != before, f"{command} to be seen")
    for part in (interface.page.get_by_role("menu"), interface.dialog):
        if part.count():
            interface.press("Escape")
            expect(part).to_have_count(0)
    if command in SWITCHES:
        after = look(host, interface)
        open_palette(interface)
        choose(interface, command)
        interface.until(lambda: look(host, interface) != after, f"{command} to be taken back")
    if command in IN_STEPS:
        interface.until(lambda: is_steady(host, interface), f"{command} to have come to its end")
    return command


def is_selected(interface: Interface, name: str) -> bool:
    if interface.selected() == [name]:
        return True
    interface.row(name).click()
    return False


def choose(interface: Interface, command: str) -> None:
    interface.dialog.locator(f"[role=option][id$='-{command}']").click()
    expect(interface.page.get_by_role("listbox", name="Command palette")).to_have_count(0)


def open_palette(interface: Interface) -> list[str]:
    """The commands it offers."""
    interface.press("Control+k")
    expect(interface.dialog.get_by_role("combobox")).to_be_focused()
    expect(interface.dialog.get_by_role("option").first).to_be_visible()
    ids: list[str] = interface.dialog.get_by_role("option").evaluate_all("all => all.map(({ id }) => id)")
    return [id.rpartition("-")[2] for id in ids]


def is_steady(host: InProcess, interface: Interface) -> bool:
    now = look(host, interface)
    interface.page.wait_for_timeout(300)
    return look(host, interface) == now


def look(host: InProcess, interface: Interface) -> tuple[object, ...]:
    """What is on the screen, and what the desktop was asked; without numbers, which change by themselves."""
    words = CHANGING.sub("0", interface.page.locator("body").aria_snapshot())
    focus = interface.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    return words, focus, len(host.desktop.opened), host.desktop.clipboard, host.engine.shutdown_requested.is_set()
