"""Peers that a person wants nothing to do with: of all torrents, through restarts."""

import asyncio
import ipaddress
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

import libtorrent as lt

from ..contract.sources import BannedPeer
from ..errors import InvalidInput
from ..library.records import Ban, Operation, RemoveBan, SaveBan
from .core import Core

_BLOCKED = 1

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Bans:
    def __init__(self, core: Core, stored: Iterable[Ban]) -> None:
        self._core = core
        self._bans: dict[Network, Ban] = {}
        self._turn = asyncio.Lock()
        for ban in stored:
            with suppress(InvalidInput):
                self._bans[parse_range(ban.address)] = ban

    def put_in_force(self) -> None:
        """Before the first torrent enters. Without bans, what the session has by itself stays."""
        if self._bans:
            self._core.session.set_ip_filter(_filter_of(self._bans))

    async def list(self) -> list[BannedPeer]:
        return [BannedPeer(address=ban.address, at=ban.at) for ban in self._bans.values()]

    async def ban(self, addresses: Sequence[str]) -> None:
        """Connections to them end at once. Raises InvalidInput for the first that is no address, and StorageError."""
        networks = [parse_range(address) for address in addresses]
        async with self._turn:
            new = {net: Ban(address=_text(net), at=time.time()) for net in networks if net not in self._bans}
            await self._change(self._bans | new, [SaveBan(ban) for ban in new.values()])

    async def unban(self, addresses: Sequence[str]) -> None:
        """Harmless for one that is not banned."""
        networks = [parse_range(address) for address in addresses]
        async with self._turn:
            left = {net: ban for net, ban in self._bans.items() if net not in networks}
            await self._change(left, [RemoveBan(ban.address) for net, ban in self._bans.items() if net not in left])

    async def _change(self, bans: dict[Network, Ban], saves: Sequence[Operation]) -> None:
        """In force at once; when the disk refuses it, what was before is in force again. Raises StorageError."""
        before, self._bans = self._bans, bans
        self._core.session.set_ip_filter(_filter_of(bans))
        try:
            await self._core.commit(*saves)
        except BaseException:
            self._bans = before
            if self._core.session is not None:
                self._core.session.set_ip_filter(_filter_of(before))
            raise


def parse_range(text: str) -> Network:
    """``192.0.2.1``, ``192.0.2.1:6881``, ``[2001:db8::1]:6881`` or ``192.0.2.0/24``. Raises InvalidInput."""
    try:
        network = ipaddress.ip_network(_without_port(text.strip()), strict=False)
    except ValueError:
        raise InvalidInput(
            f"“{text[:100]}” is not a peer's address. It reads like 192.0.2.1, 2001:db8::1 or 192.0.2.0/24."
        ) from None
    if network.prefixlen == 0:
        raise InvalidInput(f"“{text}” is every peer there is. Pause the torrent instead.")
    if isinstance(network, ipaddress.IPv6Network) and network.num_addresses == 1:
        mapped = network.network_address.ipv4_mapped
        return ipaddress.ip_network(mapped) if mapped is not None else network
    return network


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _text(network: Network) -> str:
    return str(network.network_address) if network.num_addresses == 1 else str(network)


def _filter_of(networks: Iterable[Network]) -> Any:
    rules = lt.ip_filter()
    for network in networks:
        rules.add_rule(str(network.network_address), str(network.broadcast_address), _BLOCKED)
    return rules
