"""What libtorrent is told of names, and what it answers."""

import asyncio
import os
from collections.abc import Mapping

from ..core import Core
from ..facts import FileRenamed, FileRenameFailed, Handle
from ..flushing import flush

DEADLINE = 20.0
"""Seconds for libtorrent and its disk to answer."""


class Asking:
    def __init__(self, core: Core) -> None:
        self._core = core
        self._answers: dict[tuple[Handle, int], asyncio.Future[bool]] = {}
        core.pump.on(FileRenamed, lambda fact: self._on_answer(fact, True))
        core.pump.on(FileRenameFailed, lambda fact: self._on_answer(fact, False))

    async def rename(self, handle: Handle, paths: Mapping[int, str]) -> set[int]:
        """Have it know the files by these paths, with ``/``. Returns those it does.

        It renames what has the old name and nothing else: a second name of the same file stays, and
        where nothing has the old name it only changes its mind.
        """
        if not paths:
            return set()
        answers = {native: self._core.loop.create_future() for native in paths}
        self._answers |= {(handle, native): answer for native, answer in answers.items()}
        try:
            for native, path in paths.items():
                handle.rename_file(native, as_system(path))
            await asyncio.wait(answers.values(), timeout=DEADLINE)
        finally:
            for native in paths:
                self._answers.pop((handle, native), None)
        return {native for native, answer in answers.items() if answer.done() and answer.result()}

    async def written(self, handle: Handle) -> bool:
        """Every byte that came is on the disk. False when that took too long."""
        try:
            await asyncio.wait_for(flush(self._core, handle), DEADLINE)
        except TimeoutError:
            return False
        return True

    def _on_answer(self, fact: FileRenamed | FileRenameFailed, well: bool) -> None:
        answer = self._answers.get((fact.handle, fact.index))
        if answer is not None and not answer.done():
            answer.set_result(well)


def as_system(path: str) -> str:
    return path.replace("/", os.sep)
