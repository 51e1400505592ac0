"""The way back: everything in the staging folders returns to its old place, and nothing there is replaced.

It goes by what is in the staging folders, not by the plan, so that what other programs
put there comes back too.
"""

import os
from collections.abc import Sequence

from ...errors import StorageError
from ..disk.failures import failed
from ..disk.folder import Entry, Folder, Kind, enter_or_make, open_folder
from ..disk.paths import shown
from .job import Job, Journal, Phase

_ADVICE = "It is kept in the hidden folder “{staging}” beside it. See that you may change the folder, then try again."


def unstage(job: Job, journal: Journal) -> tuple[str, ...]:
    """Put everything back; returns where it kept what has no place any more, something new being there.

    Run again after a crash it does what is left. ``StorageError`` when the disk refuses;
    the phase stays ``undoing`` and another try may succeed.
    """
    journal(Phase.UNDOING)
    kept = put_everything_back(job)
    journal(Phase.UNDONE)
    return kept


def put_everything_back(job: Job) -> tuple[str, ...]:
    """``unstage`` without the journal. All that can go back does, even when something can't."""
    restorer = _Restorer(job.staging)
    for place in job.places:
        restorer.place(place.folder)
    if restorer.problem is not None:
        raise restorer.problem
    return tuple(restorer.kept)


def put_back(job: Job, folder: str, ways: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return single things of a staging folder to their old place, folders made anew where needed."""
    restorer = _Restorer(job.staging)
    with open_folder(folder) as original, original.enter(job.staging) as staged:
        for way in ways:
            restorer.one(staged, original, way)
    if restorer.problem is not None:
        raise restorer.problem
    return tuple(restorer.kept)


class _Restorer:
    def __init__(self, staging: str) -> None:
        self._staging = staging
        self.kept: list[str] = []
        self.problem: StorageError | None = None

    def place(self, path: str) -> None:
        try:
            with open_folder(path) as original:
                if original.look(self._staging) is None:
                    return
                with original.enter(self._staging) as staged:
                    self._contents(staged, original)
                remove_empty(original, self._staging)
                original.sync()
        except OSError as problem:
            self._note(path, problem)

    def one(self, staged: Folder, original: Folder, way: tuple[str, ...]) -> None:
        """Its folders are made where they are missing; kept when that can't be."""
        name, *rest = way
        if not rest:
            found = staged.look(name)
            if found is not None:
                self._entry(staged, original, found)
            return
        try:
            with staged.enter(name) as inner, enter_or_make(original, name) as above:
                self.one(inner, above, tuple(rest))
        except OSError:
            self.kept.append(shown(os.path.join(staged.path, *way)))

    def _contents(self, staged: Folder, original: Folder) -> None:
        for entry in staged.scan():
            self._entry(staged, original, entry)

    def _entry(self, staged: Folder, original: Folder, entry: Entry) -> None:
        try:
            staged.move(entry.name, original)
        except FileExistsError:
            self._merge(staged, original, entry)
        except OSError as problem:
            self._note(os.path.join(original.path, entry.name), problem)

    def _merge(self, staged: Folder, original: Folder, entry: Entry) -> None:
        """There is something of that name: two folders become one, anything else is kept where it is."""
        there = original.look(entry.name)
        if entry.kind is not Kind.FOLDER or there is None or there.kind is not Kind.FOLDER:
            self.kept.append(shown(os.path.join(staged.path, entry.name)))
            return
        with staged.enter(entry.name) as inner, original.enter(entry.name) as above:
            self._contents(inner, above)
        remove_empty(staged, entry.name)

    def _note(self, path: str, problem: OSError) -> None:
        advice = _ADVICE.format(staging=self._staging)
        self.problem = self.problem or failed("put back", path, problem, advice)


def remove_empty(parent: Folder, name: str) -> None:
    """Remove the folder if nothing is in it."""
    try:
        parent.remove_folder(name)
    except OSError:
        return
