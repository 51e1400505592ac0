"""The program that ships, in its real window with its real interface: a torrent's whole life by clicks."""

from pathlib import Path
from typing import Any

from selenium.webdriver.common.keys import Keys
from tests.swarm.samples import make, tree

from .person import Person
from .processes import GUARD_S, wait_for
from .product_window import Product, open_product
from .screen import Screen
from .swarm import Seeder, open_seeder

FILES = {"film.mkv": 400_000, "extras/making of.mkv": 150_000, "notes.txt": 20}
NAME = "a story"
_REMEMBER = """
    const { receive } = window.torrpeddo;
    window.shown = [];
    window.torrpeddo.receive = text => {
        for (const { rows } of [JSON.parse(text)].flat())
            for (const { state, reason } of rows ?? []) window.shown.push([state, reason && reason.kind]);
        receive(text);
    };
"""


def paste(person: Person, seeder: Seeder, downloads: Path) -> None:
    """On a first start, which greets before anything else. The dialog opens at once; the files come from the seeder."""
    person.press_button("Start")
    person.press_button("Paste link")
    person.type_into("Magnet links", seeder.magnet, enter=True)
    for path in FILES:
        person.sees_file(path.rsplit("/", 1)[-1])
    person.type_into("Save in", str(downloads))


def states_shown(product: Product) -> list[Any]:
    """State and reason of each row that was pushed since ``_REMEMBER``."""
    shown: list[Any] = product.run("return window.shown")
    return shown


def test_as_the_person_left_it_through_restarts(screen: Screen, tmp_path: Path) -> None:
    profile, downloads = tmp_path / "profile", tmp_path / "downloads"
    with open_seeder(screen, tmp_path, FILES, NAME) as seeder:
        with open_product(screen, None, profile) as product:
            person = Person(product)
            paste(person, seeder, downloads)
            person.press_button("None")
            person.press_button("All")
            person.press_button("Add 3 files")
            person.sees(NAME, "Ready")
            seeder.until_matches(downloads)
            person.select(NAME)
            person.press_button_of_details("Pause")
            person.sees(NAME, "Paused by you")
            product.close()
        with open_product(screen, None, profile) as product:
            person = Person(product)
            person.sees(NAME, "Paused by you")
            person.choose_in_menu(NAME, "Resume")
            person.sees(NAME, "Ready")
            person.choose_in_menu(NAME, "Stop")
            person.sees(NAME, "Cancelled")
            product.close()
    with open_product(screen, None, profile) as product:
        person = Person(product)
        person.sees(NAME, "Cancelled")
        before = product.row(seeder.id)
        product.run(_REMEMBER)
        person.choose_in_menu(NAME, "Start again")
        person.sees(NAME, "Ready")
        after = product.row(seeder.id)
        assert before is not None
        assert after is not None
        assert after["downloaded"] == before["downloaded"]
        # What begins is shown as checking too, for that reason; reading the disk would have none.
        assert {tuple(shown) for shown in states_shown(product)} <= {
            ("cancelled", None),
            ("checking", "starting"),
            ("queued", "queue_limit"),
            ("seeding", None),
            ("seeding", "idle"),
        }
        seeder.until_matches(downloads)


def test_chosen_files_alone_come_and_exactly_they_go(screen: Screen, tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    with (
        open_seeder(screen, tmp_path, FILES, NAME) as seeder,
        open_product(screen, None, tmp_path / "profile") as product,
    ):
        person = Person(product)
        paste(person, seeder, downloads)
        person.turn_file("making of.mkv")
        person.press_button("Add 2 files")
        person.sees(NAME, "Finished the files you chose")
        seeder.until_matches(downloads, "film.mkv", "notes.txt")
        (downloads / NAME / "mine.txt").write_text("not the torrent's")

        person.select(NAME)
        person.press_button_of_details("More actions")
        person.choose_open_menu_item("Delete with files")
        for name in ("film.mkv", "notes.txt"):
            person.sees_line("Goes", name)
        person.sees_line("Stays", "mine.txt")
        person.choose("Erase for good")
        person.press_button("Erase")
        person.sees_heading("All quiet")
        gone = {f"{NAME}/film.mkv", f"{NAME}/notes.txt"}
        assert gone.isdisjoint(tree(downloads))
        left = {f"{NAME}/mine.txt"}
        wait_for(lambda: tree(downloads) == left, 30, "all but the person's own file to be erased")


def test_a_walk_through_what_people_do_most(screen: Screen, tmp_path: Path) -> None:
    """A magnet and a file are added, found, looked at, stopped, deleted, brought back and paused; settings keep."""
    downloads = tmp_path / "downloads"
    other = make(tmp_path / "other", "Another", {"one.txt": 3_000})
    file = other.torrent_file(tmp_path)
    with (
        open_seeder(screen, tmp_path, FILES, NAME) as seeder,
        open_product(screen, None, tmp_path / "profile", file) as product,
    ):
        person = Person(product)
        person.sees_in_dialog("Another")
        person.sees_file("one.txt")
        person.type_into("Save in", str(downloads))
        person.press_button("Add")
        person.sees_no_dialog()
        person.press(Keys.CONTROL, "u")
        person.type_into("Magnet links", seeder.magnet, enter=True)
        person.sees_file("film.mkv")
        person.type_into("Save in", str(downloads))
        person.press_button("Add 3 files")
        person.sees(NAME, "Ready")

        person.press(Keys.CONTROL, "f")
        person.type_focused("another")
        person.misses(NAME)
        person.press(Keys.ESCAPE)
        person.sees(NAME, "Ready")

        person.select(NAME)
        for tab, words in {"Files": "film.mkv", "Options": "Speed and connections", "Overview": "Saved in"}.items():
            person.open_tab(tab)
            person.sees_in_details(words)
        person.choose_in_menu(NAME, "Stop")
        person.sees(NAME, "Cancelled")
        person.choose_in_menu(NAME, "Start again")
        person.sees(NAME, "Ready")

        person.press(Keys.CONTROL, ",")
        person.choose("Light")
        wait_for(lambda: product.call("get_settings")["theme"] == "light", GUARD_S, "the theme to be kept")
        person.press(Keys.ESCAPE)
        person.sees_no_dialog()

        person.select(NAME)
        person.press(Keys.SHIFT, Keys.DELETE)
        person.sees_line("Goes", "film.mkv")
        person.choose("Erase for good")
        person.press_button("Erase")
        person.misses(NAME)
        person.press_button("Undo")
        person.sees(NAME, "Ready")
        seeder.until_matches(downloads)

        person.press(Keys.CONTROL, "k")
        person.type_focused("pause all")
        person.sees_chosen("Pause all")
        person.press(Keys.ENTER)
        person.sees(NAME, "Everything is paused")
