"""The index of first components: whoever is in the list is found, and nobody else is kept."""

from pathlib import Path

from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.collisions.tops import FEW, Tops

from .samples import entry


def named(number: int, folder: Path) -> Entry:
    return entry(None, id=f"{number:040x}", save_path=str(folder))


def test_those_who_left_are_let_go_of_and_those_who_stay_are_found(tmp_path: Path) -> None:
    listed = set[str]()
    tops = Tops(listed.__contains__)
    tops.locate({str(tmp_path): str(tmp_path)})
    stays = named(0, tmp_path)
    listed.add(stays.id)
    tops.note(stays, ["Stays"])
    for number in range(1, 10 * FEW):
        comes = named(number, tmp_path)
        listed.add(comes.id)
        tops.note(comes, [f"Goes {number}", "All"])
        listed.discard(comes.id)
    assert tops.near(str(tmp_path), ["stays"]) == [stays.id]
    for gone in (["All"], [f"Goes {number}" for number in range(10 * FEW)]):
        assert len(tops.near(str(tmp_path), gone)) <= FEW
