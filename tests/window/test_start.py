"""Where no window can open, a person is told why and what to do."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.window.screen import Screen

from torrpeddo.contract.language import Language
from torrpeddo.contract.theme import Theme
from torrpeddo.desktop.display import check_display, install_command, missing_webkit
from torrpeddo.desktop.interface import interface_path
from torrpeddo.desktop.look import PARTS, background, is_dark, left
from torrpeddo.errors import Unavailable
from torrpeddo.library.glance import Glance

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_screen_it_names_the_way_without_one() -> None:
    with pytest.raises(Unavailable, match="torrpeddo engine"):
        check_display({"DISPLAY": ""})
    check_display({"WAYLAND_DISPLAY": "wayland-0"})


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian"}, "apt install gir1.2-webkit2-4.1"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "apt install gir1.2-webkit2-4.1"),
        ({"ID": "fedora"}, "dnf install webkit2gtk4.1"),
        ({"ID": "manjaro", "ID_LIKE": "arch"}, "pacman -S webkit2gtk-4.1"),
        ({"ID": "opensuse-tumbleweed", "ID_LIKE": "opensuse suse"}, "zypper install"),
    ],
)
def test_missing_webkit_is_answered_with_the_distribution_s_command(release: dict[str, str], command: str) -> None:
    assert command in missing_webkit(release)


def test_the_packaged_program_needs_the_library_alone() -> None:
    assert "apt install libwebkit2gtk-4.1-0" in missing_webkit({"ID": "debian"}, packaged=True)
    assert "zypper install libwebkit2gtk-4_1-0" in missing_webkit({"ID_LIKE": "suse"}, packaged=True)
    assert "pacman -S webkit2gtk-4.1" in missing_webkit({"ID": "arch"}, packaged=True)


def test_an_unknown_distribution_gets_no_wrong_command() -> None:
    assert install_command({"ID": "plan9"}) is None
    assert "4.1" in missing_webkit({})


def test_a_missing_interface_names_its_build(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="npm run build"):
        interface_path((tmp_path / "index.html",))


def test_a_screen_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    words = ["from pathlib import Path", "from torrpeddo.desktop.platforms import open_platform"]
    words.append("from torrpeddo.library.glance import Glance")
    code = "; ".join([*words, "open_platform(Glance(), Path('page.html'))"])
    env = {"DISPLAY": ":98765", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "backend")}
    ran = subprocess.run([sys.executable, "-c", code], check=False, env=env, capture_output=True, text=True, timeout=30)
    assert "The screen can't be reached" in ran.stderr


def test_python_s_own_libraries_are_there_before_webkit_s_is_linked() -> None:
    """While that is linked, whatever else has to be linked waits: what is loaded then comes without."""
    code = """
import sys
from torrpeddo.desktop.linux import library
library._thread.start_new_thread = lambda *_: None
library.send_for()
before = set(sys.modules)
import torrpeddo.command_line, torrpeddo.crashes, torrpeddo.log, torrpeddo.desktop.instance.sockets
import torrpeddo.desktop.window, torrpeddo.desktop.linux.native_view, torrpeddo.desktop.linux.bridge_script
from torrpeddo.desktop import serverless
serverless.load()
import webview
later = [sys.modules[name] for name in set(sys.modules) - before]
linked = [module.__name__ for module in later if str(getattr(module, "__file__", "")).endswith(".so")]
assert not linked, linked
"""
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "backend")}
    ran = subprocess.run([sys.executable, "-c", code], check=False, env=env, capture_output=True, text=True, timeout=30)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("asked", [None, "gles"])
def test_gtk_begins_without_opengl_and_whom_we_start_has_it(screen: Screen, asked: str | None) -> None:
    """Unless the person asks for something of it."""
    code = """
import os, sys
from pathlib import Path
from torrpeddo.desktop.linux import library
asked = os.environ.get("GDK_GL")
arriving = library.send_for()
arriving.wait()
assert arriving.reaches_screen
assert os.environ.get("GDK_GL") == asked
assert asked or "libLLVM" not in Path("/proc/self/maps").read_text()
"""
    env = {**screen.env, "PYTHONPATH": str(ROOT / "backend")} | ({"GDK_GL": asked} if asked else {})
    ran = subprocess.run([sys.executable, "-c", code], check=False, env=env, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr


def test_a_view_is_not_drawn_before_its_page_is_there(screen: Screen, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<body style='background: #ff0000'>")
    code = """
import sys, time
from pathlib import Path
from torrpeddo.desktop.linux import library, native_view
from torrpeddo.desktop.linux.native import Address, Native
from torrpeddo.desktop.navigation import address_of
native = Native(library.send_for().wait())
begun = native_view.begin(native, address_of(Path(sys.argv[1])), "")
window = native.address("gtk_window_new", 0)
native.call("gtk_container_add", window, Address(begun.view))
native.call("gtk_widget_show_all", window)
def go_on(until, seconds):
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        native.number("g_main_context_iteration", None, 0)
    return until()
assert go_on(lambda: begun.lock.keeps_waiting, 30)
assert not begun.veil.is_lifted
begun.lock.open()
assert go_on(lambda: begun.veil.is_lifted, 30)
"""
    env = {**screen.env, "PYTHONPATH": str(ROOT / "backend")}
    command = [sys.executable, "-c", code, str(page)]
    ran = subprocess.run(command, check=False, env=env, capture_output=True, text=True, timeout=90)
    assert ran.returncode == 0, ran.stderr


def test_the_window_comes_without_a_server() -> None:
    """What pywebview would serve pages with is not even loaded, and refuses whoever asks for it."""
    code = """
from torrpeddo.desktop import serverless
serverless.load()
import sys, webview
assert not {"bottle", "wsgiref", "http.server", "ssl"} & set(sys.modules), sorted(sys.modules)
webview.http.start_server(["page.html"])
"""
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "backend")}
    ran = subprocess.run([sys.executable, "-c", code], check=False, env=env, capture_output=True, text=True, timeout=30)
    assert "there is no server for it" in ran.stderr


@pytest.mark.parametrize(
    ("theme", "system_is_dark", "dark"),
    [(Theme.SYSTEM, True, True), (Theme.SYSTEM, False, False), (Theme.DARK, False, True), (Theme.LIGHT, True, False)],
)
def test_the_person_s_theme_comes_first(theme: Theme, system_is_dark: bool, dark: bool) -> None:
    assert is_dark(theme, system_is_dark) is dark


def test_the_page_hears_how_the_window_was_left_by_names_that_it_knows() -> None:
    """Before it asks, for its outline."""
    view = {**dict.fromkeys(PARTS, False), "panel": False}
    told = left(Glance(Theme.DARK, view, Language.ARABIC))
    assert json.loads(told.partition(" = ")[2].rstrip(";")) == {"language": "ar", "without": list(PARTS)}
    assert '"without": []' in left(Glance(Theme.DARK, {PARTS[0]: True, PARTS[1]: None}))
    page = (ROOT / "frontend" / "index.html").read_text()
    assert {f"without-{part}" for part in PARTS} == set(re.findall(r"without-\w+", page))


def test_the_empty_window_has_the_interface_s_colours() -> None:
    tokens = (ROOT / "frontend" / "src" / "styles" / "tokens.css").read_text()
    bases = re.findall(r"--surface-base:\s*(#[0-9A-Fa-f]{6})", tokens)
    assert {colour.upper() for colour in bases} == {background(True), background(False)}
