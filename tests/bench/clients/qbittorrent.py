"""qBittorrent without a window, over its web API."""

from pathlib import Path

from ..content import Content
from .client import Daemon, free_port, until_listens
from .over_http import form, get, post

PROGRAM = "qbittorrent-nox"
_CONF = """[LegalNotice]
Accepted=true

[BitTorrent]
Session\\Port={port}
Session\\InterfaceAddress=127.0.0.1
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\QueueingSystemEnabled=false

[Network]
PortForwardingEnabled=false

[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\Port={web}
WebUI\\LocalHostAuth=false
WebUI\\UseUPnP=false
"""


class QBittorrent(Daemon):
    def __init__(self, place: Path) -> None:
        self._port, self._web = free_port(), free_port()
        self.api = f"http://127.0.0.1:{self._web}/api/v2"
        conf = place / "qBittorrent" / "config" / "qBittorrent.conf"
        conf.parent.mkdir(parents=True, exist_ok=True)
        conf.write_text(_CONF.format(port=self._port, web=self._web))
        super().__init__(place, [PROGRAM, f"--profile={place}"])

    def begin(self) -> None:
        until_listens(self._web)

    def port(self) -> int:
        return self._port

    def add(self, content: Content, folder: Path) -> None:
        body, headers = form([("torrents", content.torrent.read_bytes()), ("savepath", str(folder))])
        post(f"{self.api}/torrents/add", body, headers)

    def finished(self) -> bool:
        found = get(f"{self.api}/torrents/info")
        return bool(found) and found[0]["progress"] == 1 and "checking" not in found[0]["state"]
