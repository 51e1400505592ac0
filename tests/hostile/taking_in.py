"""What a person does with what a stranger gave them: look at it, add it, use it, throw it away."""

from pathlib import Path
from typing import Any

from torrpeddo.engine.text import printable

from .victim import Victim

Call = tuple[str, dict[str, Any]]
"""A method and its parameters."""


def take_in(victim: Victim, case: str, preview: Call, add: Call) -> None:
    """It is refused in words and changes nothing, or is a tame torrent that leaves no trace when it is removed."""
    try:
        _take_in(victim, preview, add)
    except BaseException:
        print(f"The case: {case}, {str(add)[:300]}")
        raise


def comes_back(victim: Victim, ids: set[str]) -> None:
    """What was taken in is there after a start, and can all be deleted."""
    victim.again()
    assert ids <= victim.rows().keys()
    for id in ids:
        victim.call("get_trackers", id=id)
    victim.call("resume", ids=sorted(ids))
    victim.again()
    assert ids <= victim.rows().keys()
    victim.call("delete", ids=sorted(ids), trash=False)
    victim.program.until(lambda: victim.program.rows.keys() == {victim.sample.id}, seconds=60)
    victim.unharmed()


def _take_in(victim: Victim, preview: Call, add: Call) -> None:
    before = victim.library()
    previewed = victim.ask(preview[0], **preview[1])
    if "result" in previewed:
        victim.call("cancel_preview", preview=previewed["result"]["preview"])
    answer = victim.ask(add[0], **add[1])
    if "error" in answer:
        # What could be looked at is refused for its place, or for what is there, and never for what it is.
        kind = answer["error"]["data"].get("kind")
        assert "error" in previewed or kind in ("invalid_path", "conflict", "path_conflict", "storage"), answer
        assert victim.library() == before
        return
    assert "result" in previewed, previewed
    live(victim, answer["result"]["id"])
    victim.call("remove", ids=[answer["result"]["id"]])
    assert victim.library()["torrent"] == before["torrent"]


def live(victim: Victim, id: str) -> None:
    """All that a person could do with it."""
    row = victim.rows()[id]
    assert row["name"]
    assert printable(row["name"]) == row["name"]
    files: list[dict[str, Any]] = victim.call("get_files", id=id)
    for file in files:
        assert not Path(file["path"]).is_absolute(), file
        assert ".." not in Path(file["path"]).parts, file
        assert 0 <= file["size"] < 2**63, file
    for method in ("get_torrent", "get_trackers", "get_pieces", "get_peers", "get_web_seeds", "export_torrent"):
        victim.ask(method, id=id)
    if files:
        victim.ask("set_file_priorities", id=id, priorities=[index % 8 for index in range(len(files))])
        victim.ask("rename_file", id=id, index=len(files) - 1, name="named.bin")
        victim.ask("rename_file", id=id, index=len(files), name="named.bin")
    for method in ("recheck", "set_first_last", "preview_delete"):
        victim.ask(method, ids=[id], **({"on": True} if method == "set_first_last" else {}))
