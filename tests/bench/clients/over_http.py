"""Requests to programs that are asked over HTTP, on 127.0.0.1 and past any proxy."""

import json
import urllib.request
from collections.abc import Iterable, Mapping
from typing import Any

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(address: str) -> Any:
    """JSON."""
    with _direct.open(address, timeout=30) as answer:
        return json.load(answer)


def post(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    with _direct.open(urllib.request.Request(address, body, dict(headers)), timeout=30) as answer:
        return bytes(answer.read())


def form(fields: Iterable[tuple[str, str | bytes]]) -> tuple[bytes, dict[str, str]]:
    """A multipart form and its headers; bytes are files, each with a name of its own."""
    edge = b"torrpeddo-bench"
    parts = []
    for number, (name, value) in enumerate(fields):
        head = f'Content-Disposition: form-data; name="{name}"'
        if isinstance(value, bytes):
            head += f'; filename="{number}.torrent"\r\nContent-Type: application/x-bittorrent'
        body = value if isinstance(value, bytes) else value.encode()
        parts.append(b"--" + edge + b"\r\n" + head.encode() + b"\r\n\r\n" + body + b"\r\n")
    content_type = f"multipart/form-data; boundary={edge.decode()}"
    return b"".join(parts) + b"--" + edge + b"--\r\n", {"Content-Type": content_type}
