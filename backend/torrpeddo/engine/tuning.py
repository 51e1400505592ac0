"""From a person's settings to libtorrent's: the one table between the two."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import libtorrent as lt

from .. import __version__
from ..contract.settings import Encryption, Settings
from ..errors import InvalidSetting
from ..late import Late
from .alerts import MASK

if TYPE_CHECKING:
    import difflib
else:
    difflib = Late("difflib")

BASE: dict[str, Any] = {
    "user_agent": f"Torrpeddo/{__version__}",
    "alert_mask": int(MASK),
    # The default of 2,000 drops alerts in large sessions.
    "alert_queue_size": 1_000_000,
    # A hung tracker may hold up the end of the session for this long (seconds).
    "stop_tracker_timeout": 1,
    # A swarm that has just heard of us calls in hundreds; with the default of 5 most would have to try again.
    "listen_queue_size": 128,
    "file_pool_size": 100,
    "mixed_mode_algorithm": int(lt.bandwidth_mixed_algo_t.prefer_tcp),
    # A seed leaves when we have all we chose; who then chooses one more file should not wait a minute (seconds).
    "min_reconnect_time": 15,
    "auto_manage_prefer_seeds": False,
    "active_tracker_limit": -1,
    "active_dht_limit": -1,
    "active_lsd_limit": -1,
    "active_checking": 1,
    # When a disk that refused is tried again is for ``recovery`` to say (seconds).
    "optimistic_disk_retry": 2**30,
    # Asking a third party's server for our address is for those who ask for it.
    "webtorrent_stun_server": "",
}

_WITHOUT_DEFAULT = (
    "announce_ip",
    "handshake_client_version",
    "i2p_hostname",
    "natpmp_gateway",
    "outgoing_interfaces",
    "proxy_hostname",
    "proxy_password",
    "proxy_username",
)
"""Texts that are empty by default, which ``default_settings`` leaves out."""

_UNLIMITED = -1
_YES = frozenset({"true", "1", "yes", "on"})
_NO = frozenset({"false", "0", "no", "off"})


def pack(settings: Settings) -> dict[str, Any]:
    """libtorrent's settings for a person's."""
    port = settings.listen_port
    return {
        **BASE,
        "listen_interfaces": f"0.0.0.0:{port},[::]:{port}",
        **rates(settings),
        "connections_limit": settings.connections,
        "unchoke_slots_limit": settings.upload_slots,
        **_queue(settings),
        "enable_dht": settings.dht,
        "enable_lsd": settings.lsd,
        "enable_upnp": settings.port_mapping,
        "enable_natpmp": settings.port_mapping,
        "enable_outgoing_utp": settings.utp,
        "enable_incoming_utp": settings.utp,
        **_encryption(settings.encryption),
    }


def rates(settings: Settings) -> dict[str, int]:
    """The limits in force, bytes a second; 0 is no limit."""
    slow = settings.slow_mode
    return {
        "download_rate_limit": settings.slow_down_limit if slow else settings.down_limit,
        "upload_rate_limit": settings.slow_up_limit if slow else settings.up_limit,
    }


def _queue(settings: Settings) -> dict[str, Any]:
    downloads = settings.active_downloads or _UNLIMITED
    seeds = settings.active_seeds or _UNLIMITED
    total = _UNLIMITED if _UNLIMITED in (downloads, seeds) else downloads + seeds
    return {
        "active_downloads": downloads,
        "active_seeds": seeds,
        "active_limit": total,
        "dont_count_slow_torrents": settings.ignore_slow,
    }


def _encryption(choice: Encryption) -> dict[str, Any]:
    policies = {
        Encryption.PREFER: lt.enc_policy.pe_enabled,
        Encryption.REQUIRE: lt.enc_policy.pe_forced,
        Encryption.OFF: lt.enc_policy.pe_disabled,
    }
    policy = int(policies[choice])
    level = lt.enc_level.pe_rc4 if choice is Encryption.REQUIRE else lt.enc_level.pe_both
    return {"out_enc_policy": policy, "in_enc_policy": policy, "allowed_enc_level": int(level)}


def overrides(pairs: Sequence[str]) -> dict[str, Any]:
    """``name=value`` pairs from the command line, checked against libtorrent's own settings.

    Raises:
        InvalidSetting: no setting has that name, or the value is of another type.
    """
    known: Mapping[str, Any] = {**dict.fromkeys(_WITHOUT_DEFAULT, ""), **lt.default_settings()}
    chosen: dict[str, Any] = {}
    for pair in pairs:
        name, separator, text = pair.partition("=")
        if not separator:
            raise InvalidSetting(f"“{pair}” should read name=value, for instance enable_dht=false.")
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise InvalidSetting(f"libtorrent has no setting called “{name}”.{hint}")
        chosen[name] = _value(name, text, known[name])
    return chosen


def _value(name: str, text: str, example: Any) -> Any:
    if isinstance(example, bool):
        if text.lower() not in _YES | _NO:
            raise InvalidSetting(f"“{name}” is true or false, not “{text}”.")
        return text.lower() in _YES
    if isinstance(example, int):
        try:
            number = int(text)
        except ValueError:
            raise InvalidSetting(f"“{name}” is a whole number, not “{text}”.") from None
        if not -(2**31) <= number < 2**31:
            raise InvalidSetting(f"“{name}” is out of range: {text}.")
        return number
    return text
