"""The first and last pieces of files."""

from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.ends import ends_of
from torrpeddo.engine.layout import Layout, LayoutFile


def layout(*sizes: int, piece_length: int = 10) -> Layout:
    files, offset = [], 0
    for number, size in enumerate(sizes):
        files.append(LayoutFile(f"{number}", size, offset, number, symlink=False))
        offset += size
    return Layout("name", piece_length, -(-offset // piece_length), offset, len(sizes), tuple(files))


def test_a_small_file_has_one_piece_at_each_end() -> None:
    assert ends_of(layout(95), [4]) == {0: 4, 9: 4}


def test_a_large_file_has_a_hundredth_at_each_end() -> None:
    assert set(ends_of(layout(10 * 250), [4])) == {0, 1, 2, 247, 248, 249}


def test_a_shared_piece_has_the_higher_priority() -> None:
    assert ends_of(layout(25, 25), [1, 6]) == {0: 1, 2: 6, 4: 6}


def test_pieces_of_skipped_files_alone_stay_skipped() -> None:
    assert ends_of(layout(20, 20, 5), [0, 4, 0]) == {0: 0, 1: 0, 2: 4, 3: 4, 4: 0}


def test_empty_files_have_no_pieces() -> None:
    assert ends_of(layout(0, 10, 0), [4, 4, 4]) == {0: 4}


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 7)), min_size=1, max_size=8), st.integers(1, 100))
def test_no_piece_beyond_the_last_and_every_wanted_file_begins_early(
    files: list[tuple[int, int]], piece_length: int
) -> None:
    made = layout(*(size for size, _ in files), piece_length=piece_length)
    found = ends_of(made, [priority for _, priority in files])
    assert all(0 <= piece < made.pieces for piece in found)
    for file, (_, priority) in zip(made.files, files, strict=True):
        if file.size:
            assert found[file.offset // piece_length] >= priority
