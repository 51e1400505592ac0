"""What Windows keeps in the registry so that a program can be chosen for links and files (HKEY_CURRENT_USER alone).

Windows lets nobody but the person choose: these values put Torrpeddo on the list in Settings → Default apps.
"""

import subprocess
from collections.abc import Mapping, Sequence

from ...contract.desktop import Opened
from ..launching import NAME

Values = Mapping[str, Mapping[str, str]]
"""Key (below HKEY_CURRENT_USER) to the texts in it; the name "" is the key's default value."""

PROG_IDS = {Opened.MAGNET: "Torrpeddo.magnet", Opened.TORRENT: "Torrpeddo.torrent"}
NAMES = {Opened.MAGNET: "magnet", Opened.TORRENT: ".torrent"}
"""What Windows calls them."""
CLASSES = r"Software\Classes"
CAPABILITIES = rf"Software\{NAME}\Capabilities"
REGISTERED = r"Software\RegisteredApplications"
OPEN_WITH = rf"{CLASSES}\.torrent\OpenWithProgids"
_LISTED = {Opened.MAGNET: rf"{CAPABILITIES}\URLAssociations", Opened.TORRENT: rf"{CAPABILITIES}\FileAssociations"}
_TITLES = {Opened.MAGNET: "Magnet link", Opened.TORRENT: "Torrent file"}
USER_CHOICE = {
    Opened.MAGNET: r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\magnet\UserChoice",
    Opened.TORRENT: r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.torrent\UserChoice",
}
SETTINGS = f"ms-settings:defaultapps?registeredAppUser={NAME}"
"""The page of Settings that lists what Torrpeddo can be chosen for (Windows 11; 10 shows the whole list)."""


def shared_values(command: Sequence[str]) -> Values:
    """What is the same whatever is opened. ``command`` starts the program."""
    return {
        CAPABILITIES: {
            "ApplicationName": NAME,
            "ApplicationDescription": "Download and share files over BitTorrent",
            "ApplicationIcon": _icon(command),
        },
        REGISTERED: {NAME: CAPABILITIES},
    }


def values(opens: Opened, command: Sequence[str]) -> Values:
    own = class_key(opens)
    found: dict[str, dict[str, str]] = {
        own: {"": _TITLES[opens]} | ({"URL Protocol": ""} if opens is Opened.MAGNET else {}),
        rf"{own}\DefaultIcon": {"": _icon(command)},
        command_key(opens): {"": open_line(command)},
        _LISTED[opens]: {NAMES[opens]: PROG_IDS[opens]},
    }
    return found | ({OPEN_WITH: {PROG_IDS[opens]: ""}} if opens is Opened.TORRENT else {})


def single_values(opens: Opened) -> list[tuple[str, str]]:
    """Key and name of what is ours in keys that others use too, or that stay."""
    listed = (_LISTED[opens], NAMES[opens])
    return [listed, (OPEN_WITH, PROG_IDS[opens])] if opens is Opened.TORRENT else [listed]


def class_key(opens: Opened) -> str:
    """Ours alone, with all that is in it."""
    return rf"{CLASSES}\{PROG_IDS[opens]}"


def command_key(opens: Opened) -> str:
    return rf"{class_key(opens)}\shell\open\command"


def open_line(command: Sequence[str]) -> str:
    """Windows puts a link in the place of %1 as it is, quotes and all: behind ``--`` nothing of it is an option."""
    return f'{subprocess.list2cmdline([*command, "--"])} "%1"'


def program_of(line: str) -> str:
    """The program of a command line that Windows runs."""
    return line[1:].partition('"')[0] if line.startswith('"') else line.partition(" ")[0]


def _icon(command: Sequence[str]) -> str:
    return f'"{command[0]}",0'
