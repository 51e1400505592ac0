"""A peer in a process of its own: makes a torrent of FOLDER and seeds it on 127.0.0.1.

``python seeder.py FOLDER READY``: READY then holds a JSON object: ``magnet`` (with our
address in ``x.pe``), ``torrent`` (the path of the .torrent file), ``address``, ``id``.
"""

import json
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import libtorrent as lt

PIECE = 64 * 1024
SETTINGS: Any = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "webtorrent_stun_server": "",
    "allow_multiple_connections_per_ip": True,
    "alert_mask": int(lt.alert.category_t.status_notification),
}


def make_torrent(folder: Path) -> bytes:
    """A v1 torrent of everything in ``folder``, in the files' order."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    entries = [lt.create_file_entry(str(path.relative_to(folder.parent)), path.stat().st_size) for path in files]
    creator = lt.create_torrent(entries, PIECE, lt.create_torrent.v1_only)
    lt.set_piece_hashes(creator, str(folder.parent))
    return bytes(lt.bencode(creator.generate()))


def wait_until_seeding(session: Any, handle: Any) -> None:
    while not handle.status().is_seeding:
        session.wait_for_alert(100)
        session.pop_alerts()


def main() -> None:
    folder, ready = (Path(word) for word in sys.argv[1:])
    torrent = make_torrent(folder)
    file = ready.with_suffix(".torrent")
    file.write_bytes(torrent)
    session = lt.session(SETTINGS)
    params = lt.load_torrent_buffer(torrent)
    params.save_path = str(folder.parent)
    params.flags &= ~lt.torrent_flags.auto_managed & ~lt.torrent_flags.paused
    handle = session.add_torrent(params)
    wait_until_seeding(session, handle)
    id = str(handle.info_hashes().v1)
    address = f"127.0.0.1:{session.listen_port()}"
    magnet = f"magnet:?xt=urn:btih:{id}&dn={quote(folder.name)}&x.pe={address}"
    staged = ready.with_suffix(".new")
    staged.write_text(json.dumps({"magnet": magnet, "torrent": str(file), "address": address, "id": id}))
    staged.replace(ready)
    signal.pause()


if __name__ == "__main__":
    main()
