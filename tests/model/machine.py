"""Everything a person may ask, in any sequence, of the engine and of the model; both have to agree after each."""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.swarm.samples import Sample

from torrpeddo.contract.torrents import Intent
from torrpeddo.engine.flags import FLAGS

from .cast import FED, FILES, LINE, LONELY, MAGNET, WHOLE, Cast
from .intents import Intents, Wanted
from .world import World, rests

ORDERS = {"pause": Intent.PAUSED, "resume": Intent.RUN, "force": Intent.FORCED}
NUMBERS = st.sets(st.integers(0, FED), min_size=1, max_size=4)
ONE = st.integers(0, FED)
IN_TIME = 4.0
"""Seconds that an undo must have left to be asked for here."""


class Undo:
    """Of a deletion: what it takes back, and how long that is possible."""

    def __init__(self, token: str, until: float, gone: dict[str, Wanted]) -> None:
        self.token, self.until, self.gone = token, until, gone


class Sequences(RuleBasedStateMachine):
    cast: ClassVar[Cast]

    @initialize(paused=st.sets(ONE, max_size=3), absent=ONE)
    def begin(self, paused: set[int], absent: int) -> None:
        """Most of them are in the list: sequences that begin with nothing find little.

        The one that a peer has is not: while it is, few moves in the queue have a certain outcome.
        """
        self.world = World(self.cast, Path(tempfile.mkdtemp(dir=self.cast.folder)))
        self.model = Intents()
        self.undos: list[Undo] = []
        self.left_behind: set[str] = set()
        """Deleted, so that files of theirs may still be there or come back."""
        self.kept_beside = False
        """Something new was where files had been that came back."""
        for number in range(FED + 1):
            if number not in (absent, FED):
                self.add(number, paused=number in paused, top=False, far=False)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        failed = isinstance(sys.exc_info()[1], Exception)
        try:
            if not failed:
                failed = True
                self.everything_is_as_asked()
                failed = False
        finally:
            if failed:
                # A failure seldom comes again, since threads have their own mind.
                print("What was asked until it failed:", *self.world.asked, sep="\n  ")
            self.world.close()

    # into the list, and out of it

    @rule(number=ONE, paused=st.booleans(), top=st.booleans(), far=st.booleans())
    def add(self, number: int, paused: bool, top: bool, far: bool) -> None:
        sample, folder = self.cast.samples[number], self.world.far if far else self.world.near
        if sample.id in self.model.listed:
            kind = self.world.kind("add_magnet", uri=sample.magnet, paused=paused, save_path=folder)
            assert kind == "duplicate", kind
            return
        self._make_room(sample, number, folder)
        options = {"paused": paused, "top": top, "save_path": folder}
        if number == MAGNET:
            added = self.world.call("add_magnet", uri=sample.magnet, **options)
        else:
            path = str(sample.torrent_file(self.cast.folder))
            added = self.world.call("add_torrent_file", path=path, seed_mode=number in WHOLE, **options)
        assert added["id"] == sample.id
        self._added(number, paused, folder, top=top)

    @rule(numbers=NUMBERS, paused=st.booleans(), top=st.booleans())
    def add_many(self, numbers: set[int], paused: bool, top: bool) -> None:
        chosen = [number for number in sorted(numbers, reverse=top) if number not in WHOLE]
        samples = [self.cast.samples[number] for number in chosen]
        if not chosen:
            return
        new = [each.id not in self.model.listed for each in samples]
        for number, sample in zip(chosen, samples, strict=True):
            if sample.id not in self.model.listed:
                self._make_room(sample, number, self.world.near)
        given: list[dict[str, Any]] = [
            {"uri": each.magnet} if number == MAGNET else {"path": str(each.torrent_file(self.cast.folder))}
            for number, each in zip(chosen, samples, strict=True)
        ]
        outcomes = self.world.call("add_torrents", torrents=given, paused=paused, top=top, save_path=self.world.near)[
            "torrents"
        ]
        assert [outcome["id"] is not None for outcome in outcomes] == new, outcomes
        added = [number for number, is_new in zip(chosen, new, strict=True) if is_new]
        for number in reversed(added) if top else added:
            self._added(number, paused, self.world.near, top=top)

    @rule(numbers=NUMBERS)
    def remove(self, numbers: set[int]) -> None:
        ids = self._listed(numbers)
        if not ids:
            return
        self.world.call("remove", ids=ids)
        gone = [self.model.drop(id) for id in ids]
        self.world.host.settle()
        self._until_nothing_moves()
        for wanted in gone:
            self.world.clear(self.cast.samples[wanted.number])
        self.left_behind.difference_update(ids)

    @rule(numbers=NUMBERS, shown=st.booleans(), keep=st.booleans(), back=st.booleans())
    def delete(self, numbers: set[int], shown: bool, keep: bool, back: bool) -> None:
        ids = self._listed(numbers)
        if not ids:
            return
        token = self.world.call("preview_delete", ids=ids)["token"] if shown and not keep else None
        deleted = self.world.call("delete", ids=ids, token=token, trash=False, keep_files=keep)
        before = list(self.model.order)
        gone = {id: self.model.drop(id) for id in ids}
        for wanted in gone.values():
            wanted.call_off()
        undo = Undo(deleted["undo"], deleted["undo_until"], gone)
        if not back:
            self.undos.append(undo)
            self.left_behind.update(ids)
            return
        assert set(self.world.call("undo_delete", undo=undo.token)["ids"]) == set(ids)
        self.model.listed.update(gone)
        self.model.order = before

    @precondition(lambda self: self.undos)
    @rule(which=st.integers(0, 9))
    def undo(self, which: int) -> None:
        undo = self.undos.pop(which % len(self.undos))
        if undo.until - time.time() < IN_TIME:
            return
        back = {id: wanted for id, wanted in undo.gone.items() if id not in self.model.listed}
        assert set(self.world.call("undo_delete", undo=undo.token)["ids"]) == set(back)
        for id in undo.gone.keys() - back.keys():
            self.kept_beside = True
            self.model.listed[id].guests = True
        self.model.listed.update(back)
        # Whom it was before or behind may have been moved meanwhile, so where it is now is taken from the engine; the
        # order of the others is not.
        ranks = self.world.ranks()
        places = self.model.order + [id for id, wanted in back.items() if wanted.number in LINE]
        found = sorted(places, key=ranks.__getitem__)
        assert [id for id in found if id in self.model.order] == self.model.order
        self.model.order = found

    # what a person wants of those in the list

    @rule(numbers=NUMBERS, order=st.sampled_from([*ORDERS, "pause"]))
    def intend(self, numbers: set[int], order: str) -> None:
        ids = self._listed(numbers)
        if not ids:
            return
        if any(self.model.listed[id].intent is Intent.STOPPED for id in ids):
            assert self.world.kind(order, ids=ids) == "wrong_state"
            return
        self.world.call(order, ids=ids)
        for id in ids:
            self.model.listed[id].intent = ORDERS[order]

    @rule(numbers=NUMBERS)
    def stop(self, numbers: set[int]) -> None:
        ids = self._listed(numbers)
        if ids:
            self.world.call("stop", ids=ids)
        for id in ids:
            wanted = self.model.listed[id]
            if wanted.intent is not Intent.STOPPED:
                wanted.intent = Intent.STOPPED
                wanted.call_off()

    @rule(numbers=NUMBERS, all_cancelled=st.booleans())
    def restart(self, numbers: set[int], all_cancelled: bool) -> None:
        ids = self.model.with_intent(Intent.STOPPED) if all_cancelled else self._listed(numbers)
        if not ids:
            return
        if any(self.model.listed[id].intent is not Intent.STOPPED for id in ids):
            assert self.world.kind("restart", ids=ids) == "wrong_state"
            return
        self.world.call("restart", ids=ids)
        for id in ids:
            self.model.listed[id].intent = Intent.RUN

    @rule(numbers=NUMBERS)
    def recheck(self, numbers: set[int]) -> None:
        ids = self._listed(numbers)
        wanted = [self.model.listed[id] for id in ids]
        if not ids:
            return
        kind = self.world.kind("recheck", ids=ids)
        refused = any(each.intent is Intent.STOPPED for each in wanted)
        maybe = any(each.moving for each in wanted)
        assert kind == "wrong_state" if refused else kind is None or (maybe and kind == "wrong_state"), kind
        for each in wanted:
            each.unsure = each.unsure or each.number not in LINE

    @rule(numbers=NUMBERS)
    def cancel_check(self, numbers: set[int]) -> None:
        """Of what was known before; what was never checked would be paused."""
        ids = [id for id in self._listed(numbers) if self.model.listed[id].number in WHOLE]
        if ids and not any(self.model.listed[id].unsure for id in ids):
            self.world.call("cancel_check", ids=ids)

    @rule(number=ONE, sequential=st.booleans(), down=st.integers(0, 3), up=st.integers(0, 3))
    def tune(self, number: int, sequential: bool, down: int, up: int) -> None:
        for id in self._listed({number}):
            self.world.call("set_sequential", ids=[id], sequential=sequential)
            self.world.call("set_limits", ids=[id], down_limit=down * 100_000, up_limit=up * 100_000)
            wanted = self.model.listed[id]
            wanted.sequential, wanted.limits = sequential, (down * 100_000, up * 100_000)

    @rule(number=st.sampled_from(LONELY), first=st.sampled_from([0, 1, 4, 7]))
    def choose_files(self, number: int, first: int) -> None:
        for id in self._listed({number}):
            wanted = self.model.listed[id]
            if wanted.intent is not Intent.STOPPED:
                self._until_nothing_moves()
                self.world.host.until_entered(id)
            kind = self.world.kind("set_file_priorities", id=id, priorities=[first, 4])
            assert kind == ("wrong_state" if wanted.intent is Intent.STOPPED else None), kind
            if kind is None:
                wanted.priorities = [first, 4]

    @rule(numbers=NUMBERS, far=st.booleans())
    def move(self, numbers: set[int], far: bool) -> None:
        ids = self._listed(numbers)
        goal = self.world.far if far else self.world.near
        if not ids:
            return
        kind = self.world.kind("move", ids=ids, path=goal)
        maybe = any(self.model.listed[id].moving for id in ids)
        assert kind is None or (maybe and kind == "wrong_state"), kind
        if kind is None:
            for id in ids:
                wanted = self.model.listed[id]
                if wanted.goal is not None:
                    wanted.arrived(wanted.goal)
                wanted.move(goal)

    @rule(numbers=NUMBERS)
    def cancel_move(self, numbers: set[int]) -> None:
        ids = self._listed(numbers)
        if ids:
            self.world.call("cancel_move", ids=ids)
        for id in ids:
            self.model.listed[id].call_off()

    @rule(numbers=NUMBERS, to=st.sampled_from(["top", "bottom"]))
    def queue_to_an_end(self, numbers: set[int], to: Any) -> None:
        ids = self._listed(numbers)
        if ids:
            self.world.call("queue_move", ids=ids, to=to)
            self.model.move(ids, to)

    @rule(numbers=st.sets(st.sampled_from(LINE), min_size=1, max_size=2), to=st.sampled_from(["up", "down", 0, 1, 2]))
    def queue_past_others(self, numbers: set[int], to: Any) -> None:
        """Who is passed depends on who has a place, and who has finished has none."""
        ids = self._listed(numbers)
        if ids and self._finished_are_known():
            self.world.call("queue_move", ids=ids, to=to)
            self.model.move(ids, to)

    @rule()
    def meet_a_peer(self) -> None:
        id = self.cast.samples[FED].id
        wanted = self.model.listed.get(id)
        if wanted is not None and self.world.kind("connect_peer", id=id, address=self.cast.seeder.address) is None:
            assert wanted.intent is not Intent.STOPPED

    # of all

    @rule(paused=st.booleans())
    def hold_all(self, paused: bool) -> None:
        self.world.call("pause_all" if paused else "resume_all")
        self.model.all_paused = paused

    @rule(downloads=st.integers(1, 3), seeds=st.integers(1, 3), metadata=st.integers(1, 2))
    def limit(self, downloads: int, seeds: int, metadata: int) -> None:
        queue = {"active_downloads": downloads, "active_seeds": seeds, "metadata_at_once": metadata}
        self.world.call("update_settings", changes=queue)
        self.model.queue = queue

    @precondition(lambda self: self.model.listed)
    @rule(pulled=st.booleans())
    def again(self, pulled: bool) -> None:
        """The disk is no part of the copy, so the plug is pulled only while nothing is moved or set aside."""
        self.world.again(pulled=pulled and not self.world.jobs())
        self.undos.clear()

    # what has to be so

    @invariant()
    def the_list_is_the_models(self) -> None:
        if not hasattr(self, "world"):
            return
        told = {id: wanted.intent for id, wanted in self.model.listed.items()}
        self.world.until(lambda: {id: row["intent"] for id, row in self.world.rows().items()} == told)
        flags = self.world.flags()
        active = [id for id in self.model.with_intent(Intent.PAUSED) if id in flags and not rests(flags[id])]
        assert not active, f"paused, and yet {flags[active[0]]:#x}"
        ranks = self.world.ranks()
        assert sorted(self.model.order, key=ranks.__getitem__) == self.model.order
        assert self.world.foreign()

    @rule()
    def everything_is_as_asked(self) -> None:
        """As soon as everybody is in the session or out of it, and nothing is on its way to another folder."""
        world, listed = self.world, self.model.listed
        self._until_nothing_moves()
        world.host.settle()
        inside = [id for id, wanted in listed.items() if wanted.intent is not Intent.STOPPED]
        world.host.until_entered(*inside)
        world.until(lambda: world.host.in_session() == set(inside))
        for id in inside:
            world.until(lambda id=id: self._is_done(id))  # type: ignore[misc]
        world.until(lambda: world.line(self.model.line()) == self.model.line())
        world.until(self._shows)
        for id, wanted in listed.items():
            limits = world.call("get_limits", ids=[id])
            assert (limits["down_limit"], limits["up_limit"]) == wanted.limits
            if wanted.number in LONELY and wanted.intent is not Intent.STOPPED:
                assert [file["priority"] for file in world.call("get_files", id=id)] == wanted.priorities
            if wanted.number in WHOLE and not wanted.guests:
                sample = self.cast.samples[wanted.number]
                assert sample.on_disk(Path(wanted.folder)) == set(FILES), f"of {sample.name} in {wanted.folder}"
        settings = world.call("get_settings")
        assert settings["all_paused"] == self.model.all_paused
        assert {name: settings[name] for name in self.model.queue} == self.model.queue
        if not (self.kept_beside or world.jobs()):
            assert world.left() == [], world.left()

    def _shows(self) -> bool:
        rows = self.world.rows()
        for id, wanted in self.model.listed.items():
            row = rows.get(id)
            if row is None or row["sequential"] != wanted.sequential or row["error"] is not None:
                return False
            if (row["state"] == "cancelled") != (wanted.intent is Intent.STOPPED):
                return False
            if wanted.intent is Intent.PAUSED and row["state"] not in ("paused", "checking"):
                return False
        return True

    def _is_done(self, id: str) -> bool:
        flags, wanted = self.world.host.flags(id), self.model.listed[id]
        if wanted.intent is Intent.PAUSED:
            return rests(flags)
        if wanted.intent is Intent.FORCED:
            return not flags & (FLAGS.auto_managed | FLAGS.paused)
        # A magnet without metadata has its turns; all others are the queue's.
        return bool(flags & FLAGS.auto_managed) or wanted.number == MAGNET

    def _until_nothing_moves(self) -> None:
        self.world.until(lambda: not self.world.moving())
        rows = self.world.rows()
        for id, wanted in self.model.listed.items():
            found = rows[id]["save_path"]
            assert found in wanted.folders, f"{found} is none of {wanted.folders}; {self.world.notices()}"
            wanted.arrived(rows[id]["save_path"])

    def _finished_are_known(self) -> bool:
        """Whether there is no doubt who of those that may finish has a place in the queue."""
        others = {id: wanted for id, wanted in self.model.listed.items() if wanted.number not in LINE}
        running = [id for id, wanted in others.items() if wanted.intent is not Intent.STOPPED]
        self._until_nothing_moves()
        self.world.host.until_entered(*running)
        for id in running:
            others[id].unsure = others[id].unsure and not self.world.is_finished(id)
        if any(others[id].unsure for id in running):
            return False
        for id in running:
            self.world.until(lambda id=id: self.world.is_finished(id))  # type: ignore[misc]
        return True

    def _make_room(self, sample: Sample, number: int, folder: str) -> None:
        """What has to be so of the disk before it is added."""
        if number in WHOLE:
            # What is deleted is not touched while it is set aside.
            self.world.until(lambda: sample.id not in self.world.rows())
            self.world.put(sample, folder)

    def _added(self, number: int, paused: bool, folder: str, *, top: bool) -> None:
        wanted = Wanted(number, Intent.PAUSED if paused else Intent.RUN, folder, unsure=number == FED)
        id = self.cast.samples[number].id
        wanted.guests = id in self.left_behind
        self.model.add(id, wanted, lines_up=number in LINE, top=top)

    def _listed(self, numbers: set[int]) -> list[str]:
        ids = [self.cast.samples[number].id for number in sorted(numbers)]
        return [id for id in ids if id in self.model.listed]
