"""A host that plays: what is seen is made up, everything else is answered by a real engine with an empty list."""

import json
import math
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from tests.ui.hosts import InProcess

from torrpeddo.contract.chronicle import Day, Log, LogEntry, Period, Statistics
from torrpeddo.contract.events import DeltaEvent, DetailsEvent, Event, SnapshotEvent
from torrpeddo.contract.options import SharedLimits
from torrpeddo.contract.rates import Rates
from torrpeddo.contract.session import Space
from torrpeddo.contract.torrents import TorrentRow

from .details import details
from .library import DAY, GB, HOME, LOOKED_BACK, MB, NOW, ROWS, TANK, id_of, session

Answer = Callable[[dict[str, Any]], Any]

AFTERGLOW = 20
"""Seconds for which a piece that came is brighter than the others; before them, each tenth is enough."""


class Stage(InProcess):
    """Time passes when ``pass_a_second`` is called, so that a picture is of the moment it is meant to be of."""

    def __init__(self, folder: Path, rows: list[TorrentRow] = ROWS, *, first_time: bool = False) -> None:
        super().__init__(folder, first_time=first_time)
        self._rows = {row.id: row for row in rows}
        self._seq = 0
        self._moment = 0
        self.watched: str | None = None
        """The torrent whose details the page asks for."""
        self._waiting: list[Event] = []
        self._answers: dict[str, Answer] = {
            "subscribe": self._subscribe,
            "watch": self._watch,
            "get_rates": lambda _: _rates(),
            "get_statistics": lambda _: _statistics(),
            "get_log": lambda params: _log(params["id"]),
            "get_space": lambda params: _space(params["path"]),
            "get_web_seeds": lambda _: [],
            "get_limits": lambda _: SharedLimits(down_limit=0, up_limit=0, connections=0, upload_slots=0),
        }

    def rpc(self, text: str) -> str:
        request = json.loads(text)
        answer = self._answers.get(request["method"])
        if answer is None:
            return super().rpc(text)
        result = msgspec.to_builtins(answer(request.get("params") or {}))
        return json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result})

    def take(self, timeout: float) -> str:
        """What the engine says of settings and the like; its own empty list is left out."""
        events = [event for event in json.loads(super().take(timeout)) if event["type"] not in ("snapshot", "delta")]
        waiting, self._waiting = self._waiting, []
        return json.dumps(events + msgspec.to_builtins(waiting))

    @property
    def has_told(self) -> bool:
        """Whether the page has all that there is to tell."""
        return not self._waiting

    def pass_a_second(self) -> None:
        """Rates sway, pieces come."""
        self._moment += 1
        self._seq += 1
        moving = [self._now(row) for row in self._rows.values() if row.down_rate or row.up_rate]
        self._waiting.append(DeltaEvent(seq=self._seq, session=self._session(), rows=moving, removed=[]))
        if self.watched is not None and (self._moment % 10 == 0 or self._moment > LOOKED_BACK - AFTERGLOW):
            self._tell_details(self.watched)

    def _subscribe(self, _: dict[str, Any]) -> None:
        self._seq += 1
        rows = [self._now(row) for row in self._rows.values()]
        self._waiting.append(SnapshotEvent(seq=self._seq, session=self._session(), rows=rows, total=len(rows)))

    def _watch(self, params: dict[str, Any]) -> None:
        self.watched = params["id"]
        if self.watched is not None:
            self._tell_details(self.watched)

    def _tell_details(self, id: str) -> None:
        self._waiting.append(DetailsEvent(details=details(self._now(self._rows[id]), self._moment)))

    def _now(self, row: TorrentRow) -> TorrentRow:
        return msgspec.structs.replace(
            row,
            down_rate=int(row.down_rate * _sway(self._moment, row.size)),
            up_rate=int(row.up_rate * _sway(self._moment, row.size + 1)),
        )

    def _session(self) -> Any:
        rows = [self._now(row) for row in self._rows.values()]
        return session(sum(row.down_rate for row in rows), sum(row.up_rate for row in rows))


def _sway(moment: int, seed: int) -> float:
    phase = seed % 97
    rise = min(1.0, (moment + 4) / 24)
    waves = 0.15 * math.sin(moment / 31 + phase) + 0.08 * math.sin(moment / 11.7 + phase * 2)
    gusts = sum(random.Random(f"{seed} {second}").uniform(-1, 1) for second in range(moment - 2, moment + 1))
    return rise * (1.0 + waves + 0.03 * gusts)


def _rates() -> Rates:
    steps = 240
    down = [int(24 * MB * max(0.0, math.sin(step / 38) + 0.3 * math.sin(step / 7))) for step in range(steps)]
    up = [int(4 * MB * (1.2 + math.sin(step / 21))) for step in range(steps)]
    return Rates(start=NOW - steps * 15, step=15.0, down=down, up=up)


def _statistics() -> Statistics:
    days = []
    for ago in range(29, -1, -1):
        moved = 40 + 38 * math.sin(ago / 2.3) + 9 * math.sin(ago * 1.9)
        days.append(
            Day(
                day=datetime.fromtimestamp(NOW - ago * DAY).astimezone().date().isoformat(),
                downloaded=int(moved * GB),
                uploaded=int((moved * 0.4 + 12) * GB),
            )
        )
    return Statistics(
        session=Period(since=NOW - DAY / 3, downloaded=int(61.2 * GB), uploaded=int(18.4 * GB), seconds=int(DAY / 3)),
        total=Period(since=NOW - 400 * DAY, downloaded=9_520 * GB, uploaded=14_800 * GB, seconds=int(210 * DAY)),
        days=days,
    )


def _log(id: str | None) -> Log:
    """Of one torrent, or of all."""

    def entries() -> Iterator[LogEntry]:
        told: tuple[tuple[str, str, dict[str, Any]], ...] = (
            (ROWS[3].name, "intent", {"intent": "run"}),
            (ROWS[3].name, "intent", {"intent": "paused"}),
            (ROWS[3].name, "metadata", {"size": int(13.6 * GB)}),
            (ROWS[3].name, "added", {}),
            (ROWS[0].name, "error", {"message": "The disk is full."}),
            (ROWS[1].name, "missing", {"message": "The files are not there."}),
            ("Tears of Steel — 4K DCP", "finished", {"size": int(71.3 * GB)}),
            ("LibriVox — Moby Dick, read by Stewart Wills", "intent", {"intent": "paused"}),
            ("Big Buck Bunny — 2160p 60 fps", "moved", {"from": HOME, "to": f"{TANK}/Movies/Open"}),
        )
        for number, (name, kind, facts) in enumerate(told):
            at = NOW - 300 - number * 5_200
            yield LogEntry(number=100 - number, at=at, id=id_of(name), name=name, kind=kind, facts=facts)

    return Log(entries=[entry for entry in entries() if id in (None, entry.id)], next=None)


def _space(path: str) -> Space:
    if path.startswith(TANK):
        return Space(path=path, volume=TANK, free=int(1.21e12), total=int(4e12), promised=int(0.18e12), writable=True)
    return Space(path=path, volume="/", free=int(14.8 * GB), total=512 * GB, promised=int(61.2 * GB), writable=True)
