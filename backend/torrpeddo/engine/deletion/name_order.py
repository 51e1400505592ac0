"""The order people expect of names: letters whatever their case, numbers by what they count."""

import os
import re

from .job import PlannedFolder

Key = tuple[list[str | int], str]
_NUMBER = re.compile(r"(\d+)")


def name_key(name: str) -> Key:
    """``a2`` before ``a10`` and beside ``A2``; no two names are equal."""
    parts: list[str | int] = list(_NUMBER.split(name.casefold()))
    # Every other part is a number, so that like is compared with like.
    parts[1::2] = map(int, parts[1::2])
    return parts, name


def path_key(path: str) -> list[Key]:
    """Folder by folder, so that what lies together stays together."""
    return [name_key(name) for name in path.split(os.sep)]


def by_name(folder: PlannedFolder) -> PlannedFolder:
    """The same with files and folders in order, all the way down."""
    files = sorted(folder.files, key=lambda file: name_key(file.name))
    folders = sorted(map(by_name, folder.folders), key=lambda inner: name_key(inner.name))
    return PlannedFolder(folder.name, folder.own, folder.whole, tuple(files), tuple(folders))
