"""What can keep a torrent file from being fetched, in words: what happened, and what to do."""

from collections.abc import Mapping
from typing import Final

from ...errors import FetchError
from ..parsing import MAX_TORRENT_BYTES

_WORDS: Final[Mapping[str, str]] = {
    "unknown_host": "There is no server called “{host}”. Check the link for a typing slip, and that you are online.",
    "unreachable": "“{host}” can't be reached. It may be down; try again in a while.",
    "timeout": "“{host}” does not answer. It may be overloaded; try again in a while.",
    "not_found": "There is nothing at this address on “{host}” any more. Look for a newer link on the site.",
    "forbidden": "“{host}” gives this only to those who are signed in. "
    "Download the file in your browser, then drop it here.",
    "status": "“{host}” answers with an error ({detail}). Try again in a while.",
    "web_page": "“{host}” sent a web page, not a torrent file. "
    "Open the link in your browser, and copy the address of the download itself.",
    "not_torrent": "What “{host}” sent is not a torrent file. Copy the address of the torrent file itself.",
    "too_large": f"What “{{host}}” sends is larger than {MAX_TORRENT_BYTES // 2**20} MiB, "
    "which no torrent file is. Check that the link is that of the torrent file.",
    "tls": "The connection to “{host}” is not safe: {detail}. Check the date of this computer, or ask the site.",
    "redirects": "“{host}” sends from one address to the next without end. Open the link in your browser instead.",
    "redirect": "“{host}” leads to an address that can't be followed. Open the link in your browser instead.",
    "proxy": "The proxy “{host}” can't be reached, or does not let this through. Check the proxy's settings.",
    "proxy_login": "The proxy “{host}” does not accept the name and password. Check the proxy's settings.",
    "broken": "The connection to “{host}” broke off before all had come. Try again.",
}


def failed(reason: str, host: str, detail: str = "") -> FetchError:
    """``detail``: a status, or why a certificate is not accepted."""
    return FetchError(_WORDS[reason].format(host=host, detail=detail), reason=reason, host=host, detail=detail)
