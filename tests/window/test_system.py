"""Files and links that the page asks to open, on each platform's terms."""

from pathlib import Path
from typing import Any

import pytest

from torrpeddo.desktop.macos.system import open_command, reveal_command
from torrpeddo.desktop.system import System, nearest_folder, web_address
from torrpeddo.desktop.windows import system as windows
from torrpeddo.errors import InvalidInput, InvalidPath


class Recorder:
    """An ``Opener`` that notes what it is told to do."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []

    def describe(self) -> str:
        return ""

    def open(self, path: str) -> None:
        self.done.append(("open", path))

    def reveal(self, path: str) -> None:
        self.done.append(("reveal", path))

    def browse(self, url: str) -> None:
        self.done.append(("browse", url))

    def read_clipboard(self) -> str:
        return ""

    def write_clipboard(self, text: str) -> None:
        self.done.append(("copy", text))


def no_window() -> Any:
    raise AssertionError("No dialog is asked for here.")


@pytest.fixture
def opener() -> Recorder:
    return Recorder()


@pytest.fixture
def system(opener: Recorder) -> System:
    return System(no_window, opener)


def test_a_film_opens_and_a_program_is_only_shown(system: System, opener: Recorder, tmp_path: Path) -> None:
    for name in ("film.mkv", "setup.EXE", "run.sh"):
        (tmp_path / name).touch()
        system.open_path(str(tmp_path / name))
    assert [verb for verb, _ in opener.done] == ["open", "reveal", "reveal"]


@pytest.mark.parametrize("path", ["relative", "/nowhere/at/all", "/a\0b", "http://example.org", "-option", ""])
def test_only_what_is_there_is_opened_or_shown(system: System, opener: Recorder, path: str) -> None:
    for ask in (system.open_path, system.show_in_folder):
        with pytest.raises(InvalidPath):
            ask(path)
    assert opener.done == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "javascript:alert(1)", "magnet:?x", "http:///x", "https://a b", "//h", "", "http://[", "x"],
)
def test_only_web_addresses_reach_the_browser(url: str) -> None:
    with pytest.raises(InvalidInput):
        web_address(url)


def test_web_addresses_go_as_they_are(system: System, opener: Recorder) -> None:
    system.open_link("https://example.org/a?b=c#d")
    assert opener.done == [("browse", "https://example.org/a?b=c#d")]


def test_a_dialog_starts_as_near_as_it_can(tmp_path: Path) -> None:
    assert nearest_folder(str(tmp_path / "not" / "yet")) == str(tmp_path)
    assert [nearest_folder(start) for start in (None, "", "relative", "/a\0b")] == [""] * 4


def test_commands_of_the_other_platforms() -> None:
    shown = windows.reveal_command(r"D:\a b\c & d.mkv", {"SystemRoot": r"C:\Windows"})
    assert shown == r'"C:\Windows\explorer.exe" /select,"D:\a b\c & d.mkv"'
    assert open_command("/a b") == ["/usr/bin/open", "/a b"]
    assert reveal_command("/a b") == ["/usr/bin/open", "-R", "/a b"]
