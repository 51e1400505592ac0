"""What a person has asked for and may count on: the model that the engine is held against. No engine in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from torrpeddo.contract.torrents import Intent

To = Literal["top", "up", "down", "bottom"] | int


@dataclass
class Wanted:
    """Of one torrent in the list."""

    number: int
    intent: Intent
    folder: str
    goal: str | None = None
    """Where a move takes it that nothing has come between."""
    moving: bool = False
    """Whether a move was asked for that may not be over."""
    maybe: frozenset[str] = frozenset()
    """Where it may be instead of ``folder``: a move was called off that may have been over."""
    unsure: bool = False
    """Whether it counts as finished right now is not for the model to say: it is checked, or downloads."""
    guests: bool = False
    """Files of an earlier life of it may be in other folders, where a move would stop at them."""
    sequential: bool = False
    limits: tuple[int, int] = (0, 0)
    """Down and up."""
    priorities: list[int] = field(default_factory=lambda: [4, 4])

    @property
    def folders(self) -> set[str]:
        """Where it is when nothing moves any more."""
        return {self.goal} if self.goal is not None else {self.folder, *self.maybe}

    def move(self, goal: str) -> None:
        self.moving = True
        if self.guests:
            self.maybe |= {goal}
        else:
            self.goal = goal

    def call_off(self) -> None:
        """Whatever moves it ends, in the old place or, if it was over, in the new one."""
        if self.goal is not None:
            self.maybe |= {self.goal}
            self.goal = None

    def arrived(self, folder: str) -> None:
        self.folder, self.goal, self.maybe, self.moving = folder, None, frozenset(), False


class Intents:
    """All in the list, by id, and the order in which they get their turn."""

    def __init__(self) -> None:
        self.listed: dict[str, Wanted] = {}
        self.order: list[str] = []
        """Those in the list that never finish, also while they are cancelled."""
        self.all_paused = False
        self.queue: dict[str, int] = {}
        """Limits of the queue that were set."""

    def add(self, id: str, wanted: Wanted, *, lines_up: bool, top: bool = False) -> None:
        self.listed[id] = wanted
        if lines_up:
            self.order.insert(0 if top else len(self.order), id)

    def drop(self, id: str) -> Wanted:
        if id in self.order:
            self.order.remove(id)
        return self.listed.pop(id)

    def with_intent(self, *intents: Intent) -> list[str]:
        return [id for id, wanted in self.listed.items() if wanted.intent in intents]

    def line(self) -> list[str]:
        """Those of ``order`` that have a place now."""
        return [id for id in self.order if self.listed[id].intent is not Intent.STOPPED]

    def move(self, ids: Collection[str], to: To) -> None:
        """Unmoved ones keep their order, cancelled ones among them; each moved one is right before whom it passed."""
        line = self.line()
        after = moved(line, [id for id in line if id in ids], to)
        chosen = [id for id in after if id in ids]
        rest = [id for id in self.order if id not in chosen]
        if to == "top":
            self.order = [*chosen, *rest]
        elif to == "bottom":
            self.order = [*rest, *chosen]
        elif after != line:
            for id in reversed(chosen):
                behind = after[after.index(id) + 1 :]
                last = [other for other in after if other not in ids][-1]
                rest.insert(rest.index(behind[0]) if behind else rest.index(last) + 1, id)
            self.order = rest


def moved(line: Sequence[str], chosen: Sequence[str], to: To) -> list[str]:
    """``line`` after what was asked."""
    rest = [id for id in line if id not in chosen]
    if to == "top":
        return [*chosen, *rest]
    if to == "bottom":
        return [*rest, *chosen]
    if isinstance(to, int):
        return [*rest[:to], *chosen, *rest[to:]]
    result = list(line)
    for id in chosen if to == "up" else reversed(chosen):
        at = result.index(id)
        other = at - 1 if to == "up" else at + 1
        if 0 <= other < len(result) and result[other] not in chosen:
            result[at], result[other] = result[other], result[at]
    return result
