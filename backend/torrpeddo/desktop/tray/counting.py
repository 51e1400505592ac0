"""How many torrents the tray speaks of, kept by differences as rows change."""

from collections.abc import Iterable, Mapping

from ...contract.torrents import State, TorrentRow

_DOWNLOADING = frozenset((State.METADATA, State.DOWNLOADING, State.STALLED))
_IN_NEED = frozenset((State.ERROR, State.MISSING_FILES))


class Count:
    """``downloading`` are under way; those ``in_need`` wait for a person."""

    def __init__(self) -> None:
        self._downloading: set[str] = set()
        self._in_need: set[str] = set()

    @property
    def downloading(self) -> int:
        return len(self._downloading)

    @property
    def in_need(self) -> int:
        return len(self._in_need)

    def note(self, rows: Mapping[str, TorrentRow], changed: Iterable[str], removed: Iterable[str]) -> bool:
        """Whether either number is another now."""
        before = self.downloading, self.in_need
        for id in changed:
            row = rows.get(id)
            self._put(id, None if row is None else row.state)
        for id in removed:
            self._put(id, None)
        return before != (self.downloading, self.in_need)

    def _put(self, id: str, state: State | None) -> None:
        (self._downloading.add if state in _DOWNLOADING else self._downloading.discard)(id)
        (self._in_need.add if state in _IN_NEED else self._in_need.discard)(id)
