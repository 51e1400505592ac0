"""The names of a torrent that is about to enter the session, put right against the disk. No libtorrent."""

import os
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..layout import Layout, LayoutFile
from .marks import SUFFIX, may_carry


class Question(Struct, frozen=True):
    save_path: str
    layout: Layout
    have: Sequence[bool]
    """The pieces the resume data knows; fewer, and the rest are missing."""
    suffixed: frozenset[int]
    wanted: bool
    """Files that nothing was written of are to carry the suffix."""
    unclean: bool
    """The last run was cut off while files may have been on their way to the suffix."""


class Answer(Struct, frozen=True):
    suffixed: frozenset[int]
    complete: bool
    """One of them is complete, and is to lose it."""


def put_right(question: Question) -> Answer:
    """Which files carry the suffix. Looks only at those whose name is in doubt.

    Data that the resume data knows of is under one of the two names. If it is under the other one, the
    last run was cut off between renaming and saving. If both lead to it, it was cut off before the old name
    went, or another torrent has the file by that: the next renaming finds out.
    """
    suffixed = set(question.suffixed)
    for file in _in_doubt(question):
        plain, marked = (_look(question.save_path, path) for path in (file.path, file.path + SUFFIX))
        known, other = (marked, plain) if file.native in suffixed else (plain, marked)
        if known is None and other is not None and _fits(other, file, question):
            suffixed ^= {file.native}
    if question.wanted:
        suffixed |= unwritten(question.save_path, _untouched(question))[0]
    complete = any(file.native in suffixed and _had(file, question)[1] for file in question.layout.files)
    return Answer(frozenset(suffixed), complete)


def unwritten(save_path: str, files: Sequence[LayoutFile], since: float | None = None) -> tuple[set[int], bool]:
    """Those of the files that may begin under the suffix, and whether something of them is there already.

    What is there under its real name keeps that. ``since``: what was made after this (Unix seconds) isn't
    somebody's, libtorrent just made it.
    """
    found: set[int] = set()
    adopted = False
    folders: dict[str, bool] = {}
    for file in files:
        folder = os.path.dirname(os.path.join(save_path, file.path))
        if folder not in folders:
            folders[folder] = os.path.isdir(folder)
        plain = marked = None
        if folders[folder]:
            plain, marked = (_look(save_path, path) for path in (file.path, file.path + SUFFIX))
        if plain is not None and (marked is not None or since is None or plain.st_ctime < since - _COARSE):
            continue
        adopted = adopted or marked is not None
        found.add(file.native)
    return found, adopted


_COARSE = 0.02
"""Seconds by which file systems' clocks are behind."""


def _in_doubt(question: Question) -> Iterator[LayoutFile]:
    for file in question.layout.files:
        some, whole = _had(file, question)
        carries = file.native in question.suffixed
        if some and (carries or (question.unclean and not whole and file.markable)):
            yield file


def _untouched(question: Question) -> list[LayoutFile]:
    may = may_carry(question.layout)
    return [
        file
        for file in question.layout.files
        if file.native in may and file.native not in question.suffixed and not _had(file, question)[0]
    ]


def _had(file: LayoutFile, question: Question) -> tuple[bool, bool]:
    """Whether some of its pieces are here, and whether all are."""
    length = question.layout.piece_length
    pieces = question.have[file.offset // length : -(-(file.offset + file.size) // length)]
    expected = -(-(file.offset + file.size) // length) - file.offset // length
    return any(pieces), len(pieces) == expected and all(pieces)


def _fits(found: os.stat_result, file: LayoutFile, question: Question) -> bool:
    """It can be the file: a whole one has its size."""
    return found.st_size == file.size or (not _had(file, question)[1] and found.st_size < file.size)


def _look(save_path: str, path: str) -> os.stat_result | None:
    try:
        return os.lstat(os.path.join(save_path, path))
    except (OSError, ValueError):
        return None
