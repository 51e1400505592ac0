"""What the system hands to a start of the program is a stranger's: nothing of it is an option or a command."""

import pytest

from torrpeddo.command_line import _parser
from torrpeddo.desktop.drops import read_arguments

MAGNET = "magnet:?xt=urn:btih:" + "a" * 40


@pytest.mark.parametrize("word", ["--profile=/x", "--hidden", "engine", "-h", "--set", "--", "restore"])
def test_nothing_behind_the_dashes_is_an_option(word: str) -> None:
    options = _parser("").parse_args(["--", word])
    assert (options.profile, options.hidden, options.overrides) == (None, False, [])
    assert MAGNET in _parser("").parse_args(["--", word, MAGNET]).add


@pytest.mark.parametrize(
    "word",
    [
        "javascript:alert(1)",
        "file://elsewhere/share/a.torrent",
        "file:///a%00b.torrent",
        "magnet:" + "x" * 70_000,
        "http://",
        "--profile=/x",
        "",
        "\udcff\udcfe",
        "/etc/passwd",
    ],
)
def test_what_is_no_torrent_is_neither_link_nor_torrent_file(word: str) -> None:
    drop = read_arguments([word, MAGNET])
    assert (drop.links, drop.paths) == ((MAGNET,), ())
