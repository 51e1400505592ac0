"""Adding many torrents in one call: what each needs is done for each, what they have in common for many together.

They are added when the library has them, and in the list from then on. They enter the session behind that, as those of
the library do at a start: neither the answer nor the list waits for it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, nullcontext

from msgspec import Struct, field

from ..contract.adding import AcceptPreview, AddOutcome, AddTorrents, NewTorrent, Refused
from ..contract.torrents import TorrentError
from ..errors import InvalidInput, TorrpeddoError
from ..library.records import Operation
from . import memory
from .adding import Adding
from .catalog import Entry
from .core import Core
from .flags import FLAGS
from .given import read_given
from .parsing import Source, parse_magnet
from .previews import Previews
from .slices import for_each, slices

log = logging.getLogger(__name__)

TOGETHER = 256
"""Torrents in one transaction, which is written while the next are read. What all of them change in the library's
indexes is written once: of four times as many each costs two thirds."""
AT_ONCE = 4
"""Such transactions under way."""

ENTERING = 64
"""On their way into the session at once."""


class _Newcomer(Struct, eq=False):
    number: int
    """Its place in the call."""
    wanted: NewTorrent
    source: Source
    entry: Entry
    saves: list[Operation]


class _Call(Struct):
    params: AddTorrents
    outcomes: dict[int, AddOutcome] = field(default_factory=dict)

    def refuse(self, number: int, error: TorrpeddoError) -> None:
        refused = Refused(kind=error.kind, message=error.message, data=error.data)
        self.outcomes[number] = AddOutcome(refused=refused)


class AddingMany:
    def __init__(self, core: Core, adding: Adding, previews: Previews) -> None:
        self._core = core
        self._adding = adding
        self._previews = previews
        self._waiting: deque[_Newcomer] = deque()
        """In the library, and not in the session yet."""
        self._entering = False

    async def add(self, params: AddTorrents) -> list[AddOutcome]:
        """What became of each, in the order given."""
        call = _Call(params)
        try:
            with self._core.turns.of_many(), memory.held() if len(params.torrents) > TOGETHER else nullcontext():
                await self._write_all(call)
        finally:
            self._let_in()
        return [call.outcomes[number] for number in range(len(params.torrents))]

    async def _write_all(self, call: _Call) -> None:
        room = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as writing:
            for few in slices(list(enumerate(call.params.torrents)), TOGETHER):
                await room.acquire()
                # Until they are in the library, those that come after them must see what they will write.
                standing = ExitStack()
                newcomers = await self._put_in_list(call, few, standing)
                task = writing.create_task(self._write(call, newcomers, standing))
                task.add_done_callback(lambda _: room.release())

    async def _put_in_list(
        self, call: _Call, few: Iterable[tuple[int, NewTorrent]], standing: ExitStack
    ) -> list[_Newcomer]:
        newcomers: list[_Newcomer] = []
        try:
            async for number, wanted in self._core.in_turns(few):
                try:
                    newcomer = await self._begin(call, number, wanted, standing)
                except TorrpeddoError as error:
                    call.refuse(number, error)
                else:
                    newcomers += [newcomer] if newcomer is not None else []
        except BaseException:
            self._take_back(newcomers)
            standing.close()
            raise
        return newcomers

    async def _begin(self, call: _Call, number: int, wanted: NewTorrent, standing: ExitStack) -> _Newcomer | None:
        """None for one that was added at once."""
        params = call.params
        source = await self._read(wanted)
        if source is None:
            call.outcomes[number] = AddOutcome(id=await self._accept(wanted, params))
            return None
        whole = params.seed_mode and source.layout is not None
        record = await self._adding.record(
            source, params.save_path, paused=params.paused, sequential=params.sequential, whole=whole
        )
        if whole:
            source.params.flags = int(source.params.flags) | int(FLAGS.seed_mode)
        record = self._adding.choose(source, record, wanted.files)
        settlement = await self._adding.settle(source, record, wanted.on_conflict)
        standing.callback(settlement.over)
        entry, saves = await self._adding.put_in_list(source, settlement.record)
        return _Newcomer(number, wanted, source, entry, saves)

    async def _read(self, wanted: NewTorrent) -> Source | None:
        """None for a preview that has to be accepted. Raises InvalidInput and what reading the source does."""
        given = (wanted.preview, wanted.path, wanted.content, wanted.uri)
        if sum(each is not None for each in given) != 1:
            raise InvalidInput("Give one of a preview, a path, the content of a torrent file and a link.")
        if wanted.preview is not None:
            return self._previews.source_of(wanted.preview)
        if wanted.uri is not None:
            return parse_magnet(wanted.uri)
        return await read_given(self._core, wanted.path, wanted.content)

    async def _accept(self, wanted: NewTorrent, params: AddTorrents) -> str:
        return await self._previews.accept(
            AcceptPreview(
                preview=wanted.preview or "",
                save_path=params.save_path,
                paused=params.paused,
                files=wanted.files,
                sequential=params.sequential,
                on_conflict=wanted.on_conflict,
            )
        )

    async def _write(self, call: _Call, newcomers: Sequence[_Newcomer], standing: ExitStack) -> None:
        with standing:
            try:
                await self._core.commit(*(save for each in newcomers for save in each.saves))
            except TorrpeddoError:
                # The disk is full, or something of one of them can't be kept.
                for each in newcomers:
                    await self._write_alone(call, each)
            except BaseException:
                self._take_back(newcomers)
                raise
            else:
                for each in newcomers:
                    self._written(call, each)

    async def _write_alone(self, call: _Call, newcomer: _Newcomer) -> None:
        try:
            await self._core.commit(*newcomer.saves)
        except TorrpeddoError as error:
            self._adding.take_back(newcomer.entry)
            call.refuse(newcomer.number, error)
        except BaseException:
            self._adding.take_back(newcomer.entry)
            raise
        else:
            self._written(call, newcomer)

    def _written(self, call: _Call, newcomer: _Newcomer) -> None:
        """It is added: nothing can undo that any more but a person."""
        call.outcomes[newcomer.number] = AddOutcome(id=newcomer.entry.id)
        if newcomer.wanted.preview is not None:
            self._previews.forget(newcomer.wanted.preview)
        self._core.rows.refresh(newcomer.entry)
        self._waiting.append(newcomer)

    def _let_in(self) -> None:
        if self._waiting and not self._entering:
            self._entering = True
            self._core.spawn(self._enter_all(), "letting in what was added")

    async def _enter_all(self) -> None:
        """As at a start: whoever is not in the session when the engine ends enters at the next one."""
        try:
            await for_each(_taken_from(self._waiting), self._enter, ENTERING)
        finally:
            self._entering = False
        self._core.ask_for_updates()

    async def _enter(self, newcomer: _Newcomer) -> None:
        entry = newcomer.entry
        try:
            await self._adding.let_in(entry, newcomer.source)
        except TorrpeddoError as error:
            # It was said to be added, so it stays: with what is wrong, and until the next start, which tries again.
            log.error("%s was added and did not enter the session: %s", entry.id, error)
            entry.error = TorrentError(kind=error.kind, message=error.message)
            self._core.rows.refresh(entry)

    def _take_back(self, newcomers: Iterable[_Newcomer]) -> None:
        for each in newcomers:
            self._adding.take_back(each.entry)


def _taken_from(waiting: deque[_Newcomer]) -> Iterator[_Newcomer]:
    """The first first; what comes meanwhile is taken, too."""
    while waiting:
        yield waiting.popleft()
