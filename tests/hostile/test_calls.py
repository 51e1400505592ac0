"""Every method with every wrong type, index and length, through the real dispatcher on a real engine.

Some of these would end libtorrent, and the process with it, if they reached it.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.rounds import rounds
from tests.rpc.reaching import Desktop, running_engine
from tests.swarm.samples import make, place

from torrpeddo.engine import Engine
from torrpeddo.rpc.client import Client
from torrpeddo.rpc.table import METHODS, Method

from .params import Known, params_of
from .victim import in_words
from .wrong_types import wrong_params

ENDING = {"shutdown"}
"""Tried by others: nothing can be asked after it."""
PATHS = ("save_path", "output", "complete_path", "incomplete_path", "start")
TABLE = {method.name: method for method in METHODS if method.name not in ENDING}


class Caller:
    """A client of an engine that has torrents of every kind, in every intent."""

    def __init__(self, folder: Path, engine: Engine, client: Client) -> None:
        self._folder, self.engine, self._client = folder, engine, client
        self._torrents: dict[str, tuple[str, dict[str, Any], str]] = {}
        """How each is added, and what is asked of it then."""
        self.known = self._prepare()

    def ask(self, method: str, params: Any) -> dict[str, Any]:
        text = self._client.dispatcher.call(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}))
        assert text is not None
        answer = json.loads(text)
        assert answer["id"] == 1
        return dict(answer)

    def unchanged(self) -> Callable[[], bool]:
        """Asked afterwards: whether a call that was refused changed nothing. What leaves, was told to before."""
        rows, rest = self._wishes(), self._rest()

        def same() -> bool:
            now = self._wishes()
            return now.items() <= rows.items() and self._rest() == rest

        return same

    def refill(self) -> None:
        """Bring back what was removed or deleted by the calls before."""
        listed = {row.id for row in self.engine.rows()}
        for id, (method, params, intent) in self._torrents.items():
            if id not in listed:
                self.ask(method, params)
                self.ask(intent, {"ids": [id]})

    def _wishes(self) -> dict[str, Any]:
        return {row.id: (row.intent, row.name, row.sequential) for row in self.engine.rows()}

    def _rest(self) -> Any:
        return self.ask("get_settings", {}), self.ask("get_banned", {})

    def _prepare(self) -> Known:
        downloads = self._folder / "downloads"
        for number, intent in enumerate(["resume", "pause", "force", "stop"]):
            sample = make(self._folder / "seed", f"torrent-{number}", {"a.bin": 40_000, "sub/b.bin": 20_000})
            place(sample, downloads)
            path = str(sample.torrent_file(self._folder))
            params = {"path": path, "save_path": str(downloads), "seed_mode": number == 0}
            self._torrents[sample.id] = "add_torrent_file", params, intent
        uri = f"magnet:?xt=urn:btih:{'c' * 40}"
        self._torrents["c" * 40] = "add_magnet", {"uri": uri, "save_path": str(downloads)}, "resume"
        self.refill()
        return known_in(self._folder, list(self._torrents))


def known_in(folder: Path, torrents: list[str]) -> Known:
    ids = [*torrents, "d" * 40]
    files = [str(path) for path in folder.glob("*.torrent")]
    folders = [str(folder / "downloads"), str(folder / "other"), str(folder / "seed"), *files]
    return {
        # Never at random: what is asked is done, and no test may reach beyond its folder and this computer.
        "only": (*PATHS, "path", "address", "addresses", "url", "urls"),
        "id": ids,
        "ids": ids,
        "index": [0, 1, 2, 3, -1, 10**6],
        "priorities": [0, 1, 4, 7, 8],
        "path": [*folders, "relative", "", "\x00", "sub", "torrent-1/sub", "../x", "~nobody-here"],
        "name": ["a.bin", "x/y.bin", "../x", "torrent-1", "sub", "CON", ".."],
        "address": ["127.0.0.1:9", "127.0.0.1:0", "127.0.0.1:99999", "[::1]:9", "nobody:1", ":", "127.0.0.1"],
        "addresses": ["192.0.2.1", "192.0.2.0/24", "0.0.0.0/0", "::/0", "x", "192.0.2.1:99999", "[::1", "/"],
        "url": ["http://127.0.0.1:9/a", "udp://127.0.0.1:9", "x", "file:///etc/passwd", "http://[::1"],
        "urls": ["http://127.0.0.1:9/a", "http://127.0.0.1:9/\u202e", "udp://127.0.0.1:0"],
        "uri": [f"magnet:?xt=urn:btih:{'e' * 40}&so=0-99", "magnet:?xt=urn:btih:zz", ids[0], "e" * 64],
        "content": ["ZGU=", "AA==", "x", "ZDQ6aW5mb2RlZQ=="],
        "parts": ["torrent", "files", "peers", "trackers", "pieces", "x"],
        **{name: [*folders, "relative", "\x00"] for name in PATHS},
    }


@contextmanager
def caller_on(folder: Path) -> Iterator[Caller]:
    with running_engine(folder / "profile") as engine, Client(engine, "webview", Desktop()) as client:
        yield Caller(folder, engine, client)


@pytest.fixture(scope="module")
def caller() -> Iterator[Caller]:
    with tempfile.TemporaryDirectory() as folder, caller_on(Path(folder).resolve()) as caller:
        yield caller


@pytest.mark.parametrize("method", TABLE.values(), ids=TABLE)
def test_wrong_in_every_way(caller: Caller, method: Method) -> None:
    @settings(
        max_examples=rounds(25, 300),
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(params_of(method, caller.known))
    def call(params: Any) -> None:
        caller.refill()
        unchanged = caller.unchanged()
        answer = caller.ask(method.name, params)
        if "error" in answer:
            in_words(answer["error"])
            assert unchanged()
        assert "result" in caller.ask("get_status", {})

    call()


@pytest.mark.parametrize("method", TABLE.values(), ids=TABLE)
def test_every_wrong_type_in_every_field(caller: Caller, method: Method) -> None:
    """In the short form each fifth, from another one for each method."""
    every = rounds(5, 1)
    for number, params in enumerate(wrong_params(method, caller.known), start=sum(method.name.encode())):
        if number % every:
            continue
        answer = caller.ask(method.name, params)
        if "error" in answer:
            in_words(answer["error"])
    assert "result" in caller.ask("get_status", {})


@settings(max_examples=rounds(5, 100), deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_one_after_the_other(data: st.DataObject) -> None:
    """Any methods in any order, on an engine of their own."""
    with tempfile.TemporaryDirectory() as folder, caller_on(Path(folder).resolve()) as caller:
        for _ in range(rounds(10, 40)):
            method = data.draw(st.sampled_from(sorted(TABLE)))
            answer = caller.ask(method, data.draw(params_of(TABLE[method], caller.known)))
            if "error" in answer:
                in_words(answer["error"])
        assert "result" in caller.ask("get_status", {})
