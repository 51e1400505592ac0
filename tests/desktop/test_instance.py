"""Two starts of the program meet: what is said, where, and to whom. With real windows: ``tests/window``."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.desktop.instance import Answer, Request, claim, request_of
from torrpeddo.desktop.instance.calling import Outcome, call
from torrpeddo.desktop.instance.channel import Channel, Listener, NoAnswerError
from torrpeddo.desktop.instance.claiming import Instance
from torrpeddo.desktop.instance.door import Door
from torrpeddo.desktop.instance.endpoint import Endpoint, endpoint_of, is_private, make_private, name_of
from torrpeddo.desktop.instance.pipes import PipeListener
from torrpeddo.desktop.instance.pipes import connect as connect_pipe
from torrpeddo.desktop.instance.request import decode, decode_answer, encode
from torrpeddo.desktop.instance.sockets import SocketListener, connect
from torrpeddo.errors import ProfileInUse
from torrpeddo.library.lock import FileLock

MAGNET = "magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056"
NOBODY = 65534

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """Of the profile ``tmp_path``, as every start in this test finds it."""
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(run))
    found = endpoint_of(tmp_path)
    assert found is not None
    return found


class Taking:
    """A program that notes what it is handed."""

    def __init__(self, answer: Answer = Answer.TAKEN) -> None:
        self.taken: list[Request] = []
        self._answer = answer

    def __call__(self, request: Request) -> Answer:
        self.taken.append(request)
        return self._answer


# what is said


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1), max_size=5), st.booleans())
def test_what_is_handed_over_arrives_as_it_was(words: list[str], show: bool) -> None:
    request = Request(tuple(words), show, "x_TIME12")
    assert decode(encode(request)) == request


def test_a_name_that_is_no_text_arrives_too() -> None:
    request = Request((os.fsdecode(b"/tmp/\xff.torrent"),))
    assert decode(encode(request)) == request


@pytest.mark.parametrize(
    "changes",
    [
        {"add": None},
        {"add": "x"},
        {"add": [1]},
        {"add": [""]},
        {"add": ["a\0b"]},
        {"add": ["x" * 200_000]},
        {"show": 1},
        {"token": None},
        {"torrpeddo": "1"},
        {"torrpeddo": True},
    ],
)
def test_anything_else_is_no_request(changes: dict[str, object]) -> None:
    good = {"torrpeddo": 1, "add": [MAGNET], "show": True, "token": "", "of a later version": 1}
    assert decode(json.dumps(good).encode()) == Request((MAGNET,))
    with pytest.raises(ValueError, match=r"."):
        decode(json.dumps(good | changes).encode())


@pytest.mark.parametrize("message", [b"", b"\xff", b"[]", b"null", b"{", b"[" * 100_000, b'{"add": NaN}'])
def test_noise_is_refused(message: bytes) -> None:
    for read in (decode, decode_answer):
        with pytest.raises(ValueError, match=r"."):
            read(message)


@given(st.binary(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_whatever_comes_is_a_request_or_refused(message: bytes) -> None:
    for read in (decode, decode_answer):
        with suppress(ValueError):
            assert read(message)


def test_paths_are_those_of_the_second_start_s_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = [MAGNET, "a b'ü.torrent", "../x.torrent", "/abs.torrent", "file:///y.torrent", "HTTPS://h/t"]
    here = str(tmp_path)
    expected = (MAGNET, f"{here}/a b'ü.torrent", f"{here}/../x.torrent", "/abs.torrent", *given[4:])
    assert request_of(given, {}) == Request(expected)


def test_a_token_is_passed_on_unless_it_can_t_be_one() -> None:
    assert request_of([], {"DESKTOP_STARTUP_ID": "kde_TIME12"}).token == "kde_TIME12"
    assert request_of([], {"DESKTOP_STARTUP_ID": "a", "XDG_ACTIVATION_TOKEN": "b"}).token == "b"
    for nonsense in ("x" * 600, "ü", "a\nb"):
        assert request_of([], {"DESKTOP_STARTUP_ID": nonsense}).token == ""


def test_a_hidden_start_shows_nothing_unless_there_is_something_to_add() -> None:
    assert request_of([], {}, hidden=True).show is False
    assert request_of([MAGNET], {}, hidden=True).show is True


# where


def test_every_spelling_of_a_profile_is_one_endpoint(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    assert name_of(real) == name_of(link) == name_of(tmp_path / "x" / ".." / "real") != name_of(tmp_path)


def test_a_place_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o711)
    (tmp_path / "own").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "own")
    assert [is_private(tmp_path / name) for name in ("file", "open", "link", "own", "none")] == [
        *(False, False, False, True, False)
    ]
    assert make_private(tmp_path / "made")
    assert not make_private(tmp_path / "none" / "deep")


def test_with_no_runtime_folder_it_is_in_one_of_the_user_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("x" * 100)))
    # A socket's path has room for about a hundred characters, which the tests' own folders take up.
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        monkeypatch.setattr("tempfile.tempdir", short)
        found = endpoint_of(tmp_path)
        assert found is not None
        assert found.folder.name.startswith("torrpeddo")
        assert is_private(found.folder)


@as_root
def test_another_user_s_folder_in_our_place_is_not_used(tmp_path: Path) -> None:
    squatted = tmp_path / "torrpeddo-0"
    squatted.mkdir(mode=0o700)
    os.chown(squatted, NOBODY, NOBODY)
    assert not make_private(squatted)


# to whom


def test_what_comes_before_the_program_is_ready_is_kept_until_it_is(endpoint: Endpoint, tmp_path: Path) -> None:
    outcomes: list[Outcome] = []

    def ask(name: str) -> None:
        outcomes.append(call(endpoint, Request((f"/{name}",))))

    with alone(tmp_path) as instance:
        callers = [start(partial(ask, str(n))) for n in range(20)]
        taking = Taking()
        instance.open(taking)
        for caller in callers:
            caller.join(60)
    assert outcomes == [Outcome.TAKEN] * 20
    assert {request.add for request in taking.taken} == {(f"/{n}",) for n in range(20)}


def test_a_second_start_hands_over_and_a_third_after_the_end_is_the_first(endpoint: Endpoint, tmp_path: Path) -> None:
    taking = Taking()
    with alone(tmp_path) as instance:
        instance.open(taking)
        assert claim(tmp_path, Request((MAGNET,))) is None
        assert endpoint.socket.exists()
    assert taking.taken == [Request((MAGNET,))]
    assert not endpoint.socket.exists()
    with alone(tmp_path):
        pass


def test_no_thread_begins_before_it_attends(endpoint: Endpoint, tmp_path: Path) -> None:
    """While WebKit's library is linked, none can; who calls waits for it, and is heard."""
    before = set(threading.enumerate())
    instance = claim(tmp_path, Request())
    assert instance is not None
    assert set(threading.enumerate()) <= before
    outcomes: list[Outcome] = []
    caller = start(lambda: outcomes.append(call(endpoint, Request((MAGNET,)))))
    taking = Taking()
    instance.attend()
    instance.open(taking)
    caller.join(60)
    instance.__exit__()
    assert outcomes == [Outcome.TAKEN]
    assert taking.taken == [Request((MAGNET,))]


