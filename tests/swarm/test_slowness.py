"""Why a download is no faster, told of real ones while they are looked at."""

import re
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from torrpeddo.contract.causes import Cause, CauseKind
from torrpeddo.contract.options import SetLimits
from torrpeddo.contract.settings import Encryption
from torrpeddo.contract.torrents import State
from torrpeddo.engine import state, tracking

from .conftest import NewHost, NewSample, NewSeeder
from .host import Host, row_of
from .samples import Sample
from .seeder import Seeder
from .trackers import Tracker
from .volumes import slow_to_write


def naming(port: int) -> bytes:
    """A tracker's answer with one peer (BEP 23)."""
    return b"d8:intervali60e5:peers6:\x7f\0\0\1" + port.to_bytes(2) + b"e"


@pytest.fixture(autouse=True)
def stall_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "STALLED_AFTER", 0.3)
    monkeypatch.setattr(state, "ACQUAINTED_AFTER", 0.3)
    monkeypatch.setattr(tracking, "SILENT", 0.2)


def last_causes(host: Host, id: str) -> list[Cause]:
    """What the watcher was told last; none before that."""
    told = [each.causes for each in host.details() if each.id == id and each.causes is not None]
    return told[-1] if told else []


def told(host: Host, id: str, kind: CauseKind, so: Callable[[Cause], bool] = lambda _: True) -> Cause:
    """Wait until this is among what the watcher is told, and ``so``."""
    host.on_engine(lambda: host.engine.details.watch(host.ears, id, ["causes"]))
    found: list[Cause] = []

    def is_told() -> bool:
        found[:] = [cause for cause in last_causes(host, id) if cause.kind is kind and so(cause)]
        return bool(found)

    host.until(is_told)
    return found[0]


def first_is(host: Host, id: str, kind: CauseKind, so: Callable[[Cause], bool] = lambda _: True) -> Cause:
    """Wait until this is what the watcher is told first, and ``so``."""
    return told(host, id, kind, lambda cause: cause is last_causes(host, id)[0] and so(cause))


def add(host: Host, sample: Sample) -> str:
    return host.add_file(sample.torrent_file(host.folder))


def test_everything_paused_and_a_place_in_the_queue(host: Host, samples: NewSample) -> None:
    host.change(active_downloads=1, ignore_slow=False)
    _, second = (add(host, samples(f"slow-{name}", {"file.bin": 30_000})) for name in "ab")
    assert first_is(host, second, CauseKind.QUEUED).total == 1
    host.change(all_paused=True)
    first_is(host, second, CauseKind.SESSION_PAUSED)


