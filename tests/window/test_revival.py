"""The page's process dies under what a person is in the midst of, in the interface that ships: all of it comes back."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.webdriver.common.keys import Keys
from tests.swarm.samples import make

from .driving import drive
from .person import Person
from .processes import GUARD_S, page_of, wait_for
from .product_window import OFFLINE, Product
from .screen import Screen
from .starting import Starts

HALF = "magnet:?xt=urn:btih:c9e15763f722f23e98a2"
_SEEN = """(() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const words = element => element?.textContent.trim();
    return JSON.stringify({
        new: Boolean(window.torrpeddo) && !window.old,
        filter: all('nav [aria-pressed=true]').map(words),
        search: document.querySelector('[role=search] input')?.value,
        rows: all('[role=grid] [data-id] .name').map(words).sort(),
        chosen: all('[role=grid] [aria-selected=true] .name').map(words).sort(),
        tab: words(all('section[aria-label=Details] [role=tab][aria-selected=true]')[0]),
        typed: all('[role=dialog] :is(textarea, input:not([type=checkbox]))').map(field => field.value),
        files: all('[role=dialog] [role=treeitem]').map(item => [words(item), item.ariaChecked]),
    });
})()"""


@dataclass(frozen=True)
class Patient:
    """A program whose page is killed. ``person`` sits before the first one: a driver's session ends with the page."""

    product: Product
    person: Person
    door: Path

    def seen(self) -> dict[str, Any]:
        """What is on the screen; empty while there is no page."""
        answer, staged = self.door / "answer", self.door / "script.new"
        answer.unlink(missing_ok=True)
        staged.write_text(_SEEN, encoding="ascii")
        staged.replace(self.door / "script")
        wait_for(answer.exists, GUARD_S, "an answer")
        told = json.loads(answer.read_text())
        found: dict[str, Any] = json.loads(told) if told else {}
        return found

    def crash(self, last: str) -> dict[str, Any]:
        """As soon as ``last``, what was typed last, is kept; to what is there then, which is what was there before."""
        self.product.wait_until(f"return JSON.stringify(history.state ?? '').includes({last!r})")
        before = self.seen()
        self.product.run("window.old = true")
        page_of(self.product.process.pid).kill()
        wait_for(lambda: self.seen() == before, GUARD_S, f"all to be as it was: {before}")
        return before


@contextmanager
def open_patient(screen: Screen, folder: Path) -> Iterator[Patient]:
    """With ``Film one``, ``Film two`` and ``Book``, which are paused, and ``Film three``."""
    switches = [word for setting in OFFLINE for word in ("--set", setting)]
    with drive(Product, screen, "asked", folder, "--profile", folder / "profile", *switches) as product:
        for name in ("Film one", "Film two", "Film three", "Book"):
            file = make(folder / "seed", name, {"a.bin": 1_000, "b.bin": 10}).torrent_file(folder)
            paused = name != "Film three"
            product.call("add_torrent_file", path=str(file), save_path=str(folder / "downloads"), paused=paused)
        yield Patient(product, Person(product), folder)


def test_a_filter_a_search_a_selection_a_tab_and_half_a_link_outlive_the_page(screen: Screen, tmp_path: Path) -> None:
    with open_patient(screen, tmp_path) as patient:
        person = patient.person
        person.press_button("Paused")
        person.press(Keys.CONTROL, "f")
        person.type_focused("film")
        person.misses("Book")
        person.select("Film two")
        person.open_tab("Files")
        person.sees_in_details("b.bin")
        person.press(Keys.CONTROL, "u")
        person.type_into("Magnet links", HALF)
        seen = patient.crash(HALF)
        assert (seen["search"], seen["rows"], seen["chosen"]) == ("film", ["Film one", "Film two"], ["Film two"])
        assert HALF in seen["typed"]
        assert seen["tab"].startswith("Files")
        assert seen["filter"][0].startswith("Paused")


def test_what_was_filled_in_to_add_a_torrent_outlives_the_page(screen: Screen, tmp_path: Path) -> None:
    films = tmp_path / "films"
    other = make(tmp_path / "other", "Another", {"one.txt": 3_000, "two.txt": 10}).torrent_file(tmp_path)
    later = Starts(screen, tmp_path / "profile", tmp_path / "none", ExitStack(), tmp_path / "log")
    with open_patient(screen, tmp_path) as patient:
        assert later.ran(other).returncode == 0
        patient.person.sees_file("two.txt")
        patient.person.turn_file("two.txt")
        patient.person.type_into("Save in", str(films))
        seen = patient.crash(str(films))
        assert str(films) in seen["typed"]
        assert [checked for name, checked in seen["files"] if name.startswith("two.txt")] == ["false"]
