"""A torrent's pieces as a bounded number of cells."""

from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.layout import Layout, LayoutFile
from torrpeddo.engine.piecemap import MAX_CELLS, files_in, piece_map

SIZES = st.integers(1, 5) | st.integers(MAX_CELLS - 3, MAX_CELLS + 3) | st.integers(1, 30_000)


def bounds(total: int) -> list[range]:
    cells = min(total, MAX_CELLS)
    return [range(cell * total // cells, (cell + 1) * total // cells) for cell in range(cells)]


@given(SIZES, st.integers(0))
def test_a_piece_lights_the_cell_that_has_it(total: int, at: int) -> None:
    piece = at % total
    [cell] = piece_map([False] * total, (), [piece], 1).active
    assert piece in bounds(total)[cell]


@given(SIZES)
def test_every_cell_has_a_piece(total: int) -> None:
    assert all(bounds(total))
    assert piece_map([False] * total, (), range(total), 1).active == list(range(min(total, MAX_CELLS)))


@given(SIZES, st.integers(0))
def test_a_hole_never_looks_whole(total: int, at: int) -> None:
    have = [True] * total
    assert set(piece_map(have, (), (), 1).have) == {"9"}
    have[at % total] = False
    found = piece_map(have, (), (), 1)
    assert found.have.count("9") == found.cells - 1
    assert found.have_count == total - 1


@given(SIZES)
def test_there_are_never_more_cells_than_fit(total: int) -> None:
    found = piece_map([False] * total, [3] * total, (), 16384)
    assert found.cells == len(found.have) == len(found.availability) == min(total, MAX_CELLS)
    assert set(found.have) == {"0"}
    assert (found.total, found.piece_length) == (total, 16384)


def test_the_rarest_piece_speaks_for_its_cell() -> None:
    total = MAX_CELLS * 2
    availability = [7] * total
    availability[3] = 2
    found = piece_map([False] * total, availability, (), 1).availability
    assert found[:3] == "727"
    assert piece_map([False], [40], (), 1).availability == "9"


@given(SIZES, st.data())
def test_what_is_here_says_nothing_of_who_has_the_rest(total: int, data: st.DataObject) -> None:
    few = min(total, 40)
    have = data.draw(st.lists(st.booleans(), min_size=few, max_size=few)) + [False] * (total - few)
    peers = data.draw(st.lists(st.integers(0, 12), min_size=few, max_size=few)) + [1] * (total - few)
    found = piece_map(have, peers, (), 1).availability
    for cell, pieces in enumerate(bounds(total) if any(peers) else []):
        wanted = [peers[piece] for piece in pieces if not have[piece]] or [peers[piece] for piece in pieces]
        assert found[cell] == str(min(9, *wanted, 9))


def test_nobody_has_anything_is_nothing_known() -> None:
    assert piece_map([False] * 4, [0] * 4, (), 1).availability == ""


@given(st.lists(st.integers(0, 70), min_size=1, max_size=12), st.integers(1, 32), st.data())
def test_the_files_of_some_pieces_are_those_with_bytes_in_them(
    sizes: list[int], length: int, data: st.DataObject
) -> None:
    offsets = [sum(sizes[:index]) for index in range(len(sizes))]
    files = tuple(
        LayoutFile(f"f{index}", size, offset, index, False)
        for index, (size, offset) in enumerate(zip(sizes, offsets, strict=True))
    )
    pieces = -(-sum(sizes) // length)
    first = data.draw(st.integers(0, pieces + 1))
    last = first + data.draw(st.integers(0, 5))
    inside = range(first * length, (last + 1) * length)
    wanted = [
        file.path for file in files if any(byte in inside for byte in range(file.offset, file.offset + file.size))
    ]
    found = files_in(Layout("x", length, pieces, sum(sizes), len(sizes), files), first, last)
    assert (found.paths, found.count) == (wanted[:3], len(wanted))


def test_nothing_is_known_of_nothing() -> None:
    found = piece_map((), (), (), 0)
    assert (found.total, found.cells, found.have, found.availability, found.active) == (0, 0, "", "", [])


@given(st.lists(st.integers(-5, 50), max_size=10))
def test_pieces_that_are_none_light_no_cell(active: list[int]) -> None:
    assert piece_map([False] * 20, (), active, 1).active == sorted({piece for piece in active if 0 <= piece < 20})
