"""Records to the columns of a row, and back."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

import msgspec
from msgspec import structs

from ..contract.options import TorrentOptions
from ..contract.torrents import Intent
from .records import Ban, DeleteJob, Happening, MoveJob, SaveIntents, TorrentRecord, Traffic

TORRENT_COLUMNS = TorrentRecord.__struct_fields__
JOB_COLUMNS = DeleteJob.__struct_fields__
MOVE_COLUMNS = MoveJob.__struct_fields__
BAN_COLUMNS = Ban.__struct_fields__
TRAFFIC_COLUMNS = Traffic.__struct_fields__
HAPPENING_COLUMNS = Happening.__struct_fields__

_JSON_COLUMNS = ("trackers", "priorities", "options", "merged", "written")
_SELDOM = ("priorities", "merged", "written")
"""Those that most rows have nothing in."""

Row = Mapping[str, Any]


def torrent_to_row(record: TorrentRecord) -> dict[str, Any]:
    row = structs.asdict(record)
    for column in _JSON_COLUMNS:
        if row[column] is not None:
            row[column] = to_json(row[column])
    return row


def torrent_from_row(row: Row) -> TorrentRecord:
    """Raises ValueError for a row that makes no torrent. A database of an older version has fewer columns."""
    values = {column: checked(row[column]) for column in TORRENT_COLUMNS if column in row}
    for column in _JSON_COLUMNS:
        if values.get(column) is not None:
            values[column] = _options(values[column]) if column == "options" else from_json(values[column])
    _share(values)
    return msgspec.convert(values, TorrentRecord, strict=False)  # SQLite has no booleans: 0 and 1


def record_of(values: Sequence[Any]) -> TorrentRecord:
    """Of a row in which no text is damaged, with all columns in their order. Raises ValueError."""
    row = dict(zip(TORRENT_COLUMNS, values, strict=True))
    row["options"] = _options(row["options"])
    row["trackers"] = _texts(row["trackers"])
    for column in _SELDOM:
        if row[column] is not None:
            row[column] = from_json(row[column])
    _share(row)
    return msgspec.convert(row, TorrentRecord, strict=False)


@lru_cache(256)
def _texts(text: Any) -> list[str]:
    """Nobody changes one, so many torrents can have it. Raises ValueError."""
    return msgspec.json.decode(str(text), type=list[str])


@lru_cache(256)
def _options(text: Any) -> TorrentOptions:
    """Most torrents have the same. Raises ValueError."""
    return msgspec.json.decode(str(checked(text)), type=TorrentOptions)


def _share(values: dict[str, Any]) -> None:
    """One object for what is the same in it, or in others: ten thousand are in one folder."""
    if values.get("v1") == values.get("id"):
        values["v1"] = values.get("id")
    if isinstance(folder := values.get("save_path"), str):
        values["save_path"] = intern(folder)


def intents_from_row(row: Row) -> SaveIntents:
    """Raises ValueError for a row that asks nothing."""
    return SaveIntents(tuple(str(checked(row["ids"])).split()), Intent(row["intent"]), float(row["since"]))


def job_from_row(row: Row) -> DeleteJob:
    """Raises ValueError for a row that makes no job. A database of an older version has fewer columns."""
    return msgspec.convert(
        {column: checked(row[column]) for column in JOB_COLUMNS if column in row}, DeleteJob, strict=False
    )


def move_from_row(row: Row) -> MoveJob:
    """Raises ValueError for a row that makes no move."""
    return msgspec.convert({column: checked(row[column]) for column in MOVE_COLUMNS}, MoveJob, strict=False)


def ban_from_row(row: Row) -> Ban:
    """Raises ValueError for a row that makes no ban."""
    return msgspec.convert({column: checked(row[column]) for column in BAN_COLUMNS}, Ban, strict=False)


def traffic_from_row(row: Row) -> Traffic:
    """Raises ValueError for a row that makes no day."""
    return msgspec.convert({column: checked(row[column]) for column in TRAFFIC_COLUMNS}, Traffic, strict=False)


def happening_from_row(row: Row) -> Happening:
    """Raises ValueError for a row that tells nothing."""
    values = {column: checked(row[column]) for column in HAPPENING_COLUMNS}
    return msgspec.convert({**values, "facts": from_json(values["facts"])}, Happening, strict=False)


def to_json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def from_json(text: Any) -> Any:
    """Raises ValueError (msgspec's DecodeError is one), also for what isn't text at all."""
    try:
        return msgspec.json.decode(str(checked(text)))
    except RecursionError:
        raise ValueError("It is nested too deeply.") from None


def checked(value: Any) -> Any:
    """The value, if it isn't text that was damaged (UnicodeEncodeError, a ValueError; see ``connecting.text_of``)."""
    if isinstance(value, str) and not value.isascii():
        value.encode()
    return value


def raw_bytes(row: Row) -> bytes:
    """A row as it lay in the file, as MessagePack; text is written as the bytes that were there."""
    return msgspec.msgpack.encode(dict(_raw_values(row)))


def _raw_values(row: Row) -> Iterator[tuple[str, Any]]:
    for column, value in row.items():
        yield column, value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
