"""The benches of transfers, on next to nothing: what they measure is really moved, by every side of our own."""

from argparse import Namespace
from pathlib import Path

import libtorrent as lt
import pytest

from . import clients, content, plots, results, transfers
from . import seed as seeding
from .clients import BARE, ENGINE, Side, rencode
from .comparing import lines
from .contest import Contest, told
from .create import create
from .figures import Table
from .limits import limits
from .seed import check
from .transfers import CPU, MEMORY, SPEED, UNITS, download, in_a_place, seed

MIB = 4
OWN = [*clients.own(), *clients.window()]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is weighed here need not have come to rest."""
    for module in (transfers, seeding):
        monkeypatch.setattr(module, "SETTLED_S", 0)


@pytest.mark.parametrize("side", OWN, ids=lambda side: side.name)
def test_each_side_downloads(side: Side, tmp_path: Path) -> None:
    file = content.large(tmp_path / "content", MIB)
    figures = download(side, tmp_path, file)
    assert (tmp_path / "downloads" / file.name).read_bytes() == (file.folder / file.name).read_bytes()
    assert figures[SPEED] > 0
    assert figures[CPU] > 0
    assert figures[MEMORY] > 10


def test_small_files_are_downloaded(tmp_path: Path) -> None:
    files = content.small(tmp_path / "content", 150)
    download(clients.own()[0], tmp_path, files)
    here, there = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.bin")}
        for folder in (tmp_path / "downloads", files.folder)
    )
    assert len(here) == 150
    assert here == there


@pytest.mark.parametrize("side", clients.own(), ids=lambda side: side.name)
def test_each_side_seeds_and_checks(side: Side, tmp_path: Path) -> None:
    file = content.large(tmp_path / "content", MIB)
    assert in_a_place(seed, tmp_path, file, side, "seed")[SPEED] > 0
    assert in_a_place(check, tmp_path, file, side, "check")[CPU] > 0
    assert not (tmp_path / "seed").exists()


def test_what_is_moved_is_the_same_each_time(tmp_path: Path) -> None:
    assert content.large(tmp_path / "1", 1).id == content.large(tmp_path / "2", 1).id
    assert content.small(tmp_path / "3", 120).id == content.small(tmp_path / "4", 120).id


def test_a_torrent_is_made_of_the_bytes_that_are_there(tmp_path: Path) -> None:
    file = content.large(tmp_path / "content", MIB)
    seconds = create(tmp_path / "profile", file, "v1")
    made = lt.load_torrent_file(str(tmp_path / "profile.torrent"))
    assert str(made.info_hashes.v1) == file.id
    assert seconds["engine"] > 0


def test_the_limits_of_the_machine_are_told(tmp_path: Path) -> None:
    assert all(value > 0 for _, _, value in limits(tmp_path, MIB))


@pytest.fixture
def contest() -> Contest:
    sides = clients.own()
    made = Contest("Download", UNITS, (SPEED,), sides)
    rates = {ENGINE: iter((110.0, 90.0, 240.0)), BARE: iter((100.0, 100.0, 100.0, 120.0))}
    made.hold(3, lambda side, _: {SPEED: next(rates[side.name])})
    return made


def test_ratios_are_those_of_paired_rounds(contest: Contest) -> None:
    """The first of the bare loop's warms up; 110 ÷ 100, 90 ÷ 100 and 240 ÷ 120 are left."""
    assert str(contest.ratio(ENGINE, SPEED)) == "1.10 (0.90–2.00)"
    assert contest.table()[2] == "| engine | 110 | 1.10 (0.90–2.00) |"


def test_a_run_is_compared_with_an_earlier_one(contest: Contest) -> None:
    now = told([contest], "nothing")
    earlier = {
        "figures": [{"name": "Download: moving", "unit": "MiB/s", ENGINE: 55.0, "gone": 1.0}],
        "ratios": [{"name": "Download: moving ÷ bare loop", ENGINE: [0.55, 0.5, 0.6]}],
    }
    speed, ratio = lines(earlier, now)
    assert speed.split() == ["Download:", "moving,", "engine", "110.00", "55.00", "×", "2.00", "MiB/s"]
    assert ratio.endswith("1.10       0.55 ×   2.00")


def test_a_plot_says_its_figures_in_words(contest: Contest) -> None:
    drawn = plots.bars("Download: moving", "MiB/s", {BARE: 50.0, ENGINE: 200.0, "R & D": 12.3})
    assert "Torrpeddo, engine alone 200, bare libtorrent loop 50.0, R &amp; D 12.3" in drawn
    assert drawn.count("<rect") == 3
    fewest = plots.bars("Download: processor", "s/GiB", {BARE: 2.0, ENGINE: 1.0}, less=True)
    assert "Torrpeddo, engine alone 1.00, bare libtorrent loop 2.00" in fewest


def test_a_plot_of_pairs_says_both_and_how_many_times_as_much_it_is() -> None:
    rows = [("start & end", "ms", 30.0, 60.0), ("memory", "MiB", 10.0, None)]
    drawn = plots.pairs("npm run bench", "program", {"bare": rows, "another": [("start", "ms", 5.0, 20.0)]})
    assert "start &amp; end: 30.0, bare 60.0 ms; memory: 10.0 MiB; start: 5.00, another 20.0 ms" in drawn
    assert ">0.50 ×<" in drawn
    assert ">0.25 ×<" in drawn
    assert drawn.count("<rect") == 4 + 5  # each table's two colours, and a bar for each figure


@pytest.mark.parametrize(
    ("unit", "shown"), [(None, {"speed", "time"}), ("ms", {"time"}), ("MiB/s", {"speed"}), ("MiB", {"memory"})]
)
def test_what_is_kept_is_drawn(
    unit: str | None, shown: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ours is measured against; of one unit if that was asked for, be there nothing to measure against."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    table = Table()
    table.add("speed", "MiB/s", 2.0, 1.0)
    table.add("time", "ms", 2.0, 1.0)
    table.add("memory", "MiB", 2.0)
    options = Namespace(compare=None, keep=True)
    results.finish("some", table, [], "ours", "bare", options, "large", drawn=unit)
    assert {path.name for path in tmp_path.iterdir()} == {"some-large.json", "some-large.md", "some-large.svg"}
    drawn = (tmp_path / "some-large.svg").read_text("utf-8")
    assert {name for name in ("speed", "time", "memory") if f">{name}<" in drawn} == shown


def test_deluge_is_understood() -> None:
    value = [1, "core", -5, 70000, {"on": True, "none": None, "of": ["many"] * 70}]
    assert rencode.loads(rencode.dumps(value)) == value
    said = bytes([194, 1, 130]) + b"hi"  # as its own writer puts a short list and a short text
    assert rencode.loads(said) == [1, "hi"]
