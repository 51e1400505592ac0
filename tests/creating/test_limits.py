"""How long pieces are, and where there are too many of anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.creating import TorrentFormat
from torrpeddo.engine.creating.limits import check_count, check_hashes, check_piece_length, piece_length_for
from torrpeddo.errors import InvalidInput

KIB, MIB, GIB = 2**10, 2**20, 2**30


@pytest.mark.parametrize(
    ("size", "length"),
    [
        (0, 16 * KIB),
        (1, 16 * KIB),
        (2000 * 16 * KIB, 16 * KIB),
        (2000 * 16 * KIB + 1, 32 * KIB),
        (700 * MIB, 512 * KIB),
        (4 * GIB, 4 * MIB),
        (32_000 * MIB, 16 * MIB),
        (10_000 * GIB, 16 * MIB),
    ],
)
def test_the_length_follows_the_size(size: int, length: int) -> None:
    assert piece_length_for(size) == length


@given(st.integers(min_value=0, max_value=2**50))
def test_there_are_a_thousand_to_two_thousand_pieces(size: int) -> None:
    length = piece_length_for(size)
    pieces = -(-size // length)
    assert length in {2**power for power in range(14, 25)}
    assert pieces <= 2000 or length == 16 * MIB
    assert pieces >= 1000 or length == 16 * KIB


def test_a_chosen_length_is_a_power_of_two() -> None:
    check_piece_length(None)
    check_piece_length(MIB)
    with pytest.raises(InvalidInput, match=r"power of two"):
        check_piece_length(3 * MIB)


def test_too_many_pieces_are_refused_before_they_are_hashed() -> None:
    check_hashes(100 * GIB, 16 * MIB, TorrentFormat.HYBRID)
    check_hashes(30 * GIB, 16 * KIB, TorrentFormat.V1)
    for format in TorrentFormat:
        with pytest.raises(InvalidInput, match="Choose longer pieces"):
            check_hashes(100 * GIB, 16 * KIB, format)


def test_more_files_than_clients_read_are_refused() -> None:
    paths = [f"a/folder/file {number}" for number in range(150_000)]
    check_count(paths, TorrentFormat.V1)
    check_count(paths[:60_000], TorrentFormat.HYBRID)
    with pytest.raises(InvalidInput, match=r"150,000 files.*choose the format v1"):
        check_count(paths, TorrentFormat.HYBRID)


def test_folders_deeper_than_clients_read_are_refused() -> None:
    with pytest.raises(InvalidInput, match="more than 90 folders deep"):
        check_count(["/".join("abc" * 34)], TorrentFormat.V1)