def test_a_start_during_the_end_waits_for_it_and_is_the_first(endpoint: Endpoint, tmp_path: Path) -> None:
    instance = claim(tmp_path, Request())
    assert instance is not None
    taking = Taking()
    instance.open(taking)
    instance.shut()
    assert call(endpoint, Request((MAGNET,))) is Outcome.ENDING
    later: list[Instance | None] = []
    waiting = start(lambda: later.append(claim(tmp_path, Request((MAGNET,)))))
    instance.__exit__()
    waiting.join(60)
    assert taking.taken == []
    assert isinstance(later[0], Instance)
    later[0].__exit__()


def test_a_program_that_fails_to_start_has_taken_nothing(endpoint: Endpoint, tmp_path: Path) -> None:
    """Its callers do themselves what they were asked: one is the first, and the others hand over to that one."""
    failing = claim(tmp_path, Request())
    assert failing is not None
    taking, firsts = Taking(), []

    def second(word: str) -> None:
        if instance := claim(tmp_path, Request((word,))):
            firsts.append((instance, word))
            instance.open(taking)

    waiting = [start(partial(second, word)) for word in ("/a", "/b")]
    failing.__exit__()
    for thread in waiting:
        thread.join(60)
    ((first, own),) = firsts
    first.__exit__()
    assert taking.taken == [Request(("/b" if own == "/a" else "/a",))]


def test_what_a_crash_left_behind_is_taken_over(endpoint: Endpoint, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(endpoint.socket))
    endpoint.lock.write_text("12345")
    with alone(tmp_path) as instance:
        instance.open(Taking())
        assert call(endpoint, Request()) is Outcome.TAKEN


def test_a_program_that_does_not_answer_is_named_in_words(
    endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torrpeddo.desktop.instance.calling.HEARD_S", 0.1)
    lock = FileLock.acquire(endpoint.lock)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(endpoint.socket))
        deaf.listen()
        with pytest.raises(ProfileInUse, match=rf"process {os.getpid()}.*does not answer.*task manager"):
            claim(tmp_path, Request())
    lock.release()


def test_a_window_without_a_sign_of_life_is_told(endpoint: Endpoint, tmp_path: Path) -> None:
    with alone(tmp_path) as instance:
        instance.open(Taking(Answer.STUCK))
        with pytest.raises(ProfileInUse, match="does not answer"):
            claim(tmp_path, Request())


