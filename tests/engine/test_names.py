"""Names for files and folders, as each system allows them."""

import pytest

from torrpeddo.engine.names import check_name, comparable, split_path
from torrpeddo.errors import InvalidInput


@pytest.mark.parametrize("name", ["a", "ü 日本 🌊.mkv", "a:b", "con", ".hidden", "trailing.", "x" * 255, "a\\b"])
def test_linux_allows(name: str) -> None:
    check_name(name, "linux")


@pytest.mark.parametrize("name", ["", "  ", ".", "..", "a/b", "a\0b", "x" * 256, "ü" * 128, "\ud800"])
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_nobody_allows(name: str, platform: str) -> None:
    if name == "ü" * 128 and platform == "win32":
        check_name(name, platform)
        return
    with pytest.raises(InvalidInput, match="can't be a name"):
        check_name(name, platform)


@pytest.mark.parametrize(
    "name", ["a:b", "a\\b", 'a"', "a?", "a\tb", "a.", "a ", "CON", "nul.txt", "Com1.tar.gz", "LPT9 .x", "aux"]
)
def test_windows_does_not_allow(name: str) -> None:
    with pytest.raises(InvalidInput, match="Windows"):
        check_name(name, "win32")


@pytest.mark.parametrize("name", ["console", "com10", "nulls.txt", "a.b c", "日本"])
def test_windows_allows(name: str) -> None:
    check_name(name, "win32")


def test_every_name_of_a_path_is_checked() -> None:
    assert split_path("a/b/c", "linux") == ("a", "b", "c")
    for path in ("/a", "a/", "a//b", "a/../b", "./a"):
        with pytest.raises(InvalidInput):
            split_path(path, "linux")


def test_case_counts_on_linux_alone() -> None:
    assert comparable("A", "linux") != comparable("a", "linux")
    assert comparable("A", "win32") == comparable("a", "win32")
