"""The real engine with a client on it, and what is so of both and of the disk."""

import json
import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
from tests.swarm.host import TIMEOUT, Host
from tests.swarm.samples import Sample, place

from torrpeddo.engine.flags import FLAGS
from torrpeddo.engine.strays import rank_of
from torrpeddo.rpc.client import Client

from .cast import MINE, Cast


class World:
    """A profile, an engine on it that ends and begins, and everything asked as the interface asks: in JSON."""

    def __init__(self, cast: Cast, folder: Path) -> None:
        self.cast = cast
        self.folder = folder
        self.asked: list[str] = []
        """For eyes, with the numbers of the cast for its ids."""
        self.host = Host(folder / "host")
        self.near, self.far = str(self.host.downloads), str(folder / "far")
        for parent in (self.near, self.far):
            for sample in cast.samples:
                for name, content in MINE.items():
                    file = Path(parent, sample.name, name)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
        self._client = self._reached()

    def close(self) -> None:
        self._client.close()
        self.host.end()
        shutil.rmtree(self.folder)

    def again(self, *, pulled: bool = False) -> None:
        """End in order and begin anew; or, ``pulled``, begin on what the library had on the disk at this moment."""
        library, kept = self.host.profile.database, self.folder / "kept"
        parts = [library.with_name(library.name + part) for part in ("", "-wal")]
        if pulled:
            kept.mkdir()
            # On the library's own thread, so that nothing is written meanwhile.
            writer = self.host.engine.core.library._writer  # noqa: SLF001
            writer.ask(lambda _: [shutil.copy(part, kept) for part in parts if part.exists()]).result(TIMEOUT)
        self.asked.append("the plug is pulled" if pulled else "the engine ends, and begins again")
        self._client.close()
        assert self.host.end(), "not all was saved"
        if pulled:
            for part in parts:
                part.unlink(missing_ok=True)
                if (kept / part.name).exists():
                    shutil.move(kept / part.name, part)
            kept.rmdir()
        self.host.begin()
        self._client = self._reached()

    def call(self, method: str, **params: Any) -> Any:
        """The result; an AssertionError with the error if there is one."""
        reply = self._ask(method, params)
        assert "error" not in reply, f"{method} {params}: {reply['error']}"
        return reply["result"]

    def kind(self, method: str, **params: Any) -> str | None:
        """Of the error; None when it was done."""
        reply = self._ask(method, params)
        return str(reply["error"]["data"]["kind"]) if "error" in reply else None

    def rows(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self.call("get_status")["torrents"]}

    def until(self, so: Callable[[], object]) -> None:
        self.host.until(so)

    def ranks(self) -> dict[str, tuple[int, float]]:
        """By which the engine, and the library, keep the order."""
        core = self.host.engine.core
        return self.host.on_engine(lambda: {entry.id: rank_of(entry) for entry in core.catalog if not entry.deleting})

    def flags(self) -> dict[str, int]:
        """libtorrent's own, of all that it has."""
        core = self.host.engine.core
        return self.host.on_engine(
            lambda: {entry.id: int(entry.handle.flags()) for entry in core.catalog if entry.handle is not None}
        )

    def line(self, ids: list[str]) -> list[str]:
        """``ids`` that libtorrent has in its queue, in its order."""
        core = self.host.engine.core

        def places() -> dict[str, int]:
            handles = {id: core.catalog.need(id).handle for id in ids}
            return {id: int(handle.queue_position()) for id, handle in handles.items() if handle is not None}

        found = {id: at for id, at in self.host.on_engine(places).items() if at >= 0}
        return sorted(found, key=found.__getitem__)

    def is_finished(self, id: str) -> bool:
        """And stays so: no check is asked for."""
        entry = self.host.engine.core.catalog.need(id)
        return self.host.on_engine(
            lambda: entry.status is not None and bool(entry.status.is_finished) and not entry.rechecking
        )

    def jobs(self) -> bool:
        """Whether anything is moved or may still be brought back."""
        engine = self.host.engine
        return self.host.on_engine(lambda: engine.moves.busy or bool(engine.undoable.ids))

    def moving(self) -> bool:
        engine = self.host.engine
        return self.host.on_engine(lambda: engine.moves.busy)

    def put(self, sample: Sample, folder: str) -> None:
        place(sample, Path(folder))

    def clear(self, sample: Sample) -> None:
        """A person deletes what a torrent left there."""
        for parent in (self.near, self.far):
            for path in sample.files:
                Path(parent, sample.name, path).unlink(missing_ok=True)

    def foreign(self) -> bool:
        """Whether all that is a person's own is where it was."""
        return all(
            Path(parent, sample.name, name).read_bytes() == content
            for parent in (self.near, self.far)
            for sample in self.cast.samples
            for name, content in MINE.items()
        )

    def notices(self) -> list[str]:
        """What the engine has said since it began."""
        return [notice.message for notice in self.host.notices()]

    def left(self) -> list[Path]:
        """Folders of the engine's own beside what people have."""
        return [path for parent in (self.near, self.far) for path in Path(parent).glob(".torrpeddo-*")]

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        answer: Future[bytes] = Future()
        text = msgspec.json.encode({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        self._client.dispatcher.submit(text, lambda reply: answer.set_result(reply.encode() if reply else b""))
        reply = json.loads(answer.result(TIMEOUT))
        if not method.startswith("get_"):
            said = f"{method} {params}" + (f" → {reply['error']['message']}" if "error" in reply else "")
            for number, sample in enumerate(self.cast.samples):
                said = said.replace(sample.id, str(number))
            self.asked.append(said.replace(str(self.folder), "…"))
        return reply

    def _reached(self) -> Client:
        client = Client(self.host.engine, "stdio")
        client.open()
        return client


def rests(flags: int) -> bool:
    """What a paused torrent may never do: be the queue's to start, or run; a check it was asked for it goes through."""
    return not flags & FLAGS.auto_managed and bool(flags & (FLAGS.paused | FLAGS.stop_when_ready))
