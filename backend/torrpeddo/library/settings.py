"""Settings between the library's raw values, what a person asked for, and the engine."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, Struct, structs

from ..contract.notices import Notice, NoticeKind
from ..contract.settings import Settings, SettingsChanges
from ..errors import InvalidSetting

PORTS = range(49152, 65536)
"""The dynamic range, where no service has a claim (RFC 6335)."""


class LoadedSettings(Struct, frozen=True, kw_only=True):
    settings: Settings
    chosen: dict[str, Any]
    """JSON values chosen just now because nothing usable was stored; save them, so that they stay."""
    notices: list[Notice]
    """One for each stored value that couldn't be used."""


def load(stored: Mapping[str, Any], downloads: Path) -> LoadedSettings:
    """Settings from what was stored, each bad value replaced by its default; never fails.

    ``downloads``: the platform's download folder, taken when no save path is stored.
    """
    good, bad = _sorted(stored)
    chosen = {name: _DEFAULTS[name] for name in bad}
    if "save_path" not in good:
        chosen["save_path"] = str(downloads)
    if not good.get("listen_port"):
        chosen["listen_port"] = random.choice(PORTS)
    settings = msgspec.convert({**good, **chosen}, Settings)
    return LoadedSettings(settings=settings, chosen=chosen, notices=[_notice(name, stored[name]) for name in bad])


def defaults(downloads: Path) -> Settings:
    """What is in force where nobody chose otherwise. A listen port of 0 stands for one chosen at random."""
    return structs.replace(Settings(), save_path=str(downloads))


def changed(current: Settings, changes: SettingsChanges) -> Settings:
    """``current`` with the changes in it; a listen port of 0 becomes one chosen at random.

    Raises ``InvalidSetting`` (``data``: ``name``) when a value is out of range or two don't go together.
    """
    wanted = {name: value for name, value in structs.asdict(changes).items() if value is not UNSET}
    for name, value in wanted.items():
        if not _fits(name, value):
            raise InvalidSetting(f"{value!r} is not a value that {_words(name)} can have.", name=name)
    if wanted.get("listen_port") == 0:
        wanted["listen_port"] = random.choice(PORTS)
    settings = structs.replace(current, **wanted)
    _check_together(settings, wanted)
    return settings


def difference(before: Settings, after: Settings) -> dict[str, Any]:
    """The settings that are not the same, as the JSON values ``Library.save_settings`` takes."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    return {name: value for name, value in new.items() if value != old[name]}


_DEFAULTS: dict[str, Any] = msgspec.to_builtins(Settings())
_FIELDS = {field.name: field.type for field in structs.fields(Settings)}


def _fits(name: str, value: Any) -> bool:
    try:
        msgspec.convert(msgspec.to_builtins(value), _FIELDS[name])
    except (msgspec.ValidationError, TypeError, ValueError, OverflowError):
        return False
    return True


def _sorted(stored: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What can be used, and the names of what can't. A name no longer known is neither: it is left alone."""
    known = {name: value for name, value in stored.items() if name in _FIELDS}
    bad = [name for name, value in known.items() if not _usable(name, value)]
    return {name: value for name, value in known.items() if name not in bad}, bad


def _usable(name: str, value: Any) -> bool:
    return _fits(name, value) and (name not in _PLACES or value is None or _is_place(value))


def _check_together(settings: Settings, wanted: Mapping[str, Any]) -> None:
    """Only what was changed is checked: an old oddity must not stand in the way of another change."""
    for name in _PLACES & wanted.keys():
        if (path := getattr(settings, name)) is not None and not _is_place(path):
            raise InvalidSetting(f"Downloads can't go to “{path}”: give the whole path of a folder.", name=name)
    limits = {"connections", "connections_per_torrent"} & wanted.keys()
    if limits and settings.connections_per_torrent > settings.connections:
        raise InvalidSetting(
            f"One torrent can't have more connections ({settings.connections_per_torrent}) than all of them "
            f"together ({settings.connections}). Lower the first or raise the second.",
            name=min(limits),
        )


_PLACES = {"save_path", "complete_path", "incomplete_path"}


def _is_place(path: str) -> bool:
    return "\0" not in path and Path(path).is_absolute()


def _words(name: str) -> str:
    return f"“{name.replace('_', ' ')}”"


def _notice(name: str, value: Any) -> Notice:
    message = f"The setting {_words(name)} held a value that can't be used ({value!r:.80}), so its default is in force."
    return Notice(kind=NoticeKind.SETTING_DROPPED, message=message, facts={"name": name})