def test_noise_at_the_door_disturbs_nobody(endpoint: Endpoint, tmp_path: Path) -> None:
    taking = Taking()
    with alone(tmp_path) as instance:
        instance.open(taking)
        for noise in (b"", b"GET / HTTP/1.1\r\n\r\n", b"\xff\xff\xff\xff", b"\0\0\0\2[]", b"\0\0\0\x10x"):
            with socket.socket(socket.AF_UNIX) as caller:
                caller.connect(str(endpoint.socket))
                caller.sendall(noise)
                caller.shutdown(socket.SHUT_WR)
                with suppress(ConnectionResetError):  # what it did not read
                    assert caller.recv(1) == b""
        assert call(endpoint, Request()) is Outcome.TAKEN
    assert taking.taken == [Request()]


def test_one_that_says_nothing_keeps_nobody_waiting(endpoint: Endpoint, tmp_path: Path) -> None:
    with alone(tmp_path) as instance, socket.socket(socket.AF_UNIX) as silent:
        instance.open(Taking())
        silent.connect(str(endpoint.socket))
        assert call(endpoint, Request()) is Outcome.TAKEN


def test_a_message_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    with listening(SocketListener(tmp_path / "s")) as (_, accepted):
        channel = connect(tmp_path / "s", 5)
        channel.send(b"12345", 5)
        taken = accepted()
        with pytest.raises(ValueError, match="too long"):
            taken.receive(4, 5)
        channel.close()
        taken.close()


@as_root
def test_another_user_is_not_spoken_to(tmp_path: Path) -> None:
    """Neither as the one who calls nor as the one who listens, even where the file's rights would let them."""
    path = Path("/tmp") / f"torrpeddo-test-{os.getpid()}.sock"
    taking = Taking()
    door = Door(SocketListener(path))
    door.open(taking)
    path.chmod(0o777)
    message = encode(Request((MAGNET,)))
    calling = (
        "import os, socket, sys; os.seteuid(65534); s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]);"
        "m = sys.argv[2].encode(); s.sendall(len(m).to_bytes(4) + m); sys.exit(len(s.recv(1)))"
    )
    said = subprocess.run([sys.executable, "-c", calling, str(path), message.decode()], check=False, timeout=60)
    door.close()
    assert said.returncode in (0, 1)  # nothing, or a broken connection
    assert taking.taken == []


@as_root
def test_another_user_s_socket_is_not_called(tmp_path: Path) -> None:
    path = Path("/tmp") / f"torrpeddo-test-{os.getpid()}.other"
    listening_code = (
        "import os, socket, sys; os.seteuid(65534); s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]);"
        "s.listen(); print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", listening_code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(NoAnswerError, match="Another user"):
            connect(path, 5)
        other.kill()
    path.unlink()


# the pipes of Windows, whose adapter speaks through a socket here


def test_a_pipe_carries_messages_both_ways(tmp_path: Path) -> None:
    with listening(PipeListener(str(tmp_path / "p"), tmp_path / "key")) as (_, accepted):
        channel = connect_pipe(str(tmp_path / "p"), tmp_path / "key", 5)
        channel.send(b"there", 5)
        server = accepted()
        assert server.receive(10, 5) == b"there"
        server.send(b"back", 5)
        assert channel.receive(10, 5) == b"back"
        with pytest.raises(TimeoutError):
            channel.receive(10, 0.01)
        server.send(b"x" * 11, 5)
        channel.close()
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def test_a_pipe_speaks_to_nobody_without_the_word(tmp_path: Path) -> None:
    with listening(PipeListener(str(tmp_path / "p"), tmp_path / "key")) as (_, accepted):
        (tmp_path / "guess").write_bytes(b"x" * 32)
        with pytest.raises(NoAnswerError):
            connect_pipe(str(tmp_path / "p"), tmp_path / "guess", 5)
        with pytest.raises(NoAnswerError):
            connect_pipe(str(tmp_path / "p"), tmp_path / "none", 5)
        channel = connect_pipe(str(tmp_path / "p"), tmp_path / "key", 5)
        accepted().send(b"you", 5)
        assert channel.receive(10, 5) == b"you"


def test_a_pipe_is_named_for_its_profile() -> None:
    assert Endpoint(Path("x"), "0123").pipe == r"\\.\pipe\torrpeddo-0123"


@contextmanager
def alone(profile: Path) -> Iterator[Instance]:
    instance = claim(profile, Request())
    assert instance is not None
    instance.attend()
    with instance:
        yield instance


def start(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


@contextmanager
def listening(listener: Listener) -> Iterator[tuple[Listener, Callable[[], Channel]]]:
    """The listener, and what gives its next caller."""
    callers: list[Channel] = []
    come = threading.Condition()

    def accept() -> None:
        while channel := listener.accept():
            with come:
                callers.append(channel)
                come.notify()

    thread = start(accept)

    def accepted() -> Channel:
        with come:
            assert come.wait_for(lambda: callers, 60)
            return callers.pop(0)

    yield listener, accepted
    listener.close()
    thread.join(60)
    assert not thread.is_alive()
    for channel in callers:
        channel.close()
