"""No sequence of orders breaks an intent: the real engine beside a model of a dozen lines."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.rounds import rounds

from torrpeddo.contract.torrents import Intent
from torrpeddo.engine.flags import FLAGS
from torrpeddo.errors import WrongState

from .host import Host
from .samples import make, place

ORDERS = {"pause": Intent.PAUSED, "resume": Intent.RUN, "force": Intent.FORCED, "stop": Intent.STOPPED}
NUMBERS = st.sets(st.integers(0, 3), min_size=1)


class Lifecycle(RuleBasedStateMachine):
    """Torrents 0 to 3: two are whole, one has nothing, one is a magnet that nobody answers."""

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.host = self.stack.enter_context(Host(self.folder / "host"))
        self.samples = [make(self.folder / "seed", f"life-{number}", {"a.bin": 50_000}) for number in range(4)]
        for sample in self.samples[:2]:
            place(sample, self.host.downloads)
        self.told: dict[str, Intent] = {}

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    @rule(number=st.integers(0, 3), paused=st.booleans())
    def add(self, number: int, paused: bool) -> None:
        sample = self.samples[number]
        if sample.id in self.told:
            return
        if number == 3:
            self.host.add_magnet(sample.magnet, paused=paused)
        else:
            self.host.add_file(sample.torrent_file(self.folder), paused=paused, seed_mode=number == 0)
        self.told[sample.id] = Intent.PAUSED if paused else Intent.RUN

    @rule(numbers=NUMBERS, order=st.sampled_from([*ORDERS, "stop", "force"]))
    def ask(self, numbers: set[int], order: str) -> None:
        ids = self._listed(numbers)
        if not ids:
            return
        if order != "stop" and any(self.told[id] is Intent.STOPPED for id in ids):
            with pytest.raises(WrongState):
                getattr(self.host, order)(*ids)
            return
        getattr(self.host, order)(*ids)
        self.told.update(dict.fromkeys(ids, ORDERS[order]))

    @rule(numbers=NUMBERS)
    def restart(self, numbers: set[int]) -> None:
        ids = self._listed(numbers)
        if any(self.told[id] is not Intent.STOPPED for id in ids):
            with pytest.raises(WrongState):
                self.host.restart(*ids)
        elif ids:
            self.host.restart(*ids)
            self.told.update(dict.fromkeys(ids, Intent.RUN))

    @rule(numbers=NUMBERS)
    def recheck(self, numbers: set[int]) -> None:
        ids = self._listed(numbers, Intent.RUN, Intent.PAUSED, Intent.FORCED)
        if ids:
            self.host.recheck(*ids)

    @rule(numbers=NUMBERS)
    def remove(self, numbers: set[int]) -> None:
        ids = self._listed(numbers)
        if ids:
            self.host.remove(*ids)
        for id in ids:
            del self.told[id]

    @rule(numbers=NUMBERS, trash=st.just(False))
    def delete_and_undo(self, numbers: set[int], trash: bool) -> None:
        ids = self._listed(numbers)
        if ids:
            assert set(self.host.undo(self.host.delete(*ids, trash=trash))) == set(ids)

    @rule(numbers=NUMBERS, to=st.sampled_from(["top", "up", "down", "bottom", 1]))
    def queue(self, numbers: set[int], to: Any) -> None:
        ids = self._listed(numbers)
        if ids:
            self.host.call(self.host.engine.queueing.move(ids, to))

    @rule(paused=st.booleans())
    def hold_all(self, paused: bool) -> None:
        self.host.change(all_paused=paused)

    @rule(downloads=st.integers(1, 3), seeds=st.integers(1, 3), metadata=st.integers(1, 2))
    def limit(self, downloads: int, seeds: int, metadata: int) -> None:
        self.host.change(active_downloads=downloads, active_seeds=seeds, metadata_at_once=metadata)

    @precondition(lambda self: self.told)
    @rule()
    def again(self) -> None:
        self.host.again()

    @invariant()
    def as_told(self) -> None:
        if not hasattr(self, "told"):
            return
        self.host.until(lambda: {row.id: row.intent for row in self.host.engine.rows()} == self.told)

    @rule()
    def in_force(self) -> None:
        """The session does what was asked, as soon as everybody is in or out."""
        self.host.settle()
        inside = {id for id, intent in self.told.items() if intent is not Intent.STOPPED}
        if inside:
            self.host.until_entered(*inside)
        assert self.host.in_session() == inside
        for id in inside:
            self.host.until(lambda id=id: self._does(id))  # type: ignore[misc]

    def _does(self, id: str) -> bool:
        flags, intent = self.host.flags(id), self.told[id]
        managed, paused = bool(flags & FLAGS.auto_managed), bool(flags & FLAGS.paused)
        checking = bool(flags & FLAGS.stop_when_ready)
        if intent is Intent.PAUSED:
            return not managed and (paused or checking)
        if intent is Intent.FORCED:
            return not managed and not paused
        # A magnet without metadata has its turns; all others are the queue's.
        return managed or id == self.samples[3].id

    def _listed(self, numbers: set[int], *intents: Intent) -> list[str]:
        ids = [self.samples[number].id for number in sorted(numbers) if self.samples[number].id in self.told]
        return [id for id in ids if not intents or self.told[id] in intents]


def test_no_sequence_of_orders_breaks_an_intent() -> None:
    run_state_machine_as_test(
        Lifecycle,
        settings=settings(
            max_examples=rounds(3, 60),
            stateful_step_count=rounds(20, 60),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
