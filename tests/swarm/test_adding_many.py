"""Many torrents in one call: each is added or refused for itself."""

import asyncio
import base64
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from torrpeddo.contract.adding import AddOutcome, AddTorrents, NewTorrent, PreviewTorrentFile
from torrpeddo.contract.torrents import ReasonKind, State
from torrpeddo.engine import adding_many
from torrpeddo.engine.catalog import Entry
from torrpeddo.engine.parsing import Source
from torrpeddo.errors import Conflict, StorageError
from torrpeddo.library.records import AddTorrent, Operation, TorrentRecord

from .conftest import NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample, make, place


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a handful is several transactions."""
    monkeypatch.setattr(adding_many, "TOGETHER", 2)


@pytest.fixture
def many(samples: NewSample) -> list[Sample]:
    return [samples(f"many-{number}", {"a.bin": 40_000, "b.bin": 1000}) for number in range(5)]


def add(host: Host, *torrents: NewTorrent, **options: Any) -> list[AddOutcome]:
    options.setdefault("save_path", str(host.downloads))
    return host.call(host.engine.adding_many.add(AddTorrents(torrents=list(torrents), **options)))


def content(sample: Sample, **options: Any) -> NewTorrent:
    return NewTorrent(content=base64.b64encode(sample.content).decode(), **options)


def kinds(outcomes: list[AddOutcome]) -> list[str | None]:
    return [each.refused.kind if each.refused is not None else None for each in outcomes]


@pytest.mark.usefixtures("few")
def test_all_are_in_the_list_and_stay_there(host: Host, many: list[Sample], tmp_path: Path) -> None:
    magnet = f"magnet:?xt=urn:btih:{'1' * 40}"
    path = NewTorrent(path=str(many[0].torrent_file(tmp_path)))
    outcomes = add(host, path, *map(content, many[1:]), NewTorrent(uri=magnet), paused=True, sequential=True)
    ids = [sample.id for sample in many] + ["1" * 40]
    assert [each.id for each in outcomes] == ids
    host.until(lambda: host.in_session() == set(ids))
    host.again()
    assert [row.id for row in host.engine.rows()] == ids
    assert all((row.state, row.sequential) == (State.PAUSED, True) for row in host.engine.rows())


@pytest.mark.usefixtures("few")
def test_one_that_is_refused_keeps_no_other_out(host: Host, many: list[Sample], tmp_path: Path) -> None:
    host.add_file(many[0].torrent_file(tmp_path))
    clash = make(tmp_path / "clash", many[1].name, {"a.bin": 5000})
    outcomes = add(
        host,
        content(many[0]),
        content(many[1]),
        content(many[1]),
        content(clash),
        NewTorrent(content="d4:infode"),
        NewTorrent(uri="nonsense"),
        NewTorrent(),
        NewTorrent(preview="no such"),
        content(many[2]),
    )
    assert kinds(outcomes) == [
        "duplicate",
        None,
        "duplicate",
        "path_conflict",
        "invalid_input",
        "invalid_magnet",
        "invalid_input",
        "not_found",
        None,
    ]
    assert outcomes[0].refused is not None
    assert outcomes[0].refused.data["id"] == many[0].id
    assert host.in_session() == {sample.id for sample in many[:3]}


def test_previews_are_added_with_what_was_chosen_for_each(
    host: Host, many: list[Sample], new_seeder: NewSeeder, tmp_path: Path
) -> None:
    file = host.call(
        host.engine.previews.start_torrent_file(PreviewTorrentFile(path=str(many[0].torrent_file(tmp_path))))
    )
    seeder = new_seeder(many[1])
    magnet = host.look_at(f"{many[1].magnet}&x.pe={seeder.address}")
    host.until(lambda: any(each.ready for each in host.previews(magnet.preview)))
    outcomes = add(
        host,
        NewTorrent(preview=file.preview, files=many[0].choose("b.bin")),
        NewTorrent(preview=magnet.preview, files=many[1].choose("b.bin")),
    )
    assert [each.id for each in outcomes] == [sample.id for sample in many[:2]]
    assert [row_of(host, sample.id).size for sample in many[:2]] == [1000, 1000]
    assert kinds(add(host, NewTorrent(preview=file.preview))) == ["not_found"]


def test_what_is_whole_is_seeded_at_once(host: Host, many: list[Sample]) -> None:
    for sample in many:
        place(sample, host.downloads)
    add(host, *map(content, many), seed_mode=True)
    host.until(lambda: [row.state for row in host.engine.rows()] == [State.SEEDING] * len(many))


def test_what_the_library_refuses_is_refused_and_the_others_are_added(
    host: Host, many: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = host.engine.core.library.commit

    def refusing(*operations: Operation) -> Any:
        bad = any(isinstance(each, AddTorrent) and each.record.id == many[1].id for each in operations)
        # A number that SQLite can't hold.
        return commit(*operations, AddTorrent(_unbearable(operations[0]))) if bad else commit(*operations)

    monkeypatch.setattr(host.engine.core.library, "commit", refusing)
    outcomes = add(host, *map(content, many))
    assert kinds(outcomes) == [None, StorageError.kind, None, None, None]
    host.until(lambda: host.in_session() == {sample.id for sample in many} - {many[1].id})
    monkeypatch.undo()
    host.again()
    assert {row.id for row in host.engine.rows()} == {sample.id for sample in many} - {many[1].id}


def test_neither_answer_nor_list_waits_for_the_session_and_an_end_before_loses_none(
    host: Host, many: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def for_ever(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(host.engine.adding, "let_in", for_ever)
    outcomes = add(host, *map(content, many))
    ids = [sample.id for sample in many]
    assert [each.id for each in outcomes] == ids
    assert [row.id for row in host.engine.rows()] == ids
    assert all(row.reason is not None and row.reason.kind is ReasonKind.STARTING for row in host.engine.rows())
    monkeypatch.undo()
    host.again()
    host.until_entered(*ids)


def test_what_changes_before_they_are_in_the_session_holds(
    host: Host, many: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, let_in = asyncio.Event(), host.engine.adding.let_in

    async def held(entry: Entry, source: Source) -> None:
        await go_on.wait()
        await let_in(entry, source)

    monkeypatch.setattr(host.engine.adding, "let_in", held)
    add(host, *map(content, many))
    ids = [sample.id for sample in many]
    host.pause(ids[0])
    host.stop(ids[1])
    host.remove(ids[2])
    host.on_engine(go_on.set)
    host.until(lambda: host.in_session() == {ids[0], *ids[3:]})
    host.until_shown(ids[0], State.PAUSED)
    host.until_shown(ids[1], State.CANCELLED)
    assert host.row(ids[2]) is None


def test_what_the_session_refuses_stays_with_what_is_wrong_and_enters_at_the_next_start(
    host: Host, many: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in = host.engine.adding.let_in

    async def refusing(entry: Entry, source: Source) -> None:
        if entry.id == many[1].id:
            raise Conflict("It can't be added.")
        await let_in(entry, source)

    monkeypatch.setattr(host.engine.adding, "let_in", refusing)
    add(host, *map(content, many))
    host.until(lambda: host.in_session() == {sample.id for sample in many} - {many[1].id})
    host.until_shown(many[1].id, State.ERROR)
    row = host.row(many[1].id)
    assert row is not None
    assert row.error is not None
    assert row.error.message == "It can't be added."
    monkeypatch.undo()
    host.again()
    host.until(lambda: host.in_session() == {sample.id for sample in many})


def _unbearable(operation: Operation) -> TorrentRecord:
    assert isinstance(operation, AddTorrent)
    return replace(operation.record, size=2**70)
