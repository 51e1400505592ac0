"""What the tray shows and what its menu does, as values; and when a panel is told of it."""

import asyncio
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from torrpeddo.contract.events import Event, NoticeEvent, SettingsEvent
from torrpeddo.contract.session import HeldBy, SessionInfo
from torrpeddo.contract.settings import Settings, SettingsChanges
from torrpeddo.contract.torrents import State
from torrpeddo.desktop.beside import Program
from torrpeddo.desktop.ports import Sight
from torrpeddo.desktop.tray.by_pystray import build_menu
from torrpeddo.desktop.tray.counting import Count
from torrpeddo.desktop.tray.layout import ROOT, Layout, Numbers, difference
from torrpeddo.desktop.tray.look import SIZES, Look, look, picture
from torrpeddo.desktop.tray.menu import Entry, Mark, changes, menu
from torrpeddo.desktop.tray.tray import CAPABILITY, REFRESH_S, Tray
from torrpeddo.desktop.words import Catalogue, Words
from torrpeddo.engine.feed import Feed
from torrpeddo.engine.vitals import EMPTY

KEYS = ("show", "hide", "add", "pause_all", "resume_all", "slow_mode", "down_limit", "up_limit", "no_limit", "quit")
CATALOGUE: dict[str, Catalogue] = {
    "en": {
        **{f"tray_{key}": key for key in (*KEYS, "paused", "on_battery", "on_metered", "kept_title", "kept")},
        "tray_rates": "↓ {down} ↑ {up}",
        "tray_downloading": {"one": "{n} downloading", "other": "{n} downloading"},
        "tray_in_need": {"one": "{n} with an error", "other": "{n} with errors"},
    }
}
WORDS = Words(CATALOGUE, "en")
BUSY = replace(EMPTY, down_rate=4_200_000, up_rate=120_000)


def labels(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.label for entry in entries]


def chosen(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.key for entry in entries if entry.on]


def test_the_menu_offers_what_can_be_done_now() -> None:
    entries = menu(Settings(), WORDS, shown=True)
    assert labels(entries) == ["hide", "add", "", "pause_all", "slow_mode", "down_limit", "up_limit", "", "quit"]
    entries = menu(Settings(slow_mode=True), WORDS, shown=False, held=True)
    assert labels(entries)[:4] == ["show", "add", "", "resume_all"]
    assert chosen(entries) == ["slow"]


def test_limits_are_those_in_force_and_others_than_the_usual_stand_among_them() -> None:
    settings = Settings(down_limit=1_500_000, slow_down_limit=0)
    down = menu(settings, WORDS, shown=True)[5].entries
    assert labels(down)[:5] == ["no_limit", "500 kB/s", "1.0 MB/s", "1.5 MB/s", "2.0 MB/s"]
    assert {entry.mark for entry in down} == {Mark.RADIO}
    assert chosen(down) == ["down-1500000"]
    assert chosen(menu(replace(settings, slow_mode=True), WORDS, shown=True)[5].entries) == ["down-0"]


def test_every_key_is_one_entrys_alone() -> None:
    entries = menu(Settings(), WORDS, shown=True)
    keys = [entry.key for group in entries for entry in (group, *group.entries)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("key", "settings", "wanted"),
    [
        ("slow", Settings(slow_mode=True), SettingsChanges(slow_mode=False)),
        ("down-500000", Settings(), SettingsChanges(down_limit=500_000)),
        ("up-0", Settings(), SettingsChanges(up_limit=0)),
        ("down-0", Settings(slow_mode=True), SettingsChanges(slow_down_limit=0)),
        ("up-1", Settings(slow_mode=True), SettingsChanges(slow_up_limit=1)),
        ("quit", Settings(), None),
        ("down", Settings(), None),
        ("line-1", Settings(), None),
    ],
)
def test_what_choosing_changes(key: str, settings: Settings, wanted: SettingsChanges | None) -> None:
    assert changes(key, settings) == wanted


def rows(**states: State) -> Any:
    return {id: SimpleNamespace(state=state) for id, state in states.items()}


def test_torrents_are_counted_by_what_becomes_of_them() -> None:
    count, there = Count(), rows(a=State.DOWNLOADING, b=State.METADATA, c=State.ERROR, d=State.SEEDING)
    assert count.note(there, there, ())
    assert (count.downloading, count.in_need) == (2, 1)
    there |= rows(a=State.SEEDING, c=State.STALLED)
    assert count.note(there, ["a", "c"], ())
    assert not count.note(there, ["a", "c", "d"], ["unknown"])
    assert count.note(rows(), (), ["b"])
    assert (count.downloading, count.in_need) == (1, 0)


