"""The whole program in its window, over the page's own bridge: what happens is told, and outlives a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import make_scratch
from .processes import GUARD_S, wait_for
from .product_window import open_product
from .screen import Screen
from .swarm import Seeder, open_seeder

FILES = {"one.bin": 300_000, "two ü.bin": 5, "sub/three.bin": 70_000}


@pytest.fixture(scope="module")
def seeder(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeder]:
    with open_seeder(screen, tmp_path_factory.mktemp("seeder"), FILES) as opened:
        yield opened


@pytest.fixture
def interface(tmp_path: Path) -> Path:
    return make_scratch(tmp_path).page


def test_a_torrent_lives_through_restarts_as_the_person_left_it(
    screen: Screen, interface: Path, tmp_path: Path, seeder: Seeder
) -> None:
    profile, downloads = tmp_path / "profile", tmp_path / "downloads"
    with open_product(screen, interface, profile) as product:
        product.call("add_magnet", uri=seeder.magnet, save_path=str(downloads))
        product.wait_for_state(seeder.id, "seeding")
        seeder.until_matches(downloads)
        product.call("pause", ids=[seeder.id])
        product.wait_for_state(seeder.id, "paused")
        product.close()
    with open_product(screen, interface, profile) as product:
        assert product.wait_for_state(seeder.id, "paused")["progress"] == 1
        product.call("resume", ids=[seeder.id])
        product.wait_for_state(seeder.id, "seeding")
        product.call("stop", ids=[seeder.id])
        product.wait_for_state(seeder.id, "cancelled")
        product.close()
    with open_product(screen, interface, profile) as product:
        product.wait_for_state(seeder.id, "cancelled")
        product.call("restart", ids=[seeder.id])
        product.wait_for_state(seeder.id, "seeding")
        product.close()


def test_a_previewed_torrent_is_chosen_from_downloaded_and_deleted_exactly(
    screen: Screen, interface: Path, tmp_path: Path, seeder: Seeder
) -> None:
    downloads = tmp_path / "downloads"
    with open_product(screen, interface, tmp_path / "profile") as product:
        product.call("subscribe")
        preview = product.call("preview_magnet", uri=seeder.magnet)["preview"]
        ready = product.wait_for_preview(preview)
        names = [file["path"].split("/", 1)[1] for file in ready["files"]]
        assert sorted(names) == sorted(FILES)
        assert not downloads.exists()

        chosen = [0 if name == "one.bin" else 4 for name in names]
        product.call("accept_preview", preview=preview, save_path=str(downloads), files=chosen)
        product.wait_for_state(seeder.id, "finished")
        seeder.until_matches(downloads, "two ü.bin", "sub/three.bin")

        own = downloads / seeder.folder.name / "mine.txt"
        own.write_text("not the torrent's")
        shown = product.call("preview_delete", ids=[seeder.id])
        assert {"two ü.bin", "three.bin"} <= {Path(file["path"]).name for file in shown["goes"]}
        assert [(Path(file["path"]).name, file["reason"]) for file in shown["stays"]] == [("mine.txt", "foreign")]
        product.call("delete", ids=[seeder.id], token=shown["token"], trash=False)
        wait_for(lambda: files_in(downloads) == [own], GUARD_S, "the torrent's files to go")
        assert product.row(seeder.id) is None


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and ".torrpeddo-trash" not in str(path)]


def test_the_window_s_place_is_among_the_settings(screen: Screen, interface: Path, tmp_path: Path) -> None:
    with open_product(screen, interface, tmp_path / "profile") as product:
        screen.xdotool("windowsize", "--sync", product.native(), "900", "640")
        product.close()
    with open_product(screen, interface, tmp_path / "profile") as product:
        assert product.position()[2:] == (900, 640)
        assert product.call("get_settings")["view"]["window"]["width"] == 900


def test_shutdown_closes_the_window_and_ends_the_program(screen: Screen, interface: Path, tmp_path: Path) -> None:
    with open_product(screen, interface, tmp_path / "profile") as product:
        product.ask("shutdown")
        product.wait_gone()
        assert screen.windows("Torrpeddo", product.process.pid) == []


def test_what_was_named_at_the_start_waits_for_the_page(screen: Screen, interface: Path, tmp_path: Path) -> None:
    magnet = "magnet:?xt=urn:btih:c9e15763f722f23e98a29decdfae341b98d53056"
    with open_product(screen, interface, tmp_path / "profile", magnet, tmp_path / "a b.torrent") as product:
        product.call("subscribe")
        (request,) = product.wait_for_events("add_request")
        assert (request["magnets"], request["paths"]) == ([magnet], [str(tmp_path / "a b.torrent")])


def test_errors_come_in_words(screen: Screen, interface: Path, tmp_path: Path) -> None:
    with open_product(screen, interface, tmp_path / "profile") as product:
        reply = product.ask("add_magnet", uri="magnet:?nothing")
        assert reply["error"]["data"]["kind"] == "invalid_magnet"
        assert product.ask("open_link", url="file:///etc/passwd")["error"]["data"]["kind"] == "invalid_input"
