"""A hybrid torrent that was added twice, by its v1 and by its v2 hash, becomes one row."""

from pathlib import Path

import pytest

from torrpeddo.contract.torrents import State

from .conftest import NewGiver, NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample

ONE, TWO, THREE = (f"http://127.0.0.1:9/{name}" for name in ("one", "two", "three"))


@pytest.fixture
def hybrid(samples: NewSample) -> Sample:
    return samples("both", {"a.bin": 40_000, "b.bin": 70_000}, kind="hybrid")


def links(sample: Sample) -> dict[str, str]:
    return {
        "v1": f"magnet:?xt=urn:btih:{sample.v1}&tr={ONE}",
        "v2": f"magnet:?xt=urn:btmh:1220{sample.v2}&tr={TWO}",
    }


@pytest.mark.parametrize("order", [("v1", "v2"), ("v2", "v1")], ids="-then-".join)
@pytest.mark.parametrize("finder", [0, 1], ids=["the older finds it", "the younger finds it"])
def test_two_rows_become_the_older_one(
    host: Host, hybrid: Sample, new_seeder: NewSeeder, tmp_path: Path, order: tuple[str, str], finder: int
) -> None:
    uris = links(hybrid)
    older = host.add_magnet(uris[order[0]], sequential=True)
    younger = host.add_magnet(uris[order[1]], save_path=str(tmp_path / "elsewhere"))
    assert older != younger
    host.connect((older, younger)[finder], seeder := new_seeder(hybrid))
    host.until(lambda: host.row(younger) is None)
    host.until_entered(older)
    if finder:
        host.connect(older, seeder)
    row = host.until_shown(older, State.SEEDING)
    assert (row.error, row.sequential, row.save_path) == (None, True, str(host.downloads))
    host.until(lambda: hybrid.on_disk(host.downloads) == set(hybrid.files))
    assert not any((tmp_path / "elsewhere").iterdir())
    host.until(lambda: [notice.id for notice in host.notices() if notice.kind == "merged"] == [older])
    for _ in range(2):
        assert list(host.engine.feed.rows) == [older]
        trackers = {each.url for each in host.call(host.engine.details.trackers(older))}
        assert {ONE, TWO} <= trackers
        host.again()
        host.until_shown(older, State.SEEDING)


@pytest.mark.parametrize("finder", [0, 1], ids=["the older finds it", "the younger finds it"])
def test_a_private_one_takes_no_trackers_over(
    host: Host, samples: NewSample, new_giver: NewGiver, new_seeder: NewSeeder, finder: int
) -> None:
    """Neither those of the other row, nor those that were merged into its own while nobody knew."""
    secret = samples("secret both", {"a.bin": 40_000}, kind="hybrid", private=True)
    uris = links(secret)
    ids = [older, younger] = [host.add_magnet(uris["v1"]), host.add_magnet(uris["v2"])]
    host.call(host.engine.trackers.add([older], [THREE]))
    host.connect(ids[finder], new_giver(secret))
    host.until(lambda: host.row(younger) is None)
    host.until_entered(older)
    host.connect(older, new_seeder(secret))
    host.until_shown(older, State.SEEDING)
    for _ in range(2):
        assert {each.url for each in host.call(host.engine.details.trackers(older))} == {ONE}
        assert (row_of(host, older).private, row_of(host, older).trackers) == (True, 1)
        host.again()
        host.until_shown(older, State.SEEDING)


def test_a_paused_one_stays_paused(host: Host, hybrid: Sample, new_seeder: NewSeeder) -> None:
    uris = links(hybrid)
    older = host.add_magnet(uris["v1"], paused=True)
    younger = host.add_magnet(uris["v2"])
    host.connect(younger, new_seeder(hybrid))
    host.until(lambda: host.row(younger) is None)
    host.until_entered(older)
    for _ in range(2):
        host.until(lambda: row_of(host, older).size == hybrid.size)
        row = host.until_shown(older, State.PAUSED)
        assert row.error is None
        host.again()


def test_a_cancelled_one_stays_cancelled(host: Host, hybrid: Sample, new_seeder: NewSeeder) -> None:
    uris = links(hybrid)
    older = host.add_magnet(uris["v1"])
    host.stop(older)
    host.settle()
    younger = host.add_magnet(uris["v2"])
    host.connect(younger, seeder := new_seeder(hybrid))
    host.until(lambda: host.row(younger) is None)
    assert host.until_shown(older, State.CANCELLED).size == hybrid.size
    host.again()
    host.restart(older)
    host.until_entered(older)
    host.connect(older, seeder)
    host.until_shown(older, State.SEEDING)


def test_a_preview_gives_way_to_the_one_in_the_list(host: Host, hybrid: Sample, new_seeder: NewSeeder) -> None:
    uris = links(hybrid)
    listed = host.add_magnet(uris["v1"])
    preview = host.look_at(uris["v2"] + f"&x.pe={(seeder := new_seeder(hybrid)).address}")
    host.until(lambda: any(each.error is not None for each in host.previews(preview.preview)))
    host.until_entered(listed)
    host.connect(listed, seeder)
    assert host.until_shown(listed, State.SEEDING).error is None
