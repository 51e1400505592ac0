"""The latest of each torrent's data that the disk wouldn't take, waiting for the next try."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ..contract.torrents import Intent
from .records import (
    AddTorrent,
    Operation,
    PutBack,
    RemoveTorrents,
    SaveIntents,
    SaveMetadata,
    SaveQueue,
    SaveResume,
    SaveTorrent,
    SetAside,
    TakeOut,
)

_Key = tuple[str, str]
_PARTS = ("torrent", "metadata", "resume")


class Unsaved:
    """Also knows which torrents the library has, for a new one that was refused must not come back by itself."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = set(known)
        self._waiting: dict[_Key, SaveTorrent | SaveMetadata | SaveResume] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def operations(self) -> list[Operation]:
        return list(self._waiting.values())

    def blob(self, part: str, torrent: str) -> bytes | None:
        waiting = self._waiting.get((part, torrent))
        return None if waiting is None or isinstance(waiting, SaveTorrent) else waiting.blob

    def keep(self, operations: Sequence[Operation]) -> bool:
        """Keep them, in the place of older ones, if each only brings a torrent of the library up to date."""
        keys = [_key(operation) for operation in operations]
        if not all(key is not None and key[1] in self._known for key in keys):
            return False
        for key, operation in zip(keys, operations, strict=True):
            if key is not None and isinstance(operation, SaveTorrent | SaveMetadata | SaveResume):
                self._waiting[key] = operation
        return True

    def committed(self, operation: Operation) -> None:
        """What was waiting for the same place is out of date now."""
        match operation:
            case AddTorrent(record):
                self._known.add(record.id)
                self._waiting.pop(("torrent", record.id), None)
            case SaveIntents(ids, intent, since):
                self._intend(ids, intent, since)
            case SaveQueue(ranks):
                self._line_up(ranks)
            case PutBack(ids):
                self._known.update(ids)
            case RemoveTorrents(ids) | TakeOut(ids):
                self._known.difference_update(ids)
                for key in ((part, id) for part in _PARTS for id in ids):
                    self._waiting.pop(key, None)
            case SetAside(id, part):
                self._waiting.pop((part, id), None)
        self.drop(operation)

    def _intend(self, ids: Iterable[str], intent: Intent, since: float) -> None:
        """What waits for these torrents must not bring back what was asked of them before."""
        for id in ids if self._waiting else ():
            self._change(id, intent=intent, state_since=since)

    def _line_up(self, ranks: Mapping[str, int]) -> None:
        for id, rank in ranks.items() if self._waiting else ():
            self._change(id, queue_position=rank)

    def _change(self, id: str, **changes: Any) -> None:
        waiting = self._waiting.get(("torrent", id))
        if isinstance(waiting, SaveTorrent):
            self._waiting["torrent", id] = SaveTorrent(replace(waiting.record, **changes))

    def drop(self, operation: Operation) -> None:
        """No more of that place: what was asked now is in it."""
        key = _key(operation)
        if key is not None:
            self._waiting.pop(key, None)

    def give_up(self, operation: Operation) -> None:
        """It can't be saved. What waits for the same place is another change, and waits on."""
        key = _key(operation)
        if key is not None and self._waiting.get(key) is operation:
            del self._waiting[key]


def _key(operation: Operation) -> _Key | None:
    match operation:
        case SaveTorrent(record):
            return "torrent", record.id
        case SaveMetadata(id):
            return "metadata", id
        case SaveResume(id):
            return "resume", id
    return None
