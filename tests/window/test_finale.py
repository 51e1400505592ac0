"""When everything is done the computer sleeps or shuts down, or the program ends, unless a person says no in time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from torrpeddo.desktop.interface import interface_path

from .conftest import make_scratch
from .driving import drive
from .notices import Notices, open_notices
from .person import Person
from .processes import GUARD_S, running, wait_for
from .product_window import OFFLINE, Product
from .screen import Screen
from .swarm import Seeder, open_seeder

SERVICE = Path(__file__).with_name("login_service.py")


@dataclass(frozen=True)
class Evening:
    """A program that counts down ``seconds`` long, on a computer that can be put to rest."""

    product: Product
    notices: Notices
    seeder: Seeder
    folder: Path

    def can(self, capability: str) -> bool:
        return capability in self.product.call("get_app")["capabilities"]

    def download(self, place: str, when_done: str) -> None:
        """Anew, into another place, and choose what happens then."""
        if self.product.row(self.seeder.id):
            self.product.call("remove", ids=[self.seeder.id])
        self.product.call("update_settings", changes={"when_done": when_done})
        self.product.call("add_magnet", uri=self.seeder.magnet, save_path=str(self.folder / place))

    @property
    def chosen(self) -> str:
        chosen: str = self.product.call("get_settings")["when_done"]
        return chosen

    @property
    def ordered(self) -> list[str]:
        """What the system was told to do, oldest first."""
        file = self.folder / "ordered"
        return file.read_text().splitlines() if file.exists() else []


@contextmanager
def open_evening(screen: Screen, folder: Path, page: Path, seconds: int, sleep: str) -> Iterator[Evening]:
    system = replace(screen, env=screen.env | {"DBUS_SYSTEM_BUS_ADDRESS": screen.env["DBUS_SESSION_BUS_ADDRESS"]})
    switches = [word for setting in OFFLINE for word in ("--set", setting)]
    words = [str(seconds), page, "--profile", folder / "profile", *switches]
    with (
        running([sys.executable, SERVICE, folder, sleep], system.env, folder / "login.log"),
        open_notices(system, folder / "notices") as notices,
        open_seeder(system, folder, {"a.mkv": 200_000}) as seeder,
    ):
        wait_for((folder / "ready").exists, GUARD_S, "logind")
        with drive(Product, system, "short_countdown", *map(str, words)) as product:
            evening = Evening(product, notices, seeder, folder)
            wait_for(lambda: evening.can("shut_down"), GUARD_S, "the capability")
            yield evening


def test_the_last_download_shuts_the_computer_down_after_a_countdown(screen: Screen, tmp_path: Path) -> None:
    with open_evening(screen, tmp_path, make_scratch(tmp_path).page, 6, sleep="na") as evening:
        product, notices = evening.product, evening.notices
        assert not evening.can("sleep")
        product.call("subscribe")
        evening.download("first", "shut_down")
        shown = notices.sees("The computer shuts down in a minute")
        assert shown["actions"] == ["default", "Show", "cancel", "Cancel"]
        told = product.wait_for_events("countdown")
        assert told[0]["action"] == "shut_down"
        assert told[0]["seconds"] == 6
        notices.press("cancel")
        product.wait_until("return window.events.findLast(one => one.type === 'countdown').seconds === null")
        assert evening.chosen == "nothing"
        assert evening.ordered == []

        evening.download("second", "shut_down")
        product.wait_gone()
        assert evening.ordered == ["PowerOff True"]


def test_it_sleeps_and_goes_on_and_then_ends_unless_a_person_says_no(screen: Screen, tmp_path: Path) -> None:
    """In the interface that ships."""
    with open_evening(screen, tmp_path, interface_path(), 4, sleep="yes") as evening:
        product, person = evening.product, Person(evening.product)
        person.press_button("Start")
        assert evening.can("sleep")
        evening.download("first", "sleep")
        person.sees_in_dialog("The computer is about to sleep")
        wait_for(lambda: evening.ordered == ["Suspend True"], GUARD_S, "the order to sleep")
        person.sees_no_dialog()
        assert evening.chosen == "nothing", "once is enough"

        evening.download("second", "quit")
        person.sees_in_dialog("Torrpeddo is about to quit")
        person.press_button("Cancel")
        person.sees_no_dialog()
        wait_for(lambda: evening.chosen == "nothing", GUARD_S, "it to be taken back")
        product.wait_for_state(evening.seeder.id, "seeding")

        evening.download("third", "quit")
        person.sees_in_dialog("Torrpeddo is about to quit")
        product.wait_gone()
        assert evening.ordered == ["Suspend True"]
