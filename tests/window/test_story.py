"""The program that ships, in its real window with its real interface, as a person sees it from start to start."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .product_window import Product, open_product
from .screen import Screen
from .swarm import Seeder, open_seeder

FILES = {"film.mkv": 400_000, "notes.txt": 20}


@pytest.fixture(scope="module")
def seeder(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeder]:
    with open_seeder(screen, tmp_path_factory.mktemp("seeder"), FILES, "a story") as opened:
        yield opened


def wait_for_words(product: Product, name: str, words: str) -> None:
    """Until the torrent's row in the list says this."""
    script = (
        "return [...document.querySelectorAll('[role=row]')]"
        f".some(row => row.innerText.includes({json.dumps(name)}) && row.innerText.includes({json.dumps(words)}))"
    )
    product.wait_until(script, 20)


def test_the_list_says_what_was_done_through_restarts(screen: Screen, tmp_path: Path, seeder: Seeder) -> None:
    profile, downloads = tmp_path / "profile", tmp_path / "downloads"
    name = seeder.folder.name
    with open_product(screen, None, profile) as product:
        product.call("add_magnet", uri=seeder.magnet, save_path=str(downloads))
        product.wait_for_state(seeder.id, "seeding")
        wait_for_words(product, name, "Ready")
        product.call("pause", ids=[seeder.id])
        wait_for_words(product, name, "Paused by you")
        product.close()
    with open_product(screen, None, profile) as product:
        wait_for_words(product, name, "Paused by you")
        product.call("stop", ids=[seeder.id])
        wait_for_words(product, name, "Cancelled")
        product.close()
    with open_product(screen, None, profile) as product:
        wait_for_words(product, name, "Cancelled")
        product.call("restart", ids=[seeder.id])
        wait_for_words(product, name, "Ready")
    assert seeder.matches(downloads)
