"""Which events are worth a notification, and what it says of several at once."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import parse_qs, urlsplit

from ...contract.events import AddRequestEvent, Event, NoticeEvent
from ...contract.notices import NoticeKind
from ...contract.settings import Settings
from ..words import ENGLISH, Words
from .ports import DEFAULT, Action, Notification

OPEN_FOLDER = "open-folder"
LINES = 5
"""So many are named; of the others it is said how many there are."""
_NAME_LENGTH = 100


class Kind(StrEnum):
    """Each has a setting, ``notify_`` with its value, and a notification of its own."""

    FINISHED = "finished"
    PROBLEMS = "problems"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class News:
    """``id`` is the torrent's, where it is about one; ``sentence`` is English."""

    kind: Kind
    name: str = ""
    sentence: str = ""
    id: str | None = None


def news_of(event: Event) -> list[News]:
    if isinstance(event, AddRequestEvent):
        names = [*map(link_name, event.magnets), *(PurePath(path).name for path in event.paths)]
        return [News(Kind.ADDED, plain(name)) for name in names]
    if not isinstance(event, NoticeEvent):
        return []
    name = plain(str(event.facts.get("name", "")))
    if event.kind is NoticeKind.FINISHED:
        return [News(Kind.FINISHED, name, id=event.id)]
    if event.level in ("warning", "error"):
        return [News(Kind.PROBLEMS, name, plain(event.message, 4 * _NAME_LENGTH), event.id)]
    return []


def is_wanted(kind: Kind, settings: Settings) -> bool:
    match kind:
        case Kind.FINISHED:
            return settings.notify_finished
        case Kind.PROBLEMS:
            return settings.notify_problems
        case Kind.ADDED:
            return settings.notify_added


def compose(kind: Kind, news: Sequence[News], words: Words) -> Notification:
    """One for all of ``news``, which are of this kind; oldest first."""
    several = len(news) > 1
    lines = [line for line in (_line(one, several, words) for one in news) if line]
    shown = lines if len(lines) <= LINES else [*lines[: LINES - 1], words.say("and_more", count=len(lines) - LINES + 1)]
    show = Action(DEFAULT, words.say("show"))
    folder = [Action(OPEN_FOLDER, words.say("open_folder"))] if kind is Kind.FINISHED and not several else []
    return Notification(
        slot=kind.value,
        title=words.say(f"notify_{kind.value}", count=len(news)),
        body="\n".join(shown),
        actions=(show, *folder),
        urgent=kind is Kind.PROBLEMS,
    )


def _line(news: News, several: bool, words: Words) -> str:
    if news.kind is not Kind.PROBLEMS:
        return news.name
    if several and news.name:
        return news.name
    # The sentences of what went wrong are the page's; in other languages it tells them.
    if words.language == ENGLISH:
        return news.sentence
    return words.say("see_why_of", name=news.name) if news.name else words.say("see_why")


def link_name(link: str) -> str:
    """What a link calls what it leads to, or else its beginning."""
    try:
        parts = urlsplit(link)
        named = parse_qs(parts.query).get("dn", [""])[0] if parts.scheme == "magnet" else PurePath(parts.path).name
    except ValueError:
        named = ""
    return named or link


def plain(text: str, length: int = _NAME_LENGTH) -> str:
    """On one line, without what would break it or turn what stands around it about."""
    kept = (" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text if char not in _TURNING)
    line = " ".join("".join(kept).split())
    return line if len(line) <= length else line[: length - 1] + "…"


_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
"""Unicode's controls of direction."""
