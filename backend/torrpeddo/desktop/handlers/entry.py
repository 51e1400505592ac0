"""The desktop entry: what a Linux desktop knows of the program (freedesktop.org Desktop Entry Specification 1.5)."""

import re
from collections.abc import Sequence

from ...contract.desktop import Opened
from ..launching import ID, NAME

FILE_NAME = f"{ID}.desktop"
MIME_TYPES = {Opened.MAGNET: "x-scheme-handler/magnet", Opened.TORRENT: "application/x-bittorrent"}
OWN = "X-Torrpeddo-Written=true"
"""In entries that the program wrote itself, and may take away: never in one that a package installed."""
_COMMENT = {
    "": "Download and share files over BitTorrent",
    "ar": "تنزيل الملفات ومشاركتها عبر بت تورنت",
    "de": "Dateien über BitTorrent laden und teilen",
    "es": "Descarga y comparte archivos por BitTorrent",
    "fr": "Télécharger et partager des fichiers par BitTorrent",
    "zh_CN": "通过 BitTorrent 下载和分享文件",
}
_GENERIC = {
    "": "BitTorrent Client",
    "ar": "عميل بت تورنت",
    "de": "BitTorrent-Programm",
    "es": "Cliente BitTorrent",
    "fr": "Client BitTorrent",
    "zh_CN": "BitTorrent 客户端",
}
_PLAIN = re.compile(r"[A-Za-z0-9/._+:@,=-]+")
_FIRST_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))')
_RESERVED = re.compile(r'(["`$\\])')


def entry_text(command: Sequence[str], *, own: bool = True) -> str:
    """The whole file. ``command`` starts the program; what is opened follows it, behind ``--``: a link that
    looks like an option must never be one."""
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={NAME}",
        *_localised("GenericName", _GENERIC),
        *_localised("Comment", _COMMENT),
        f"Exec={exec_line([*command, '--'])} %U",
        f"Icon={ID}",
        "Terminal=false",
        "StartupNotify=true",
        "StartupWMClass=torrpeddo",
        "Categories=Network;FileTransfer;P2P;",
        "Keywords=torrent;magnet;download;bittorrent;p2p;",
        f"MimeType={';'.join(MIME_TYPES.values())};",
        *([OWN] if own else []),
    ]
    return "\n".join(lines) + "\n"


def exec_line(command: Sequence[str]) -> str:
    """Arguments as ``Exec`` has them: quoted where need be, and escaped once more as any string of the file."""
    return " ".join(_quoted(word) for word in command)


def is_plain(word: str) -> bool:
    """Whether it stands in ``Exec`` as it is: xdg-utils runs no program that is quoted there."""
    return bool(_PLAIN.fullmatch(word))


def program_of(text: str) -> str | None:
    """The program that an entry starts; None where that can't be told."""
    exec_ = next((line[5:] for line in text.splitlines() if line.startswith("Exec=")), "")
    found = _FIRST_WORD.match(exec_.replace("\\\\", "\\"))
    if found is None:
        return None
    quoted, plain = found.groups()
    word = plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
    return str(word).replace("%%", "%")


def is_own(text: str) -> bool:
    return OWN in text.splitlines()


def _quoted(word: str) -> str:
    if is_plain(word):
        return word
    escaped = _RESERVED.sub(r"\\\1", word.replace("%", "%%"))
    return '"' + escaped.replace("\\", "\\\\") + '"'


def _localised(key: str, texts: dict[str, str]) -> list[str]:
    return [f"{key}[{language}]={text}" if language else f"{key}={text}" for language, text in texts.items()]
