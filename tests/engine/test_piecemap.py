"""A torrent's pieces as a bounded number of cells."""

from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.engine.piecemap import MAX_CELLS, piece_map

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


def test_nothing_is_known_of_nothing() -> None:
    found = piece_map((), (), (), 0)
    assert (found.total, found.cells, found.have, found.availability, found.active) == (0, 0, "", "", [])


@given(st.lists(st.integers(-5, 50), max_size=10))
def test_pieces_that_are_none_light_no_cell(active: list[int]) -> None:
    assert piece_map([False] * 20, (), active, 1).active == sorted({piece for piece in active if 0 <= piece < 20})
