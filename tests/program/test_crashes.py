"""A run that ended by a fault leaves a report that the next one tells of, and an end in order leaves none."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.rpc.engine_process import EngineProcess
from tests.swarm.host import LOOPBACK

from torrpeddo.crashes import KEPT, Crashes, watched
from torrpeddo.errors import InvalidInput


def crash_while_it_runs(profile: Path) -> None:
    overrides = [word for setting in LOOPBACK for word in ("--set", setting)]
    command = [sys.executable, "-m", "torrpeddo", "engine", "--profile", str(profile), *overrides]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as engine:
        assert engine.stdin is not None
        assert engine.stdout is not None
        engine.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"get_app"}\n')
        engine.stdin.flush()
        replies = (message for message in map(json.loads, engine.stdout) if message.get("id") == 1)
        assert next(replies)["result"]["notices"] == []
        os.kill(engine.pid, signal.SIGSEGV)
        assert engine.wait(60) == -signal.SIGSEGV


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_the_next_start_tells_of_it_once_and_shows_the_report(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    crash_while_it_runs(profile)
    with EngineProcess(profile, LOOPBACK, lambda _: None) as engine:
        (notice,) = engine.call("get_app")["notices"]
        assert notice["kind"] == "crashed"
        report = Path(notice["facts"]["path"])
        assert report.parent == profile / "crashes"
        text = report.read_text()
        assert "Segmentation fault" in text
        assert "torrpeddo/__main__.py" in text
        assert str(tmp_path) not in text
        diagnostics = engine.call("get_diagnostics")["text"]
        assert "last crash report" in diagnostics
        assert "Segmentation fault" in diagnostics
    with EngineProcess(profile, LOOPBACK, lambda _: None) as engine:
        assert engine.call("get_app")["notices"] == []
    assert list((profile / "crashes").iterdir()) == [report]


def test_diagnostics_say_how_it_is_and_not_what_it_holds(tmp_path: Path) -> None:
    hash = "ab" * 20
    with EngineProcess(tmp_path / "profile", LOOPBACK, lambda _: None) as engine:
        engine.call("add_magnet", uri=f"magnet:?xt=urn:btih:{hash}&dn=Secret+film", save_path=str(tmp_path / "films"))
        engine.call("update_settings", changes={"down_limit": 4000, "incomplete_path": str(tmp_path / "part")})
        text = engine.call("get_diagnostics")["text"]
    assert "1 torrents" in text
    assert "down_limit = 4000" in text
    assert "incomplete_path" in text
    for private in (hash, "Secret", str(tmp_path), "films"):
        assert private not in text


def test_what_nobody_caught_is_a_fault_and_what_is_said_in_words_is_none(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from torrpeddo.crashes import watched\n"
        "from torrpeddo.errors import InvalidInput\n"
        "with watched(Path(sys.argv[1])) as last:\n"
        "    print(last is not None)\n"
        "    ends = {'fault': KeyError('/home/ann/x'), 'words': InvalidInput('No.'), 'end': SystemExit(0)}\n"
        "    raise ends[sys.argv[2]]\n"
    )

    def run(how: str) -> str:
        command = [sys.executable, "-c", program, str(tmp_path), how]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60).stdout.strip()

    assert [run(how) for how in ("words", "end", "fault", "end", "end")] == ["False", "False", "False", "True", "False"]
    (report,) = tmp_path.glob("crash-*.txt")
    assert "KeyError" in report.read_text()
    assert "ann" not in report.read_text()


def test_the_last_ones_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        (tmp_path / f"crash-2020010{number // 10}-00000{number % 10}.txt").write_text("old")
    (tmp_path / "fatal.txt").write_text("Fatal Python error: Aborted")
    crashes = Crashes(tmp_path)
    newest = crashes.begin()
    crashes.end()
    assert len(list(tmp_path.glob("crash-*.txt"))) == KEPT
    assert newest == crashes.newest()


def test_a_folder_that_cant_be_written_keeps_nothing_from_starting(tmp_path: Path) -> None:
    (tmp_path / "crashes").write_text("in the way")
    with watched(tmp_path / "crashes") as last:
        assert last is None
    with pytest.raises(InvalidInput), watched(tmp_path / "crashes"):
        raise InvalidInput("No.")
