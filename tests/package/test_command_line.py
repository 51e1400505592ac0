"""The packaged program without a window: what it says of itself, and the engine in it."""

import os
import subprocess
from pathlib import Path

import libtorrent as lt
from tests.swarm.program import Program

import torrpeddo

from .conftest import Products

MAGNET = "magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056&dn=Somewhere"
LIMIT = 35_000_000
"""Bytes that the one executable may have."""


def run(program: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([program, *words], check=False, capture_output=True, text=True, timeout=60)


def test_the_executable_is_small(products: Products) -> None:
    assert products.executable.stat().st_size <= LIMIT


def test_each_says_its_version(program: Path) -> None:
    said = run(program, "--version")
    assert (said.returncode, said.stdout.strip()) == (0, f"Torrpeddo {torrpeddo.__version__}")


def test_help_names_what_there_is_and_no_websocket(products: Products) -> None:
    said = run(products.executable, "--help")
    assert said.returncode == 0
    assert "torrpeddo engine" in said.stdout
    assert "websocket" not in said.stdout


def test_it_can_not_be_made_to_listen(products: Products, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("word")
    said = run(products.executable, "websocket", "--port", "9", "--token-file", str(token), "--profile", str(tmp_path))
    assert said.returncode == 1
    assert "no WebSocket" in said.stderr


def test_the_engine_in_it_does_everything_without_a_window(program: Path, tmp_path: Path) -> None:
    shared, unpacked = tmp_path / "shared ü", tmp_path / "unpacked"
    for folder in (shared, unpacked):
        folder.mkdir()
    (shared / "file").write_bytes(os.urandom(100_000))
    env = {"TMPDIR": str(unpacked)}
    with Program(tmp_path / "profile", command=[program], errors=tmp_path / "log", env=env) as engine:
        added = engine.call("add_magnet", uri=MAGNET, save_path=str(tmp_path / "downloads"))
        assert added["id"] in {row["id"] for row in engine.call("get_status")["torrents"]}
        # Hashed in a process of its own: the program started by itself.
        job = engine.call("create_torrent", path=str(shared))["job"]
        engine.until(lambda: engine.call("get_create", job=job)["state"] in ("done", "failed"))
        made = engine.call("get_create", job=job)
        assert made["state"] == "done", made
        assert lt.torrent_info(made["output"]).name() == shared.name
        engine.call("shutdown")
        assert engine.end() == 0
    assert list(unpacked.iterdir()) == []
