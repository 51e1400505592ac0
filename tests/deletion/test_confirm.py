"""What was shown and what is there now: only what both name goes."""

from pathlib import Path

from torrpeddo.contract.deleting import StayReason
from torrpeddo.engine.deletion.manifest import Target
from torrpeddo.engine.deletion.plan import confirm, plan

from .scene import erase_job, goes, grow, snapshot, stage_job, stays, torrent, wanted


def test_nothing_changed_so_all_of_it_goes(tmp_path: Path) -> None:
    grow(tmp_path, {"X": {"a": b"a", "b": b"b"}})
    shown = plan([torrent(tmp_path, "X/a", "X/b")])
    assert confirm(shown, plan([torrent(tmp_path, "X/a", "X/b")])) == shown


def test_what_changed_or_came_after_the_preview_stays(tmp_path: Path) -> None:
    target = torrent(tmp_path, "X/a", "X/b", "X/c", "X/sub/d")
    grow(tmp_path, {"X": {"a": b"a", "b": b"b", "sub": {"d": b"d"}}})
    shown = plan([target])
    grow(tmp_path, {"X": {"b": b"changed", "c": b"new"}})
    agreed = confirm(shown, plan([target]))
    assert goes(agreed, tmp_path) == {"X/a", "X/sub/d"}
    assert stays(agreed, tmp_path) == {"X/b": StayReason.CHANGED, "X/c": StayReason.CHANGED}
    assert agreed.folders == (str(tmp_path / "X/sub"),)
    job = agreed.job("j1", trash=False)
    stage_job(job)
    erase_job(job)
    assert snapshot(tmp_path) == {"X": b"folder", "X/b": b"file changed", "X/c": b"file new"}


def test_what_a_running_torrent_wrote_since_the_preview_goes(tmp_path: Path) -> None:
    target = torrent(tmp_path, wanted("X/a", active=True), wanted("X/b", active=True))
    grow(tmp_path, {"X": {"a": b"a"}})
    shown = plan([target])
    with (tmp_path / "X/a").open("ab") as file:
        file.write(b"more")
    grow(tmp_path, {"X": {"b": b"begun"}})
    agreed = confirm(shown, plan([torrent(tmp_path, wanted("X/a"), wanted("X/b", active=True))]))
    assert goes(agreed, tmp_path) == {"X/a", "X/b"}


def test_a_running_torrents_file_that_was_replaced_stays(tmp_path: Path) -> None:
    target = torrent(tmp_path, wanted("a", active=True))
    grow(tmp_path, {"a": b"a"})
    shown = plan([target])
    (tmp_path / "new").write_bytes(b"mine")
    (tmp_path / "new").replace(tmp_path / "a")
    assert stays(confirm(shown, plan([target])), tmp_path) == {"a": StayReason.CHANGED}


def test_what_was_shown_to_stay_stays_when_its_reason_is_gone(tmp_path: Path) -> None:
    target: Target = torrent(tmp_path, wanted("a", active=True))
    grow(tmp_path, {"a": b"a"})
    shown = plan([target], [torrent(tmp_path, "a", name="Two")])
    assert stays(confirm(shown, plan([target])), tmp_path) == {"a": StayReason.CHANGED}