def test_limits_of_its_own_of_all_and_of_slow_mode(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    host.change(limit_local=True, down_limit=20_000)
    id = add(host, sample)
    host.connect(id, new_seeder(sample))
    assert first_is(host, id, CauseKind.PROGRAM_LIMIT).amount == 20_000
    host.change(slow_mode=True, slow_down_limit=1000)
    assert first_is(host, id, CauseKind.SLOW_MODE).amount == 1000


def test_its_own_limit_and_without_it_all_that_its_sources_give(
    host: Host, sample: Sample, new_seeder: NewSeeder
) -> None:
    host.change(limit_local=True)
    id = add(host, sample)
    host.call(host.engine.options.set_limits(SetLimits(ids=[id], down_limit=1000)))
    host.connect(id, new_seeder(sample, rate=20_000))
    assert first_is(host, id, CauseKind.OWN_LIMIT).amount == 1000
    host.call(host.engine.options.set_limits(SetLimits(ids=[id], down_limit=0)))
    cause = first_is(host, id, CauseKind.SOURCES, lambda cause: cause.count == 1)
    assert cause.total == 1


def test_a_magnet_that_waits_for_its_turn(host: Host) -> None:
    host.change(metadata_at_once=1)
    _, second = (host.add_magnet(f"magnet:?xt=urn:btih:{number:040x}") for number in (1, 2))
    assert first_is(host, second, CauseKind.METADATA_TURN).total == 1


def test_nobody_to_ask_no_peers_and_a_tracker_that_refuses(
    host: Host, sample: Sample, samples: NewSample, cleanup: ExitStack
) -> None:
    first_is(host, add(host, sample), CauseKind.NOBODY_TO_ASK)
    deaf = cleanup.enter_context(socket.socket())
    deaf.bind(("127.0.0.1", 0))
    answers = (b"d14:failure reason2:noe", naming(deaf.getsockname()[1]), b"d8:intervali60e5:peers0:e")
    refusing, misleading, silent = map(Tracker, answers)
    for tracker in (refusing, misleading, silent):
        cleanup.callback(tracker.close)
    refused = add(host, samples("refused-slow", {"file.bin": 30_000}, trackers=(refusing.url,)))
    cause = first_is(host, refused, CauseKind.TRACKERS_FAIL)
    assert (cause.count, cause.host, cause.said) == (1, "127.0.0.1", "no")
    private = add(host, samples("private-slow", {"file.bin": 30_000}, trackers=(silent.url,), private=True))
    assert first_is(host, private, CauseKind.PRIVATE).host == "127.0.0.1"
    unanswered = add(host, samples("unanswered", {"file.bin": 30_000}, trackers=(misleading.url,)))
    assert first_is(host, unanswered, CauseKind.NO_ANSWER).count == 1
    host.change(encryption=Encryption.REQUIRE)
    first_is(host, unanswered, CauseKind.ENCRYPTION)
    open_one = add(host, samples("open-slow", {"file.bin": 30_000}, trackers=(silent.url,)))
    first_is(host, open_one, CauseKind.NO_PEERS)


def test_all_choke_and_then_the_sources_are_the_limit(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    id = add(host, sample)
    host.connect(id, new_seeder(sample, slots=0))
    assert first_is(host, id, CauseKind.CHOKED).count == 1
    host.connect(id, new_seeder(sample, rate=30_000))
    cause = first_is(host, id, CauseKind.BUSY)
    assert (cause.count, cause.total) == (1, 2)


def test_as_many_peers_as_it_may_have_while_more_are_known(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    """Two slow ones take all places; a third waits, and gets one when there is another."""
    id = add(host, sample)
    host.call(host.engine.options.set_limits(SetLimits(ids=[id], connections=2)))
    for _ in range(3):
        host.connect(id, new_seeder(sample, rate=10_000))
    assert told(host, id, CauseKind.CONNECTIONS).count == 2
    host.until(lambda: row_of(host, id).peers == 2)
    host.call(host.engine.options.set_limits(SetLimits(ids=[id], connections=3)))
    host.until(lambda: row_of(host, id).peers == 3)
    host.until(lambda: CauseKind.CONNECTIONS not in {cause.kind for cause in last_causes(host, id)})


def test_that_nobody_has_reached_it_yet(host: Host, sample: Sample) -> None:
    """libtorrent takes who comes from this computer for nobody, so that it stays so here."""
    port = host.on_engine(host.engine.core.session.listen_port)
    assert told(host, add(host, sample), CauseKind.UNREACHABLE).count == port


def test_what_nobody_has(host: Host, sample: Sample, new_seeder: NewSeeder) -> None:
    id = add(host, sample)
    host.connect(id, new_seeder(sample, only=("a.bin",), hungry=True))
    cause = first_is(host, id, CauseKind.NO_SEEDS, lambda cause: 0 < cause.share < 1)
    assert cause.count == 1


def test_a_magnet_whose_peers_have_no_list_of_files_either(host: Host, new_host: NewHost, sample: Sample) -> None:
    other = new_host(name="other")
    id = other.add_magnet(sample.magnet)
    host.add_magnet(sample.magnet)
    port = other.on_engine(other.engine.core.session.listen_port)
    host.call(host.engine.lifecycle.connect_peer(id, f"127.0.0.1:{port}"))
    first_is(host, id, CauseKind.METADATA)


def test_a_disk_that_can_not_keep_up(sample: Sample, seeder: Seeder, new_host: NewHost) -> None:
    host = new_host("max_queued_disk_bytes=16384")
    with slow_to_write(host.downloads / sample.name / "a.bin"):
        id = add(host, sample)
        host.connect(id, seeder)
        first_is(host, id, CauseKind.DISK)
    host.until_shown(id, State.SEEDING)


def test_none_is_left_out() -> None:
    tested = set(re.findall(r"CauseKind\.([A-Z_]+)", Path(__file__).read_text()))
    assert tested >= {each.name for each in CauseKind}
