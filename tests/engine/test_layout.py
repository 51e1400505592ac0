"""The two numberings of a torrent's files."""

from typing import Any

import libtorrent as lt
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.layout import NORMAL, SKIP, Layout

from .samples import PAD, info_dict, many_files, torrent_bytes


def layout_of(info: dict[bytes, Any], renames: dict[int, str] | None = None) -> Layout:
    return Layout.of(lt.load_torrent_buffer(torrent_bytes(info)).ti, renames)


def padded(real: list[bool]) -> Layout:
    """A torrent whose native files are real or padding, as listed."""
    files = [(100 + number, f"{number}.bin".encode()) if is_real else {**PAD, b"path": [b".pad", str(number).encode()]}
             for number, is_real in enumerate(real)]  # fmt: skip
    return layout_of(many_files(*files))


def test_padding_is_hidden_and_skipped() -> None:
    layout = padded([True, False, True])
    assert [(file.path, file.native) for file in layout.files] == [("Film/0.bin", 0), ("Film/2.bin", 2)]
    assert layout.native_count == 3
    assert layout.to_native([7, 1]) == [7, SKIP, 1]
    assert layout.from_native([10, 20, 30]) == [10, 30]


def test_a_single_file_lies_beside_no_folder() -> None:
    [file] = layout_of(info_dict()).files
    assert (file.path, file.size, file.offset) == ("Film", 100, 0)


def test_renames_are_applied_by_native_number() -> None:
    layout = layout_of(many_files((100, b"a.txt"), PAD, (200, b"b.txt")), {2: "Film/new/c.txt"})
    assert [file.path for file in layout.files] == ["Film/a.txt", "Film/new/c.txt"]


REAL = st.lists(st.booleans(), min_size=1, max_size=12).filter(any)


@given(REAL, st.data())
def test_there_and_back(real: list[bool], data: st.DataObject) -> None:
    layout = padded(real)
    priorities = data.draw(st.lists(st.integers(0, 7), min_size=sum(real), max_size=sum(real)))
    native = layout.to_native(priorities)
    assert len(native) == len(real)
    assert all(value == SKIP for value, is_real in zip(native, real, strict=True) if not is_real)
    assert layout.from_native(native) == priorities


@given(REAL, st.lists(st.integers(0, 7), max_size=20))
def test_files_beyond_the_list_are_normal_and_the_list_beyond_the_files_is_cut(
    real: list[bool], priorities: list[int]
) -> None:
    layout = padded(real)
    count = sum(real)
    given_and_normal = [*priorities[:count], *[NORMAL] * (count - len(priorities))]
    assert layout.from_native(layout.to_native(priorities)) == given_and_normal


@given(REAL, st.data())
def test_wanted_is_the_sum_of_what_is_not_skipped(real: list[bool], data: st.DataObject) -> None:
    layout = padded(real)
    priorities = data.draw(st.lists(st.integers(0, 7), min_size=sum(real), max_size=sum(real)))
    assert layout.wanted(priorities) == sum(
        file.size for file, priority in zip(layout.files, priorities, strict=True) if priority
    )


def test_values_that_libtorrent_does_not_give_are_filled_in() -> None:
    assert padded([True, True]).from_native([5], missing=4) == [5, 4]