def test_pointing_at_the_icon_says_what_goes_on() -> None:
    count = Count()
    count.note(one := rows(a=State.DOWNLOADING), one, ())
    seen = look(Settings(), BUSY, count, WORDS, shown=True)
    assert (seen.text, seen.attention) == ("↓ 4.2 MB/s ↑ 120 kB/s · 1 downloading", False)
    assert seen.tooltip == "Torrpeddo — ↓ 4.2 MB/s ↑ 120 kB/s · 1 downloading"
    count.note(two := rows(a=State.PAUSED, b=State.MISSING_FILES), two, ())
    seen = look(Settings(all_paused=True), BUSY, count, WORDS, shown=True)
    assert (seen.text, seen.attention) == ("paused · 1 with an error", True)


@pytest.mark.parametrize(("cause", "said"), [(HeldBy.BATTERY, "on_battery"), (HeldBy.METERED, "on_metered")])
def test_what_holds_everything_is_named_and_the_menu_goes_on_all_the_same(cause: HeldBy, said: str) -> None:
    seen = look(Settings(), replace(BUSY, held_by=cause), Count(), WORDS, shown=True)
    assert (seen.text, labels(seen.menu)[3]) == (said, "resume_all")


def test_there_are_pictures_for_both_states() -> None:
    assert all(picture(size, attention).is_file() for size in SIZES for attention in (False, True))


def test_entries_keep_their_numbers_and_a_new_mark_is_told_alone() -> None:
    numbers = Numbers()
    before = numbers.lay_out(menu(Settings(), WORDS, shown=True), Layout())
    same_limits = Settings(slow_mode=True, slow_down_limit=0, slow_up_limit=0)
    after = numbers.lay_out(menu(same_limits, WORDS, shown=False), before)
    told = difference(before, after)
    assert not told.whole
    assert told.updated == {numbers.of("window"): {"label": "show"}, numbers.of("slow"): {"toggle-state": 1}}
    assert not difference(after, numbers.lay_out(menu(same_limits, WORDS, shown=False), after))


def test_another_choice_among_them_is_another_menu() -> None:
    numbers = Numbers()
    before = numbers.lay_out(menu(Settings(), WORDS, shown=True), Layout())
    after = numbers.lay_out(menu(Settings(down_limit=7), WORDS, shown=True), before)
    assert difference(before, after).whole
    assert after.revision == before.revision + 1
    assert before.nodes[ROOT].children == after.nodes[ROOT].children


def test_a_label_is_shown_as_it_is_and_a_line_has_none() -> None:
    layout = Numbers().lay_out((Entry("a", "a_b"), Entry("line")), Layout())
    assert layout.properties(1) == {"label": "a__b"}
    assert layout.properties(2) == {"type": "separator"}
    assert layout.properties(1, ["type"]) == {}
    assert layout.properties(99) == {}


class Pystray:
    """The two classes of pystray that the menu is made of, as lists and dicts."""

    class Menu(tuple[Any, ...]):
        SEPARATOR = "-"

        def __new__(cls, *items: Any) -> "Pystray.Menu":
            return super().__new__(cls, items)

    @staticmethod
    def MenuItem(text: str, action: Any, **more: Any) -> dict[str, Any]:  # noqa: N802  pystray's name
        return {"text": text, "action": action, **more}


def test_pystray_is_given_the_same_menu() -> None:
    pressed: list[str] = []
    built = build_menu(Pystray, menu(Settings(slow_mode=True), WORDS, shown=True), pressed.append)
    assert built[2] == "-"
    assert [item["text"] for item in built if item != "-" and item["default"]] == ["hide"]
    assert built[4]["checked"](built[4]) is True
    built[8]["action"](None, None)
    built[5]["action"][0]["action"](None, None)
    assert built[5]["action"][0]["radio"]
    assert pressed == ["quit", "down-0"]


class Panel:
    """An ``Icon`` whose time passes when the test says so."""

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.waiting: list[tuple[float, Callable[[], None]]] = []
        self.said: list[str] = []

    def start(self, told: object) -> None: ...

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        self.waiting.append((seconds, work))

    def show(self, look: Look) -> None:
        self.looks.append(look)

    def explain(self, title: str, text: str) -> None:
        self.said.append(title)

    def stop(self) -> None: ...

    def pass_time(self) -> list[float]:
        """Does all that waits; how long each has waited."""
        waiting, self.waiting = self.waiting, []
        for _, work in waiting:
            work()
        return [seconds for seconds, _ in waiting]


