"""What people and peers do to the engine in an hour, so that nothing of it is left when the hour is over."""

import socket
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.torrents import make_torrents
from tests.rpc.engine_process import result_of
from tests.swarm.samples import Sample
from tests.swarm.seeder import Seeder

from .engine import Engine

UNKNOWN = "magnet:?xt=urn:btih:{:040x}"
NOBODY = "http://127.0.0.1:9/announce"
"""A tracker that refuses every connection (the discard port)."""
STRANGERS = 10
"""Who call, say something that is no protocol, and go."""


class Day:
    """``sample`` is downloaded each hour from ``seeder``, given on to ``taker``, and deleted with its files."""

    def __init__(
        self, engine: Engine, folder: Path, sample: Sample, seeder: Seeder, taker: Seeder, *, many: int, reconnects: int
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._sample = sample
        self._seeder = seeder
        self._taker = taker
        self._many = many
        self._reconnects = reconnects
        self._torrents: Iterator[str] = iter(make_torrents(1_000_000))
        """No hour has the torrents of another, so that what is kept of each would show."""
        self._magnets = count(1)
        self._random = Random(11)
        engine.call("subscribe")

    def hour(self) -> None:
        engine = self._engine
        engine.call("resume_all")
        added = self._come()
        downloading = self._download()
        self._look(downloading)
        self._change_their_minds(added)
        self._meet_peers(downloading)
        self._go(added, downloading)
        engine.call("pause_all")
        engine.call("subscribe")
        engine.until(lambda: not engine.rows, "the list to be empty")

    def is_over(self) -> bool:
        """Whether all that was deleted has left the disk."""
        return not [*self._folder.glob("*/.torrpeddo-*")]

    def _come(self) -> list[str]:
        engine, downloads = self._engine, str(self._folder / "downloads")
        files = islice(self._torrents, self._many)
        half = [{"content": content} for content in islice(files, self._many // 2)]
        together = engine.ask("add_torrents", torrents=half, save_path=downloads, paused=True)
        alone = [engine.ask("add_torrent_file", content=content, save_path=downloads) for content in files]
        magnets = [
            engine.ask("add_magnet", uri=f"{UNKNOWN.format(next(self._magnets))}&tr={NOBODY}", save_path=downloads)
            for _ in range(self._many // 10)
        ]
        looked_at = engine.all_of(
            engine.ask("preview_magnet", uri=UNKNOWN.format(next(self._magnets))) for _ in range(5)
        )
        engine.all_of(engine.ask("cancel_preview", preview=each["preview"]) for each in looked_at)
        ids = [each["id"] for each in result_of(together)["torrents"]]
        ids += [each["id"] for each in engine.all_of([*alone, *magnets])]
        engine.until(lambda: set(ids) <= engine.rows.keys(), "all to be listed")
        return ids

    def _download(self) -> str:
        engine = self._engine
        path = str(self._sample.torrent_file(self._folder))
        id = str(engine.call("add_torrent_file", path=path, save_path=str(self._folder / "downloads"), top=True)["id"])
        engine.call("force", ids=[id])
        self._connect(id)
        engine.until(lambda: engine.rows.get(id, {}).get("state") == "seeding", "the download")
        return id

    def _look(self, id: str) -> None:
        """At all there is to see, from a window that is hidden, shown and loaded anew."""
        engine = self._engine
        for visible in (False, True):
            engine.call("set_visible", visible=visible)
        told = engine.details
        engine.call("watch", id=id)
        engine.until(lambda: engine.details > told, "details")
        engine.call("watch", id=None)
        for method in ("get_torrent", "get_files", "get_peers", "get_trackers", "get_pieces", "get_log"):
            engine.call(method, id=id)
        for method in ("get_statistics", "get_diagnostics", "get_settings", "get_app"):
            engine.call(method)
        engine.call("get_rates", id=None, span="hour")
        engine.call("subscribe")

    def _change_their_minds(self, ids: list[str]) -> None:
        engine = self._engine
        # Before any is cancelled: what comes back takes a moment, in which it has no list of trackers to change.
        engine.call("add_trackers", ids=ids[:5], urls=[NOBODY])
        for method in ("pause", "resume", "force", "stop", "restart", "reannounce"):
            some = self._random.sample(ids, len(ids) // 3)
            if method == "restart":
                some = [row["id"] for row in engine.call("get_status")["torrents"] if row["intent"] == "stopped"]
            elif method != "stop":
                some = [row["id"] for row in engine.call("get_status")["torrents"] if row["id"] in some]
            engine.call(method, ids=some)
        for to in ("top", "bottom", "up"):
            engine.call("queue_move", ids=self._random.sample(ids, 3), to=to)
        engine.call("set_limits", ids=ids, down_limit=100_000)
        engine.call("recheck", ids=self._random.sample(ids, 3))
        for number in range(3):
            engine.call("update_settings", changes={"active_downloads": 3 + number})

    def _meet_peers(self, id: str) -> None:
        engine = self._engine
        port = engine.listen_port()
        for number in range(STRANGERS):
            with socket.create_connection(("127.0.0.1", port)) as stranger:
                stranger.sendall(b"GET / HTTP/1.1\r\n\r\n" if number % 2 else b"\x13BitTorrent protocol")
        for _ in range(self._reconnects):
            engine.call("pause", ids=[id])
            engine.until(lambda: engine.rows[id]["peers"] == 0, "the peers to go")
            engine.call("force", ids=[id])
            self._taker.connect(port)
            self._connect(id)
        engine.call("move", ids=[id], path=str(self._folder / "elsewhere"))
        engine.until(
            lambda: engine.rows[id]["save_path"].endswith("elsewhere") and engine.rows[id]["state"] == "seeding",
            "the move",
        )

    def _go(self, ids: list[str], downloaded: str) -> None:
        """Some leave the list, some are deleted, and of these some come back first."""
        engine = self._engine
        self._random.shuffle(ids)
        third = len(ids) // 3
        engine.call("undo_delete", undo=engine.call("delete", ids=ids[:third], trash=False)["undo"])
        engine.call("undo_delete", undo=engine.call("delete", ids=[downloaded], keep_files=True)["undo"])
        token: Any = engine.call("preview_delete", ids=[downloaded])["token"]
        engine.call("delete", ids=[downloaded], token=token, trash=False)
        engine.call("delete", ids=ids[:third], trash=False)
        engine.call("remove", ids=ids[third:])

    def _connect(self, id: str) -> None:
        self._engine.call("connect_peer", id=id, address=self._seeder.address)
