"""Orders at random, the plug pulled at any moment, and a look at what is there after the next start."""

import random
import threading
from typing import Any

from tests.swarm.program import Program

from .hand import Hand
from .ledger import Ledger
from .looking import Kept, deletions_in, kept_in, listed_in
from .order import BANNED, LISTED, Order
from .orders import Orders
from .world import World

PATIENCE = 60.0
"""Seconds for what was under way to end after a start; far more than it takes."""


class Driver:
    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.ledger = Ledger()
        for one in world.torrents:
            self.ledger.settled((one.id, LISTED), "removed")
        self.hand = Hand(world, self.ledger, self.chance)
        self._orders = Orders(self.hand)
        self.said = world.near / "stderr.txt"
        self.log: list[str] = []
        """What was asked and answered, for whoever looks into a failure."""
        self._sent = 0
        self._waiting: dict[int, tuple[int, Order]] = {}
        """Orders without an answer by their number in the program, with their number here."""

    def start(self) -> Program:
        self.log.append("start")
        env = {"XDG_DATA_HOME": str(self.world.trash), "HOME": str(self.world.near)}
        return Program(self.world.profile, quick=True, errors=self.said, env=env)

    def begin(self) -> Program:
        """The first start, on an empty profile."""
        program = self.start()
        program.until(lambda: program.listed)
        for name, value in program.call("get_settings").items():
            self.ledger.settled(("", name), value)
        for address in BANNED:
            self.ledger.settled(("", f"ban {address}"), False)
        return program

    def burst(self, program: Program) -> None:
        """Some orders, some of them before the last is answered; then the plug."""
        for _ in range(self.chance.randrange(2, 22)):
            if self.chance.random() < 0.1:
                self._linger(program)
            self._send(program, self._next(program))
            if self.chance.random() < 0.6:
                program.until(lambda: all(program.reply(number) for number in self._waiting))
            self._take_answers(program)

    def pull_the_plug(self, program: Program) -> None:
        how = self.chance.choice(["at once", "soon", "soon", "while it ends"])
        if how == "while it ends":
            program.ask("shutdown")
        if how != "at once":
            self._after(program, self.chance.choice([0.002, 0.01, 0.05, 0.2, 0.6]))
        program.kill()
        self._take_answers(program)
        self._waiting.clear()
        self.hand.pulled()
        self.log.append(f"killed {how}: {[(row['id'][:6], row['state']) for row in program.rows.values()]}")

    def interrupt_a_start(self) -> None:
        """The plug is pulled while the last run's work is being finished, and once more, maybe."""
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            with self.start() as program:
                self._after(program, self.chance.uniform(0.1, 0.9))

    def kept(self) -> dict[str, Kept]:
        return kept_in(self.world.profile / "library.db", self.world.near)

    def nothing_goes(self) -> bool:
        return not deletions_in(self.world.profile / "library.db", self.world.near)

    def listed(self) -> set[str]:
        return listed_in(self.world.profile / "library.db", self.world.near)

    def _linger(self, program: Program) -> None:
        """Until a download has got on, if one does."""
        before = {id: row["done"] for id, row in list(program.rows.items())}
        try:
            program.until(lambda: any(row["done"] > before.get(id, 0) for id, row in program.rows.items()), 0.4)
        except AssertionError:
            assert not program.ended, "the program ended"

    def _after(self, program: Program, seconds: float) -> None:
        pulling = threading.Timer(seconds, program.kill)
        pulling.start()
        pulling.join()

    def _next(self, program: Program) -> Order:
        self.hand.ready = {id for id, preview in dict(program.previews).items() if preview["ready"]}
        return self._orders.next()

    def _send(self, program: Program, order: Order) -> None:
        self._sent += 1
        self.ledger.ask(self._sent, order.first)
        self.ledger.ask(self._sent, order.facts)
        self.hand.busy.update(order.slow)
        if order.method == "move":
            (id,) = order.params["ids"]
            self.hand.moving[id] = self.ledger.allowed((id, "folder"))
        if order.method == "create_torrent":
            self.hand.making.update(order.adds)
        if order.method == "delete":
            self.world.deleting(order.params["ids"], self.ledger)
        for id in order.adds:
            # What was there before was deleted, or is in another folder.
            self.world.by_id[id].whole.clear()
        self._unsettle(order)
        self._waiting[program.ask(order.method, **order.params)] = self._sent, order
        self.log.append(f"{self._sent}: {order.method} {order.params}")

    def _take_answers(self, program: Program) -> None:
        for number, (sent, order) in list(self._waiting.items()):
            if (reply := program.reply(number)) is not None:
                del self._waiting[number]
                self._take(sent, order, reply)

    def _take(self, sent: int, order: Order, reply: dict[str, Any]) -> None:
        refused = "error" in reply
        self.log.append(f"   {sent} {reply['error']['message'] if refused else 'done'}")
        assert not refused or reply["error"]["code"] == -32000, reply
        self.hand.busy.difference_update(order.slow)
        if refused:
            self.ledger.refused(sent)
            return
        result = reply["result"]
        if order.method == "add_torrents":
            for id, outcome in zip(order.adds, result["torrents"], strict=True):
                if outcome["refused"] is not None:
                    self.log.append(f"   {sent} {outcome['refused']['message']}")
                    self.ledger.refused(sent, of=id)
        self.ledger.acknowledged(sent)
        self._remember(order, result)

    def _remember(self, order: Order, result: Any) -> None:
        """What later orders are about."""
        match order.method:
            case "delete":
                self.hand.undos[result["undo"]] = order.params["ids"]
            case "preview_magnet" | "preview_torrent_file":
                self.hand.previews[result["preview"]] = result["id"]
            case "create_torrent":
                self.hand.creations.append(result["job"])
            case "export_torrent":
                self.world.exported.append(order.params["path"])

    def _unsettle(self, order: Order) -> None:
        for fact, value in order.perhaps.items():
            self.ledger.also(fact, value)
        for fact in order.either:
            self.ledger.also(fact, True)
            self.ledger.also(fact, False)
        if order.ends_moves:
            for id in order.params["ids"]:
                for folder in self.hand.moving.get(id, ()):
                    self.ledger.also((id, "folder"), folder)
