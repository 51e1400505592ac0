"""A torrent's files as the outside sees them.

libtorrent counts the padding files of BEP 47 as files. Nobody wants to see or
choose those, so an index outside the engine counts only real files; this is the one
place that knows both numberings.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import libtorrent as lt
from msgspec import Struct, structs

from .incomplete import marks

SKIP = 0
NORMAL = 4


class LayoutFile(Struct, frozen=True, gc=False):
    path: str
    """Relative to the save path, with ``/``; renames applied, without the suffix of incomplete files."""
    size: int
    offset: int
    native: int
    """libtorrent's index."""
    symlink: bool
    markable: bool = False
    """It may carry the suffix of incomplete files, by its own nature."""


class Layout(Struct, frozen=True, dict=True):
    name: str
    piece_length: int
    pieces: int
    total_size: int
    native_count: int
    files: tuple[LayoutFile, ...]
    suffixed: frozenset[int] = frozenset()
    """By libtorrent's index: the files that carried the suffix of incomplete ones when this was read."""

    @classmethod
    def of(cls, info: Any, renames: Mapping[int, str] | None = None) -> "Layout":
        storage = info.layout()
        names = renames or {}
        pad, link = lt.file_flags_t.flag_pad_file, lt.file_flags_t.flag_symlink
        files, suffixed = [], set()
        for index in range(storage.num_files()):
            flags = storage.file_flags(index)
            if flags & pad:
                continue
            original = storage.file_path(index)
            path, size, symlink = names.get(index) or original, storage.file_size(index), bool(flags & link)
            if marks.carries(original, path):
                suffixed.add(index)
            files.append(
                LayoutFile(
                    marks.real(original, path).replace(os.sep, "/"),
                    size,
                    storage.file_offset(index),
                    index,
                    symlink,
                    bool(size) and not symlink and not marks.ends_like_it(original),
                )
            )
        return cls(
            info.name(),
            info.piece_length(),
            info.num_pieces(),
            storage.total_size(),
            storage.num_files(),
            tuple(files),
            frozenset(suffixed),
        )

    def renamed(self, names: Mapping[int, str]) -> "Layout":
        """With other paths for these files, by libtorrent's index."""
        if not names:
            return self
        paths = {index: path.replace(os.sep, "/") for index, path in names.items()}
        files = tuple(structs.replace(file, path=paths.get(file.native, file.path)) for file in self.files)
        return structs.replace(self, files=files)

    @cached_property
    def tops(self) -> frozenset[str]:
        """The first component of each path."""
        return frozenset(file.path.split("/", 1)[0] for file in self.files)

    @cached_property
    def natives(self) -> tuple[int, ...]:
        return tuple(file.native for file in self.files)

    @staticmethod
    def top_of(info: Any) -> str:
        """The first component of its paths. All begin alike, as the torrent's name does, unless files were renamed."""
        return str(info.layout().file_path(0)).replace(os.sep, "/").split("/", 1)[0]

    def to_native(self, priorities: Sequence[int]) -> list[int]:
        """Priorities for every native file; padding is skipped, files beyond the list are normal."""
        native = [SKIP] * self.native_count
        for position, file in enumerate(self.files):
            native[file.native] = priorities[position] if position < len(priorities) else NORMAL
        return native

    def from_native(self, values: Sequence[int], missing: int = 0) -> list[int]:
        return [values[index] if index < len(values) else missing for index in self.natives]

    def wanted(self, priorities: Iterable[int]) -> int:
        """Bytes of the files that are not skipped."""
        return sum(file.size for file, priority in zip(self.files, priorities, strict=False) if priority)
