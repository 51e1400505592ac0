"""Who opens what, what starts at login and what is run, on a system in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from torrpeddo.contract.completion import Outcome, Trial
from torrpeddo.contract.desktop import Autostart, Handler, Handlers, Opened
from torrpeddo.errors import Unavailable


class Defaults:
    """A ``torrpeddo.rpc.ports.Handlers`` of a system on which another program opens links, and none opens files."""

    def __init__(self) -> None:
        self.others: dict[Opened, str | None] = {Opened.MAGNET: "qBittorrent", Opened.TORRENT: None}
        self.ours: set[Opened] = set()

    def who(self) -> Handlers:
        return Handlers(handlers=[self._handler(opens) for opens in Opened], chosen_in_system=False)

    def take(self, opens: Sequence[Opened]) -> Handlers:
        self.ours |= set(opens)
        return self.who()

    def give_back(self, opens: Sequence[Opened]) -> Handlers:
        self.ours -= set(opens)
        return self.who()

    def _handler(self, opens: Opened) -> Handler:
        ours, other = opens in self.ours, self.others[opens]
        return Handler(opens=opens, owner="Torrpeddo" if ours else other, ours=ours, before=other if ours else None)


@dataclass
class Login:
    """A ``torrpeddo.rpc.ports.Autostart``."""

    state: Autostart = field(default_factory=lambda: Autostart(on=False, hidden=False))
    refusal: str = ""
    """Why nothing can be changed, if so."""

    def get(self) -> Autostart:
        return self.state

    def set(self, *, on: bool, hidden: bool) -> Autostart:
        if self.refusal:
            raise Unavailable(self.refusal)
        self.state = Autostart(on=on, hidden=hidden)
        return self.state


@dataclass
class Attempts:
    """A ``torrpeddo.rpc.ports.Trials`` that runs nothing: what came of each is what ``outcome`` says."""

    outcome: Outcome = Outcome.WELL
    tried: list[list[str]] = field(default_factory=list)

    def attempt(self, program: Sequence[str]) -> Trial:
        self.tried.append(list(program))
        return Trial(outcome=self.outcome, command=list(program))
