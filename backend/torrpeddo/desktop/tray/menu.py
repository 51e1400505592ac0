"""The tray's menu as a value: what each system draws, and what was chosen, told by keys."""

from enum import Enum, auto

from msgspec import Struct

from ...contract.settings import Settings, SettingsChanges
from ..words import Words

WINDOW, ADD, HOLD, SLOW, DOWN, UP, QUIT = "window", "add", "hold", "slow", "down", "up", "quit"
DOWN_LIMITS = (500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)
UP_LIMITS = (100_000, 250_000, 500_000, 1_000_000, 5_000_000)
"""Bytes a second that the menu offers, besides none at all and the limit that is in force."""


class Mark(Enum):
    NONE = auto()
    CHECK = auto()
    RADIO = auto()


class Entry(Struct, frozen=True):
    """``key`` is this entry's alone in the whole menu. Without a label it is a line between others."""

    key: str
    label: str = ""
    mark: Mark = Mark.NONE
    on: bool = False
    entries: tuple["Entry", ...] = ()


def menu(settings: Settings, words: Words, *, shown: bool, held: bool = False) -> tuple[Entry, ...]:
    """``shown``: whether the window is on the screen, so that it can be hidden; ``held``: whether nothing may run."""
    down, up = limits(settings)
    return (
        Entry(WINDOW, words.say("tray_hide" if shown else "tray_show")),
        Entry(ADD, words.say("tray_add")),
        Entry("line-1"),
        Entry(HOLD, words.say("tray_resume_all" if held else "tray_pause_all")),
        Entry(SLOW, words.say("tray_slow_mode"), Mark.CHECK, settings.slow_mode),
        Entry(DOWN, words.say("tray_down_limit"), entries=_choices(DOWN, DOWN_LIMITS, down, words)),
        Entry(UP, words.say("tray_up_limit"), entries=_choices(UP, UP_LIMITS, up, words)),
        Entry("line-2"),
        Entry(QUIT, words.say("tray_quit")),
    )


def limits(settings: Settings) -> tuple[int, int]:
    """Down and up, in force now."""
    if settings.slow_mode:
        return settings.slow_down_limit, settings.slow_up_limit
    return settings.down_limit, settings.up_limit


def changes(key: str, settings: Settings) -> SettingsChanges | None:
    """What choosing the entry changes in the settings; None if it changes none."""
    if key == SLOW:
        return SettingsChanges(slow_mode=not settings.slow_mode)
    side, _, limit = key.partition("-")
    if side not in (DOWN, UP) or not limit.isdigit():
        return None
    return _limited(side, int(limit), slow=settings.slow_mode)


def _limited(side: str, limit: int, *, slow: bool) -> SettingsChanges:
    if side == DOWN:
        return SettingsChanges(slow_down_limit=limit) if slow else SettingsChanges(down_limit=limit)
    return SettingsChanges(slow_up_limit=limit) if slow else SettingsChanges(up_limit=limit)


def _choices(side: str, offered: tuple[int, ...], current: int, words: Words) -> tuple[Entry, ...]:
    def choice(limit: int) -> Entry:
        label = words.rate(limit) if limit else words.say("tray_no_limit")
        return Entry(f"{side}-{limit}", label, Mark.RADIO, limit == current)

    return tuple(choice(limit) for limit in sorted({0, current, *offered}))
