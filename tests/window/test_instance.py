"""A second start of the program reaches the window that is there, whatever that is doing."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.rpc.engine_process import EngineProcess
from tests.swarm.samples import make

from .conftest import make_scratch
from .person import Person
from .processes import GUARD_S, running, wait_for
from .product_window import OFFLINE, open_product
from .screen import Screen
from .starting import Starts, open_starts

HASH = "c9e15763f722f23e98a29decdfae341b98d530"
MAGNETS = [f"magnet:?xt=urn:btih:{HASH}{number:02x}&dn=%C3%BC%20{number}" for number in range(20)]
NO_EFFECT = "torrpeddo: it is running already; --set has no effect on that."


@pytest.fixture
def starts(screen: Screen, tmp_path: Path) -> Iterator[Starts]:
    with open_starts(screen, tmp_path) as opened:
        yield opened


def in_library(profile: Path) -> set[str]:
    """The ids of its torrents, once no window holds it."""
    with EngineProcess(profile, OFFLINE, lambda _: None) as engine:
        return {row["id"] for row in engine.call("get_status")["torrents"]}


def test_what_a_second_start_is_given_opens_in_the_first(screen: Screen, tmp_path: Path) -> None:
    folder = tmp_path / "a b'ü"
    folder.mkdir()
    page, profile = make_scratch(tmp_path).page, tmp_path / "profile"
    second = Starts(screen, profile, page, ExitStack(), tmp_path / "log")
    with open_product(screen, page, profile, "--hidden") as product:
        product.call("subscribe")
        assert screen.windows("Torrpeddo", product.process.pid) == []

        assert second.ran("--hidden").returncode == 0
        assert screen.windows("Torrpeddo", product.process.pid) == []

        ended = second.ran(MAGNETS[0], "one ü.torrent", "../two.torrent", "film.mkv", cwd=folder)
        assert (ended.returncode, ended.stderr.strip()) == (0, NO_EFFECT)
        (request,) = product.wait_for_events("add_request")
        assert (request["magnets"], request["paths"], request["others"]) == (
            [MAGNETS[0]],
            [str(folder / "one ü.torrent"), f"{folder}/../two.torrent"],
            [str(folder / "film.mkv")],
        )
        wait_for(lambda: screen.windows("Torrpeddo", product.process.pid), GUARD_S, "the window that was hidden")

        command = [sys.executable, Path(__file__).with_name("drag_source.py"), "file:///x"]
        with running(command, screen.env, tmp_path / "other.log"):
            other = screen.window("Drag source")
            screen.xdotool("windowactivate", "--sync", other)
            # As a panel does that starts a program by a click: the leave to come to the front is in the environment.
            now = int(time.monotonic() * 1000) % 2**32  # the X server's clock
            assert second.ran(DESKTOP_STARTUP_ID=f"panel_TIME{now}").returncode == 0
            wait_for(lambda: screen.active_window() == product.native(), GUARD_S, "the window to come to the front")
        assert len(product.wait_for_events("add_request")) == 1, "nothing was to be added"


def test_a_link_and_a_file_of_two_starts_are_offered_together(screen: Screen, tmp_path: Path) -> None:
    profile, torrent = tmp_path / "profile", make(tmp_path, "a b'ü", {"one.bin": 10}).torrent_file(tmp_path)
    later = Starts(screen, profile, tmp_path / "none", ExitStack(), tmp_path / "log")
    with open_product(screen, None, profile, "--hidden") as product:
        person = Person(product)
        assert later.ran(MAGNETS[0]).returncode == 0
        assert later.ran(torrent.name, cwd=tmp_path).returncode == 0
        person.sees_in_dialog("Add 2 torrents")
        person.sees_in_dialog("a b'")
        assert screen.windows("Torrpeddo", product.process.pid)


def test_a_second_start_loads_nothing_that_takes_time(starts: Starts) -> None:
    process = starts.begin()
    starts.wait_for_window(process)
    ended = starts.ran(PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "torrpeddo.desktop.instance" in loaded
    assert loaded.isdisjoint({"gi", "libtorrent", "webview", "msgspec", "sqlite3", "ssl", "torrpeddo.engine"})


def test_an_engine_that_does_not_start_takes_the_window_along_and_says_why(starts: Starts) -> None:
    said = starts.ran("--set", "no_such_setting=1")
    assert said.returncode == 1
    assert "no_such_setting" in said.stderr
    assert "Traceback" not in said.stderr
    again = starts.begin()  # nothing of it is in the way
    starts.wait_for_window(again)
    again.send_signal(signal.SIGTERM)
    assert again.wait(GUARD_S) == 0


def test_the_end_asked_for_while_the_engine_starts_is_an_end_in_order(starts: Starts) -> None:
    process = starts.begin()
    starts.wait_for_window(process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(GUARD_S) == 0


def test_twenty_starts_at_once_are_one_window_and_each_link_arrives(starts: Starts) -> None:
    starts.enough(len(MAGNETS))
    processes = [starts.begin(magnet) for magnet in MAGNETS]
    wait_for(lambda: [process.poll() for process in processes].count(0) >= 19, 60, "nineteen of them to hand over")
    wait_for(lambda: all(process.poll() == 0 for process in processes), 60, "all links to be added, and the end")
    assert starts.log.read_text().replace("\n", "") == NO_EFFECT * 19  # they may write on one line
    assert in_library(starts.profile) == {f"{HASH}{number:02x}" for number in range(20)}


def test_a_start_while_the_first_ends_waits_and_is_the_first(starts: Starts) -> None:
    ending, go = starts.page.with_suffix(".ending"), starts.page.with_suffix(".go")
    first = starts.begin(entry="slow_ending.py")
    starts.wait_for_window(first)
    first.send_signal(signal.SIGTERM)
    wait_for(ending.exists, GUARD_S, "the first to end")
    second = starts.begin("--hidden", MAGNETS[1])
    with pytest.raises(AssertionError, match="in vain"):
        wait_for(lambda: second.poll() is not None or first.poll() is not None, 0.5, "nothing")
    go.touch()
    assert first.wait(GUARD_S) == 0
    starts.wait_for_window(second)  # although it was to be hidden: what is to be added needs a person
    second.send_signal(signal.SIGTERM)
    assert second.wait(GUARD_S) == 0


def test_a_program_that_is_stuck_is_named_and_one_that_crashed_is_followed(starts: Starts) -> None:
    stuck = starts.begin()
    starts.wait_for_window(stuck)
    stuck.send_signal(signal.SIGSTOP)
    said = starts.ran(MAGNETS[0])
    assert said.returncode == 1
    assert f"process {stuck.pid}) but does not answer" in said.stderr
    # Nobody may see that, so a dialog says it too.
    wait_for(lambda: f"process {stuck.pid}) but does not answer" in starts.screen.told, GUARD_S, "the dialog")

    stuck.kill()
    stuck.wait(GUARD_S)
    assert list((starts.screen.home / "run" / "torrpeddo").glob("*.sock")), "it left its socket behind"
    next_one = starts.begin()
    starts.wait_for_window(next_one)
    assert starts.ran().returncode == 0
    next_one.send_signal(signal.SIGTERM)
    assert next_one.wait(GUARD_S) == 0


def test_beside_an_engine_without_a_window_it_says_who_has_the_profile(starts: Starts) -> None:
    with EngineProcess(starts.profile, OFFLINE, lambda _: None) as engine:
        engine.call("get_status")
        said = starts.ran(MAGNETS[0])
        assert said.returncode == 1
        assert f"in use by another Torrpeddo (process {engine.pid})" in said.stderr
