"""What is run when a download has finished: an argument list in which nothing is read as anything else."""

import json
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.window.processes import wait_for

from torrpeddo.contract.completion import Outcome
from torrpeddo.desktop.completion.command import Facts, command_of, is_refused
from torrpeddo.desktop.completion.starting import start
from torrpeddo.desktop.completion.trying import KEPT, Trials, readable

FACTS = Facts("""A "film"; $(touch x) `x` & 'more'""", Path("/data/films/A"), "ab" * 20, 42)


def test_a_placeholder_is_a_whole_argument() -> None:
    program = ["/usr/bin/notify", "%N", "%F", "%D", "%I", "%Z", "x%N", "%N ", "%n"]
    expected = [FACTS.name, "/data/films/A", "/data/films", FACTS.id, "42", "x%N", "%N ", "%n"]
    assert command_of(program, FACTS) == ["/usr/bin/notify", *expected]


def test_a_doubled_sign_is_a_plain_one() -> None:
    assert command_of(["p", "%%N", "%%"], FACTS) == ["p", "%N", "%"]


@given(st.text())
def test_whatever_a_torrent_is_called_it_stays_one_argument(name: str) -> None:
    assert command_of(["p", "%N", "-x"], Facts(name, Path("/d/x"), "a", 1)) == ["p", name, "-x"]


@pytest.mark.parametrize(
    ("program", "refused"), [("C:\\x\\run.BAT", True), ("run.cmd. ", True), ("run.exe", False), ("bat", False)]
)
def test_windows_is_given_no_batch_files(program: str, refused: bool) -> None:
    assert is_refused([program], "win32") is refused
    assert not is_refused([program], "linux")


def test_it_runs_without_a_shell_and_says_how_it_ended(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2]); sys.exit(3)"
    assert start(command_of([sys.executable, "-c", script, str(told), "%N"], FACTS)).wait(60) == 3
    assert told.read_text() == FACTS.name


def test_what_is_not_there_can_not_be_started(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        start([str(tmp_path / "nothing")])


PATIENCE_S = 60.0


def python(script: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", script, *arguments]


def test_a_trial_gives_it_what_a_finished_torrent_would_and_takes_that_away() -> None:
    script = """
import json, pathlib, sys
name, path, folder, id, size = sys.argv[1:]
(file,) = pathlib.Path(path).iterdir()
print(json.dumps([name, str(pathlib.Path(path).parent) == folder, len(id), file.stat().st_size == int(size), path]))
"""
    trial = Trials(PATIENCE_S).attempt(python(script, "%N", "%F", "%D", "%I", "%Z"))
    assert (trial.outcome, trial.code) == (Outcome.WELL, 0)
    *told, path = json.loads(trial.output)
    assert told == ["Example", True, 40, True]
    assert trial.command[-4] == path
    wait_for(lambda: not Path(path).parent.exists(), PATIENCE_S, "the made-up torrent to go")


def test_a_trial_says_how_it_ended() -> None:
    failed = Trials(PATIENCE_S).attempt(python("import sys; print('so far'); sys.exit('and no further')"))
    assert (failed.outcome, failed.code) == (Outcome.FAILED, 1)
    assert sorted(failed.output.splitlines()) == ["and no further", "so far"]
    killed = Trials(PATIENCE_S).attempt(python("import os; os.kill(os.getpid(), 9)"))
    assert (killed.outcome, killed.code) == (Outcome.KILLED, signal.SIGKILL)


def test_what_still_runs_goes_on_and_is_read_on(tmp_path: Path) -> None:
    go, done = tmp_path / "go", tmp_path / "done"
    script = f"""
import pathlib, sys, time
while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)
print('x' * 1_000_000)  # more than a pipe holds
pathlib.Path({str(done)!r}).touch()
"""
    trial = Trials(0.2).attempt(python(script))
    assert (trial.outcome, trial.code) == (Outcome.RUNNING, None)
    go.touch()
    wait_for(done.exists, PATIENCE_S, "it to end by itself")


def test_a_trial_says_why_nothing_could_be_started(tmp_path: Path) -> None:
    document, script, without = (tmp_path / name for name in ("document", "script", "without"))
    document.write_text("words")
    script.write_text("words")
    script.chmod(0o755)
    without.write_text("#!/nobody/here\n")
    without.chmod(0o755)
    expected = {
        str(tmp_path / "nothing"): Outcome.MISSING,
        "~/script.sh": Outcome.MISSING,
        str(document): Outcome.FORBIDDEN,
        str(tmp_path): Outcome.FORBIDDEN,
        str(script): Outcome.NO_PROGRAM,
        str(without): Outcome.NO_PROGRAM,
        "a\0b": Outcome.NOT_STARTED,
    }
    assert {program: Trials().attempt([program, "%N"]).outcome for program in expected} == expected
    assert Trials(system="win32").attempt(["run.bat", "%N"]).outcome is Outcome.REFUSED
    assert Trials().attempt(["a\0b"]).reason != ""


def test_what_it_wrote_is_plain_text_and_not_without_end() -> None:
    assert readable("ü".encode()[1:] + "a\r\nb\tc\x1b[31m\u202e".encode()) == "a\nb\tc\ufffd[31m\ufffd"
    long = Trials(PATIENCE_S).attempt(python("print('ü' * 100_000, end='')"))
    assert len(long.output.encode()) <= KEPT
    assert set(long.output) == {"ü"}
