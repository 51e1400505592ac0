"""Addresses of peers, as people write them."""

import ipaddress

from ..errors import InvalidInput


def parse_endpoint(text: str) -> tuple[str, int]:
    """``192.0.2.1:6881`` or ``[2001:db8::1]:6881``. Raises InvalidInput."""
    host, _, port = text.strip().rpartition(":")
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
        number = int(port)
    except ValueError:
        number, address = 0, None
    if address is None or not 0 < number < 65536:
        raise InvalidInput(f"“{text}” is not a peer's address. It reads like 192.0.2.1:6881 or [2001:db8::1]:6881.")
    return str(address), number