class House:
    """An engine and a window, as far as the tray asks them."""

    def __init__(self, settings: Settings, sight: Sight = Sight.SHOWN) -> None:
        self.feed = Feed(EMPTY)
        self.settings = settings
        self.sight = sight
        self.did: list[str] = []
        self.told: list[str] = []
        self.offers: dict[str, bool] = {}
        self.now = 100.0
        self.panel = Panel()
        self.feed.attach(cast(Any, SimpleNamespace(changed=lambda *_: None, tell=self._heard)))
        engine = SimpleNamespace(feed=self.feed, submit=self._submit, preferences=self)
        program = SimpleNamespace(
            engine=engine,
            window=self,
            words=lambda: WORDS,
            offer=self.offers.__setitem__,
            close=lambda: self.did.append("close"),
            add=lambda _given: self.did.append("add"),
        )
        self.tray = Tray(cast(Program, program), self.panel, clock=lambda: self.now)
        self.tray.start()

    @property
    def current(self) -> Settings:
        return self.settings

    @property
    def paused(self) -> bool:
        return self.settings.all_paused or self.feed.session.held_by is not None

    def go_on(self) -> None:
        self.hear(replace(self.feed.session, held_by=None))

    async def update(self, changes: SettingsChanges) -> Settings:
        asked: dict[str, Any] = {"view": changes.view} if changes.view else {"slow_mode": True}
        if changes.all_paused is not UNSET:
            asked = {"all_paused": changes.all_paused}
            self.did.append(f"all_paused={changes.all_paused}")
        self.settings = replace(self.settings, **asked)
        self.feed.tell(SettingsEvent(settings=self.settings))
        return self.settings

    def watch(self, told: Callable[[Sight], None]) -> None:
        self.seen = told

    def when_closed(self, instead: Callable[[], bool]) -> None:
        self.closed = instead

    def present(self, token: str = "") -> None:
        self.see(Sight.SHOWN)

    def hide(self) -> None:
        self.see(Sight.HIDDEN)

    def minimise(self) -> None:
        self.see(Sight.MINIMISED)

    def see(self, sight: Sight) -> None:
        self.did.append(sight)
        self.sight = sight
        self.seen(sight)

    def hear(self, session: SessionInfo) -> None:
        self.feed.session = session
        self.feed.changed((), ())

    def _heard(self, event: Event) -> None:
        if isinstance(event, NoticeEvent):
            self.told.append(event.kind)

    @staticmethod
    def _submit(work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run(work)


def test_a_panel_is_told_once_a_second_and_only_what_is_new() -> None:
    house = House(Settings())
    house.panel.pass_time()
    house.tray.there(True)
    assert (len(house.panel.looks), house.offers) == (1, {CAPABILITY: True})
    house.hear(BUSY)
    house.hear(replace(BUSY, up_rate=5))
    assert house.panel.pass_time() == [REFRESH_S]
    assert [seen.text for seen in house.panel.looks[1:]] == ["↓ 4.2 MB/s ↑ 5 B/s"]
    house.hear(replace(BUSY, up_rate=5, dht_nodes=300))
    assert house.panel.waiting == []
    house.now += 60
    house.tray.chosen("slow")
    assert house.panel.pass_time() == [0]
    assert len(house.panel.looks) == 3


def test_without_a_tray_nothing_is_done_and_closing_ends_the_program() -> None:
    house = House(Settings())
    house.panel.pass_time()
    house.hear(BUSY)
    assert (house.panel.waiting, house.closed(), house.did) == ([], False, [])


def test_closing_goes_to_the_tray_and_is_explained_once() -> None:
    house = House(Settings())
    house.tray.there(True)
    assert house.closed()
    assert (house.sight, house.panel.said, house.told) == (Sight.HIDDEN, ["kept_title"], [])
    house.tray.activated()
    assert (house.sight, house.told) == (Sight.SHOWN, ["kept_running"])
    assert house.closed()
    house.tray.activated()
    assert (house.panel.said, house.told) == (["kept_title"], ["kept_running"])


def test_who_wants_closing_to_end_the_program_has_it_so() -> None:
    house = House(Settings(close_to_tray=False))
    house.tray.there(True)
    assert not house.closed()


def test_a_tray_that_goes_leaves_no_window_out_of_reach() -> None:
    house = House(Settings(), Sight.HIDDEN)
    house.tray.there(True)
    house.tray.there(False)
    assert (house.sight, house.offers) == (Sight.SHOWN, {CAPABILITY: False})


def test_a_hidden_start_waits_for_a_tray_then_minimises_and_goes_there_when_it_comes() -> None:
    house = House(Settings(), Sight.HIDDEN)
    house.panel.pass_time()
    house.tray.there(True)
    assert house.did == [Sight.MINIMISED, Sight.HIDDEN]


def test_a_window_that_was_called_back_meanwhile_stays() -> None:
    house = House(Settings(), Sight.HIDDEN)
    house.panel.pass_time()
    house.see(Sight.SHOWN)
    house.see(Sight.MINIMISED)
    house.tray.there(True)
    assert house.sight is Sight.MINIMISED


def test_the_rest_of_the_menu() -> None:
    house = House(Settings())
    house.tray.there(True)
    for key in ("window", "window", "add", "quit", "line-1", "nonsense"):
        house.tray.chosen(key)
    assert house.did == [Sight.HIDDEN, Sight.SHOWN, "add", "close"]


def test_what_was_chosen_for_everything_is_done_whatever_holds_it() -> None:
    house = House(Settings())
    house.tray.there(True)
    house.hear(replace(BUSY, held_by=HeldBy.BATTERY))
    house.panel.pass_time()
    assert house.panel.looks[-1].text == "on_battery"
    house.tray.chosen("hold")
    assert (house.feed.session.held_by, house.did) == (None, ["all_paused=False"])
    house.tray.chosen("hold")
    assert house.did[1:] == ["all_paused=True"]
