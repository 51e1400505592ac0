"""Starting at login, on each system: what is written, and that the system's own switch is believed."""

import plistlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from torrpeddo.contract.desktop import Autostart
from torrpeddo.desktop.autostart.agent import LaunchAgent
from torrpeddo.desktop.autostart.run_key import APPROVED, RUN, RunKey
from torrpeddo.desktop.autostart.xdg import XdgAutostart
from torrpeddo.errors import Unavailable

from .registry import MemoryRegistry

OFF = Autostart(on=False, hidden=False)


class Kept(Protocol):
    def get(self) -> Autostart: ...
    def set(self, *, on: bool, hidden: bool) -> Autostart: ...
    def refresh(self) -> None: ...


Make = Callable[[str], Kept]


@pytest.fixture(params=["linux", "macos", "windows"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """For a program, on one registry or in one folder."""
    registry = MemoryRegistry()
    makers: dict[str, Make] = {
        "linux": lambda program: XdgAutostart(tmp_path / "config", [program]),
        "macos": lambda program: LaunchAgent(tmp_path / "agents", [program]),
        "windows": lambda program: RunKey(registry, [program]),
    }
    return makers[request.param]


def test_it_is_as_it_was_set_whoever_asks(make: Make) -> None:
    program = "/opt/my apps/torrpeddo"
    assert make(program).get() == OFF
    assert make(program).set(on=True, hidden=False) == Autostart(on=True, hidden=False)
    assert make("/elsewhere").get() == Autostart(on=True, hidden=False)
    assert make(program).set(on=True, hidden=True) == make(program).get() == Autostart(on=True, hidden=True)
    assert make(program).set(on=False, hidden=True) == make(program).get() == OFF
    assert make(program).set(on=False, hidden=False) == OFF


def test_a_program_that_moved_is_started_where_it_is_now(make: Make, tmp_path: Path) -> None:
    old, new = tmp_path / "old dir" / "torrpeddo", tmp_path / "new dir" / "torrpeddo"
    old.parent.mkdir()
    old.touch()
    new.parent.mkdir()
    make(str(new)).refresh()
    assert make(str(new)).get() == OFF
    make(str(old)).set(on=True, hidden=True)
    make(str(new)).refresh()
    old.unlink()
    new.touch()
    make(str(new)).refresh()
    assert make(str(new)).get() == Autostart(on=True, hidden=True)
    new.unlink()
    make(str(old)).refresh()  # it led to the new one, which is gone
    assert make(str(old)).get().on


def test_the_entry_of_a_linux_desktop(tmp_path: Path) -> None:
    entry = XdgAutostart(tmp_path, ["/opt/my apps/torrpeddo"])
    entry.set(on=True, hidden=True)
    lines = (tmp_path / "autostart" / "io.github.torrpeddo.desktop").read_text().splitlines()
    assert 'Exec="/opt/my apps/torrpeddo" --hidden' in lines
    assert lines[:3] == ["[Desktop Entry]", "Type=Application", "Name=Torrpeddo"]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_s_settings_switched_off_is_off(tmp_path: Path, line: str) -> None:
    entry = XdgAutostart(tmp_path, ["/opt/torrpeddo"])
    entry.set(on=True, hidden=False)
    entry.path.write_text(entry.path.read_text().replace("X-GNOME-Autostart-enabled=true", line))
    assert entry.get() == OFF
    assert entry.set(on=True, hidden=False).on


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").touch()
    with pytest.raises(Unavailable, match="can't be written"):
        XdgAutostart(tmp_path, ["/x"]).set(on=True, hidden=False)


def test_the_agent_of_a_mac(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path, ["/Applications/Torrpeddo.app/Contents/MacOS/torrpeddo"])
    agent.set(on=True, hidden=True)
    written = plistlib.loads((tmp_path / "io.github.torrpeddo.plist").read_bytes())
    assert written["Label"] == "io.github.torrpeddo"
    assert written["ProgramArguments"] == ["/Applications/Torrpeddo.app/Contents/MacOS/torrpeddo", "--hidden"]
    assert (written["RunAtLoad"], written["KeepAlive"]) == (True, False)
    agent.path.write_bytes(plistlib.dumps(written | {"Disabled": True}))
    assert agent.get() == OFF
    agent.path.write_text("no plist")
    assert agent.get() == OFF


def test_the_run_key_of_windows() -> None:
    registry = MemoryRegistry()
    run = RunKey(registry, [r"C:\Program Files\Torrpeddo\torrpeddo.exe"])
    run.set(on=True, hidden=True)
    assert registry.keys[RUN] == {"Torrpeddo": r'"C:\Program Files\Torrpeddo\torrpeddo.exe" --hidden'}
    registry.write(APPROVED, "Torrpeddo", bytes([3] + [0] * 11))
    assert run.get() == OFF
    assert run.set(on=True, hidden=False) == Autostart(on=True, hidden=False)
    registry.write(APPROVED, "Torrpeddo", bytes([2] + [0] * 11))
    assert run.get().on
