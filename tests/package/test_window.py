"""The packaged program in its window, on a desktop that has WebKitGTK and nothing that programmers need."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from tests.swarm.program import Program
from tests.window.processes import GUARD_S, Process, running, wait_for
from tests.window.product_window import OFFLINE
from tests.window.screen import Screen
from tests.window.swarm import Seeder, open_seeder

from .conftest import Products
from .hosts import without_typelibs, without_webkit

FILES = {"one.bin": 300_000, "sub/two ü.bin": 70_000}
SWITCHES = [word for setting in OFFLINE for word in ("--set", setting)]
FEW_COLOURS = 200
"""More than this many are on the screen only when the page is drawn."""


@pytest.fixture(scope="module")
def seeder(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeder]:
    with open_seeder(screen, tmp_path_factory.mktemp("seeder"), FILES) as opened:
        yield opened


@contextmanager
def started(screen: Screen, place: Path, command: Sequence[str | Path], **env: str) -> Iterator[Process]:
    """As from the desktop: with nothing of ours in its environment, and no terminal."""
    clean = {name: value for name, value in screen.env.items() if not name.startswith("PYTHON")}
    with running(command, {**clean, **env}, place / "program.log") as process:
        yield process


def colours(screen: Screen, place: Path) -> int:
    picture = screen.screenshot(place / "screen.png")
    counted = subprocess.run(["identify", "-format", "%k", picture], check=True, capture_output=True, text=True)
    return int(counted.stdout)


def test_a_magnet_link_becomes_files(program: Path, screen: Screen, seeder: Seeder, tmp_path: Path) -> None:
    profile, unpacked = tmp_path / "profile", tmp_path / "unpacked"
    unpacked.mkdir()
    downloads = tmp_path / "downloads"
    (screen.home / "config" / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n')
    command = without_typelibs([program, "--profile", profile, *SWITCHES, seeder.magnet])
    with started(screen, tmp_path, command, TMPDIR=str(unpacked)) as process:
        (window,) = wait_for(lambda: screen.windows_of_family("Torrpeddo", process.pid), 30, "the window")
        wait_for(lambda: colours(screen, tmp_path) > FEW_COLOURS, 30, "the page to be drawn")
        check_environments(psutil.Process(process.pid))

        def confirmed() -> bool:
            """The Add dialog opened with the link, and is answered as soon as it knows the files."""
            screen.xdotool("windowactivate", "--sync", window, "key", "Return")
            return (downloads / seeder.folder.name).exists()

        wait_for(confirmed, 30, "the Add dialog to take what it shows")
        seeder.until_matches(downloads)
        screen.close(window)
        assert process.wait(GUARD_S) == 0
    assert list(unpacked.iterdir()) == []
    with Program(profile, command=[program], errors=tmp_path / "engine.log") as engine:
        engine.until(lambda: engine.rows.get(seeder.id, {}).get("progress") == 1)
        assert engine.end() == 0


def check_environments(program: psutil.Process) -> None:
    """What is started finds its own libraries, never ours, and not the folder that we are unpacked in."""
    helpers = [child for child in program.children(recursive=True) if child.name().startswith("WebKit")]
    assert helpers != []
    for helper in helpers:
        ours = [name for name in helper.environ() if name.startswith(("LD_", "_PYI_", "GI_TYPELIB"))]
        assert ours == []
        assert [area.path for area in helper.memory_maps() if "/_MEI" in area.path or "/_internal/" in area.path] == []


def test_without_webkit_it_says_what_to_install_also_where_nobody_reads_a_terminal(
    products: Products, screen: Screen, tmp_path: Path
) -> None:
    programs, shown = tmp_path / "bin", tmp_path / "shown"
    programs.mkdir()
    dialog = programs / "zenity"
    dialog.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{shown}.new" && mv "{shown}.new" "{shown}"\n')
    dialog.chmod(0o755)
    command = without_webkit([products.executable, "--profile", tmp_path / "profile"])
    with started(screen, tmp_path, command, PATH=f"{programs}:{screen.env['PATH']}") as process:
        assert process.wait(30) == 1
        wait_for(shown.exists, GUARD_S, "the dialog")
    said = (tmp_path / "program.log").read_text()
    assert "WebKitGTK 4.1, which is missing here" in said
    assert "apt install libwebkit2gtk-4.1-0" in said
    assert "WebKitGTK 4.1, which is missing here" in shown.read_text()
    assert not (tmp_path / "profile").exists()
