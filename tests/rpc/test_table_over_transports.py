"""Every row of the method table, over every transport, on the real engine."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

import libtorrent as lt
import msgspec
import pytest

from torrpeddo.rpc.table import METHODS, Method

from .reaching import TRANSPORTS, Remote
from .running import eventually

TABLE = {method.name: method for method in METHODS}
ABSENT = "0" * 40
OTHER = "1" * 40


@dataclass
class Sample:
    """A torrent whose one file lies whole in ``folder``."""

    folder: Path
    torrent: Path
    id: str


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "Übung.bin").write_bytes(bytes(range(256)) * 256)
    creator = lt.create_torrent(lt.list_files(str(folder / "Übung.bin")), 16384, lt.create_torrent.v1_only)
    lt.set_piece_hashes(creator, str(folder))
    content = lt.bencode(creator.generate())
    torrent = tmp_path / "sample.torrent"
    torrent.write_bytes(content)
    return Sample(folder, torrent, str(lt.torrent_info(content).info_hashes().v1))


@pytest.fixture(params=TRANSPORTS)
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Remote]:
    with TRANSPORTS[request.param](tmp_path / "profile") as remote:
        yield remote


@dataclass
class Tour:
    """Calls methods, checks that each answers what its handler says it does, and notes which were called."""

    remote: Remote
    called: set[str] = field(default_factory=set)

    def __call__(self, method: str, **params: Any) -> Any:
        answer = self.remote.ask(method, params)
        assert "result" in answer, f"{method}({params}) answered {answer}"
        returned = get_type_hints(TABLE[method].handler, include_extras=True)["return"]
        msgspec.convert(answer["result"], returned, strict=True)
        self.called.add(method)
        return answer["result"]

    def row(self, id: str) -> Any:
        return next(row for row in self("get_status")["torrents"] if row["id"] == id)


def test_every_method_answers_as_it_says(remote: Remote, sample: Sample) -> None:
    tour = Tour(remote)
    the_program(tour, sample)
    the_list(tour, sample)
    the_torrents_life(tour, sample)
    previews(tour, sample)
    collisions(tour, sample)
    making(tour, sample)
    backups(tour, sample)
    moving(tour, sample)
    deleting(tour, sample)
    the_desktop(tour, sample)
    assert tour("shutdown") is None
    assert tour.called == {method.name for method in METHODS if remote.transport in method.transports} - without(remote)


def without(remote: Remote) -> set[str]:
    """What may be called, but needs a desktop that this host has not."""
    return set() if remote.transport == "webview" else DESKTOP.keys() & allowed(remote)


def allowed(remote: Remote) -> set[str]:
    return {method.name for method in METHODS if remote.transport in method.transports}


def the_program(tour: Tour, sample: Sample) -> None:
    assert tour("get_app")["version"]
    assert "libtorrent 2." in tour("get_diagnostics")["text"]
    assert tour("get_settings")["dht"] is True
    changed = tour("update_settings", changes={"save_path": str(sample.folder), "density": "compact"})
    assert (changed["save_path"], changed["density"]) == (str(sample.folder), "compact")
    assert tour("get_settings") == changed
    defaults = tour("get_default_settings")
    assert (defaults["density"], defaults["listen_port"]) == ("comfortable", 0)
    assert Path(defaults["save_path"]).is_absolute()
    assert tour("get_space", path=str(sample.folder / "not" / "yet"))["writable"] is True
    assert tour("subscribe") is None
    assert tour("set_visible", visible=False) is None
    assert tour("set_visible", visible=True) is None


def backups(tour: Tour, sample: Sample) -> None:
    assert tour("get_snapshots")["snapshots"] == []
    taken = tour("take_snapshot")
    assert taken["torrents"] == len(tour("get_status")["torrents"])
    assert tour("get_snapshots")["snapshots"] == [taken]
    assert tour("restore_snapshot", snapshot="latest") == {"snapshot": taken["id"], "restart_needed": True}
    assert tour("get_snapshots")["restoring"] == taken["id"]
    assert tour("cancel_restore") is None
    assert tour("get_snapshots")["restoring"] is None


def the_list(tour: Tour, sample: Sample) -> None:
    assert tour("get_status")["torrents"] == []
    added = tour("add_torrent_file", path=str(sample.torrent), save_path=str(sample.folder), seed_mode=True)
    assert added == {"id": sample.id}
    assert tour.row(sample.id)["name"] == "Übung.bin"
    assert tour("get_torrent", id=sample.id)["v1"] == sample.id
    assert [file["path"] for file in tour("get_files", id=sample.id)] == ["Übung.bin"]
    assert tour("get_peers", id=sample.id) == []
    assert tour("get_trackers", id=sample.id) == []
    assert tour("get_pieces", id=sample.id)["total"] == 4
    assert tour("get_piece_files", id=sample.id, first=0, last=3) == {"paths": ["Übung.bin"], "count": 1}
    assert set(tour("get_rates", id=sample.id, span="hour")["down"]) == {0}
    assert len(tour("get_rates", span="month")["up"]) == 360
    assert tour("get_statistics")["session"]["downloaded"] == 0
    assert [entry["kind"] for entry in tour("get_log", id=sample.id)["entries"]][-1] == "added"
    assert tour("watch", id=sample.id) is None
    assert tour("watch", id=None) is None


def the_torrents_life(tour: Tour, sample: Sample) -> None:
    ids = [sample.id]
    for method, intent in [("pause", "paused"), ("resume", "run"), ("force", "forced")]:
        assert tour(method, ids=ids) is None
        assert tour.row(sample.id)["intent"] == intent
    assert tour("pause_all") is None
    eventually(lambda: tour("get_status")["session"]["paused"] is True)
    assert tour("resume_all") is None
    assert tour("recheck", ids=ids) is None
    assert tour("reannounce", ids=ids) is None
    assert tour("set_sequential", ids=ids, sequential=True) is None
    assert tour("set_file_priorities", id=sample.id, priorities=[7]) is None
    assert tour("connect_peer", id=sample.id, address="127.0.0.1:9") is None
    limits_and_sources(tour, sample)
    assert tour("stop", ids=ids) is None
    assert tour.row(sample.id)["state"] == "cancelled"
    assert tour("restart", ids=ids) is None
    assert tour.row(sample.id)["intent"] == "run"


def limits_and_sources(tour: Tour, sample: Sample) -> None:
    ids, web_seed = [sample.id], "http://127.0.0.1:9/files/"
    assert tour("set_limits", ids=ids, down_limit=9000) is None
    assert tour("get_limits", ids=ids)["down_limit"] == 9000
    assert tour("set_first_last", ids=ids, on=True) is None
    assert tour("set_super_seeding", ids=ids, on=True) is None
    options = tour("get_torrent", id=sample.id)["options"]
    assert (options["down_limit"], options["first_last"], options["super_seeding"]) == (9000, True, True)
    assert tour("queue_move", ids=ids, to="top") is None
    assert tour("queue_move", ids=ids, to=0) is None
    trackers = [f"http://127.0.0.1:9/{name}/announce" for name in ("one", "two", "three")]
    assert tour("edit_trackers", id=sample.id, trackers=[{"url": trackers[0], "tier": 2}]) is None
    assert tour("add_trackers", ids=ids, urls=[trackers[1]]) is None
    assert tour("merge_trackers", id=sample.id, trackers=[trackers[2]]) is None
    assert [row["url"] for row in tour("get_trackers", id=sample.id)] == trackers
    assert tour("scrape", ids=ids) is None
    assert tour("add_web_seed", id=sample.id, url=web_seed) is None
    assert tour("get_web_seeds", id=sample.id) == [{"url": web_seed}]
    assert tour("remove_web_seed", id=sample.id, url=web_seed) is None
    assert tour("ban_peers", addresses=["192.0.2.1:6881"]) is None
    assert [peer["address"] for peer in tour("get_banned")] == ["192.0.2.1"]
    assert tour("unban_peers", addresses=["192.0.2.1"]) is None


def previews(tour: Tour, sample: Sample) -> None:
    seen = tour("preview_torrent_file", content=base64.b64encode(sample.torrent.read_bytes()).decode())
    assert (seen["ready"], seen["duplicate_of"]) == (True, "Übung.bin")
    assert tour("check_collisions", preview=seen["preview"]) == {"torrents": [], "existing": 1}
    assert tour("cancel_preview", preview=seen["preview"]) is None
    link = tour("preview_link", url="http://127.0.0.1:1/a%20film.torrent")
    assert (link["id"], link["name"], link["source"]) == (None, "a film.torrent", "link")
    assert tour("cancel_preview", preview=link["preview"]) is None
    looking = tour("preview_magnet", uri=f"magnet:?xt=urn:btih:{OTHER}&dn=other")
    assert (looking["id"], looking["ready"]) == (OTHER, False)
    assert tour("accept_preview", preview=looking["preview"], paused=True) == {"id": OTHER}
    assert tour("remove", ids=[OTHER]) is None
    assert tour("add_magnet", uri=f"magnet:?xt=urn:btih:{'2' * 40}", paused=True) == {"id": "2" * 40}
    assert tour("remove", ids=["2" * 40]) is None
    links = [{"uri": f"magnet:?xt=urn:btih:{'2' * 40}"}, {"uri": "nonsense"}]
    added, refused = tour("add_torrents", torrents=links, paused=True)["torrents"]
    assert (added, refused["refused"]["kind"]) == ({"id": "2" * 40, "refused": None}, "invalid_magnet")
    assert tour("remove", ids=["2" * 40]) is None
    assert [row["id"] for row in tour("get_status")["torrents"]] == [sample.id]


def collisions(tour: Tour, sample: Sample) -> None:
    """Another torrent of the same file, which holds something else than that one wants."""
    torrent: Any = lt.bdecode(sample.torrent.read_bytes())
    torrent[b"info"][b"pieces"] = bytes(len(torrent[b"info"][b"pieces"]))
    content = base64.b64encode(lt.bencode(torrent)).decode()
    folder = str(sample.folder)
    refused = tour.remote.error("add_torrent_file", {"content": content, "save_path": folder})
    assert (refused["data"]["kind"], refused["data"]["shareable"]) == ("path_conflict", True)
    id = tour("add_torrent_file", content=content, save_path=folder, on_conflict="share")["id"]
    eventually(lambda: (tour.row(id)["error"] or {}).get("kind") == "shared_differs")
    assert tour("settle_conflict", id=id, how="rename") is None
    assert [file["path"] for file in tour("get_files", id=id)] == ["Übung (2).bin"]
    assert tour("remove", ids=[id]) is None


def making(tour: Tour, sample: Sample) -> None:
    output = sample.torrent.with_name("made.torrent")
    assert tour("measure", path=str(sample.folder))["files"] > 0
    job = tour("create_torrent", path=str(sample.folder), output=str(output), format="hybrid", trackers=[["udp://a:1"]])
    eventually(lambda: tour("get_create", **job)["state"] == "done", seconds=60)
    assert len(lt.load_torrent_buffer(output.read_bytes()).trackers) == 1
    if tour.remote.transport == "webview":
        assert tour("show_created", **job) is None
    # Takes minutes to hash, and no room on the disk.
    with (output.parent / "huge.bin").open("wb") as huge:
        huge.truncate(2**38)
    job = tour("create_torrent", path=huge.name)
    assert tour("cancel_create", **job) is None
    assert tour("get_create", **job)["state"] == "cancelled"
    content = base64.b64decode(tour("export_torrent", id=sample.id)["content"])
    assert str(lt.load_torrent_buffer(content).info_hashes.v1) == sample.id


def moving(tour: Tour, sample: Sample) -> None:
    elsewhere = sample.folder.with_name("elsewhere")
    assert len(tour("move", ids=[sample.id], path=str(elsewhere))["jobs"]) == 1
    eventually(lambda: (elsewhere / "Übung.bin").exists() and tour.row(sample.id)["state"] != "moving")
    assert tour("cancel_move", ids=[sample.id]) is None
    tour("move", ids=[sample.id], path=str(sample.folder))
    eventually(lambda: tour.row(sample.id)["save_path"] == str(sample.folder))
    eventually(lambda: tour.row(sample.id)["state"] != "moving")
    assert tour("cancel_check", ids=[sample.id]) is None
    assert tour("rename_file", id=sample.id, index=0, name="sub/Neu.bin") is None
    assert tour("rename_folder", id=sample.id, path="sub", name="other") is None
    assert [file["path"] for file in tour("get_files", id=sample.id)] == ["other/Neu.bin"]
    tour("rename_file", id=sample.id, index=0, name="other/Übung.bin")
    assert tour("rename_torrent", id=sample.id, name="Mein Film") is None
    assert tour.row(sample.id)["name"] == "Mein Film"


def deleting(tour: Tour, sample: Sample) -> None:
    preview = tour("preview_delete", ids=[sample.id])
    assert [file["path"] for file in preview["goes"]] == [str(sample.folder / "other/Übung.bin")]
    deleted = tour("delete", ids=[sample.id], trash=False, token=preview["token"])
    assert tour("undo_delete", undo=deleted["undo"]) == {"ids": [sample.id]}
    assert (sample.folder / "other/Übung.bin").stat().st_size == 65536


DESKTOP: dict[str, dict[str, Any]] = {
    "choose_folder": {"start": "/data/films"},
    "choose_file": {"start": "/data/film.mkv"},
    "choose_torrents": {},
    "open_file": {"id": ABSENT},
    "show_in_folder": {"id": ABSENT, "index": 0},
    "show_created": {"job": ABSENT},
    "show_crash_reports": {},
    "open_link": {"url": "https://example.org/"},
    "read_clipboard": {},
    "write_clipboard": {"text": "ahoi"},
    "get_handlers": {},
    "take_handlers": {"opens": ["magnet"]},
    "give_back_handlers": {"opens": ["torrent"]},
    "get_autostart": {},
    "set_autostart": {"on": True, "hidden": True},
    "try_program": {"program": ["/usr/bin/true", "%N"]},
}


def the_desktop(tour: Tour, sample: Sample) -> None:
    for method, params in DESKTOP.items():
        if tour.remote.transport == "stdio":
            assert tour.remote.error(method, params)["code"] == -32601
        elif tour.remote.transport == "websocket":
            assert tour.remote.error(method, params)["data"] == {"kind": "unavailable"}
        elif method in ("show_created", "show_crash_reports"):
            tour.called.add(method)
            assert tour.remote.error(method, params)["data"]["kind"] == "not_found"
        elif "id" in params:
            assert tour(method, **{**params, "id": sample.id}) is None
        else:
            tour(method, **params)
    if tour.remote.transport == "webview":
        assert tour("choose_folder", start="/data/films") == {"paths": ["/data/films"]}
        assert tour("read_clipboard") == {"text": "ahoi"}
        assert [handler["ours"] for handler in tour("get_handlers")["handlers"]] == [True, False]
        assert tour("get_autostart") == {"on": True, "hidden": True}


def test_wrong_parameters_of_every_method_are_told_by_name(remote: Remote) -> None:
    for name in allowed(remote):
        for wrong, field_ in wrong_parameters(TABLE[name]):
            told = remote.error(name, wrong)
            assert (told["code"], told["data"]["field"]) == (-32602, field_), (name, wrong, told)
            assert not field_ or f"“{field_}”" in told["message"]


def wrong_parameters(method: Method) -> Iterator[tuple[object, str]]:
    """Parameters the method does not take, and the field that is to blame."""
    yield ["by place"], ""
    yield "text", ""
    params = get_type_hints(method.handler, include_extras=True)["params"]
    fields = msgspec.structs.fields(params)
    required = [field.name for field in fields if field.required]
    if required:
        yield {}, required[0]
    for field_ in fields:
        if field_.type is not Any:
            yield {field_.name: {"no": "such thing"}}, field_.name if field_.name != "changes" else "changes.no"
    if not required:
        yield {"nonsense": 1}, "nonsense"


IDS = [
    "pause", "resume", "force", "stop", "restart", "recheck", "reannounce", "remove", "preview_delete", "delete",
    "cancel_move", "cancel_check",
]  # fmt: skip
WRONG_REQUESTS: list[tuple[str, dict[str, Any], str]] = [
    *((name, {"ids": [ABSENT]}, "not_found") for name in IDS),
    *((f"get_{part}", {"id": ABSENT}, "not_found") for part in ("torrent", "files", "peers", "trackers", "pieces")),
    ("get_piece_files", {"id": ABSENT, "first": 0, "last": 0}, "not_found"),
    ("set_sequential", {"ids": [ABSENT], "sequential": True}, "not_found"),
    ("set_file_priorities", {"id": ABSENT, "priorities": [4]}, "not_found"),
    ("connect_peer", {"id": ABSENT, "address": "127.0.0.1:9"}, "not_found"),
    ("set_limits", {"ids": [ABSENT], "up_limit": 1}, "not_found"),
    ("set_first_last", {"ids": [ABSENT], "on": True}, "not_found"),
    ("set_super_seeding", {"ids": [ABSENT], "on": True}, "not_found"),
    ("queue_move", {"ids": [ABSENT], "to": "up"}, "not_found"),
    ("edit_trackers", {"id": ABSENT, "trackers": []}, "not_found"),
    ("add_trackers", {"ids": [ABSENT], "urls": ["udp://127.0.0.1:9"]}, "not_found"),
    ("merge_trackers", {"id": ABSENT, "trackers": ["udp://127.0.0.1:9"]}, "not_found"),
    ("scrape", {"ids": [ABSENT]}, "not_found"),
    ("get_web_seeds", {"id": ABSENT}, "not_found"),
    ("add_web_seed", {"id": ABSENT, "url": "http://127.0.0.1:9/"}, "not_found"),
    ("remove_web_seed", {"id": ABSENT, "url": "http://127.0.0.1:9/"}, "not_found"),
    ("ban_peers", {"addresses": ["nobody"]}, "invalid_input"),
    ("unban_peers", {"addresses": ["nobody"]}, "invalid_input"),
    ("watch", {"id": ABSENT}, "not_found"),
    ("watch", {"id": ABSENT, "parts": ["nonsense"]}, "invalid_input"),
    ("add_magnet", {"uri": "nonsense"}, "invalid_magnet"),
    ("preview_magnet", {"uri": "magnet:?dn=nothing"}, "invalid_magnet"),
    ("preview_link", {"url": "ftp://127.0.0.1/a.torrent"}, "invalid_input"),
    ("add_torrent_file", {}, "invalid_input"),
    ("add_torrent_file", {"path": "/a", "content": "AA=="}, "invalid_input"),
    ("add_torrent_file", {"content": "AA=="}, "invalid_torrent"),
    ("preview_torrent_file", {"content": "not base64!"}, "invalid_input"),
    ("preview_torrent_file", {"content": base64.b64encode(b"d4:infode" * 9).decode()}, "invalid_torrent"),
    ("accept_preview", {"preview": "no such"}, "not_found"),
    ("check_collisions", {"preview": "no such"}, "not_found"),
    ("settle_conflict", {"id": ABSENT, "how": "rename"}, "not_found"),
    ("undo_delete", {"undo": "no such"}, "not_found"),
    ("move", {"ids": [ABSENT], "path": "/anywhere"}, "not_found"),
    ("rename_file", {"id": ABSENT, "index": 0, "name": "x"}, "not_found"),
    ("rename_folder", {"id": ABSENT, "path": "x", "name": "y"}, "not_found"),
    ("rename_torrent", {"id": ABSENT, "name": "x"}, "not_found"),
    ("create_torrent", {"path": "/no/such/thing"}, "invalid_path"),
    ("measure", {"path": "/no/such/thing"}, "storage"),
    ("measure", {"path": "relative"}, "invalid_path"),
    ("create_torrent", {"path": "/", "piece_length": 16384}, "invalid_path"),
    ("cancel_create", {"job": "no such"}, "not_found"),
    ("get_create", {"job": "no such"}, "not_found"),
    ("export_torrent", {"id": ABSENT}, "not_found"),
    ("get_space", {"path": "relative"}, "invalid_path"),
    ("take_snapshot", {}, "wrong_state"),
    ("restore_snapshot", {"snapshot": "../library.db"}, "not_found"),
    ("restore_snapshot", {"snapshot": "latest"}, "not_found"),
]


def test_requests_that_can_not_be_met_carry_their_kind(remote: Remote) -> None:
    found = []
    for method, params, _ in WRONG_REQUESTS:
        told = remote.error(method, params)
        assert told["code"] == -32000, (method, params, told)
        found.append((method, params, told["data"]["kind"]))
    assert found == WRONG_REQUESTS
    assert remote.ask("cancel_preview", {"preview": "no such"})["result"] is None
