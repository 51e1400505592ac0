"""Says what the end of the program waits for, where that takes longer than a moment. The page has gone by then."""

import threading
from collections.abc import Callable

from ..engine.ending import Progress, Step
from .words import Words

PATIENCE_S = 1.0
"""Seconds in which nobody wonders where the program is."""
_EVERY_S = 0.2
_KEYS = {
    Step.BUSY: "ending_busy",
    Step.PAUSING: "ending_busy",
    Step.LEAVING: "ending_leaving",
    Step.FLUSHING: "ending_flushing",
    Step.FIGURES: "ending_figures",
    Step.CLOSING: "ending_closing",
}


class Parting:
    """``say`` gets a title and a line, each time that what is waited for changes. It must not wait."""

    def __init__(self, progress: Progress, words: Callable[[], Words], say: Callable[[str, str], None]) -> None:
        self._progress = progress
        self._words = words
        self._say = say
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="parting", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def join(self) -> None:
        """Wait until it says nothing more."""
        self._thread.join()

    def end(self) -> None:
        self._ended.set()

    def _run(self) -> None:
        patience, said = PATIENCE_S, ""
        while not self._ended.wait(patience):
            words = self._words()
            line = waits_for(self._progress, words)
            if line != said:
                self._say(words.say("ending_title"), line)
            patience, said = _EVERY_S, line


def waits_for(progress: Progress, words: Words) -> str:
    step = progress.step
    if step is Step.SAVING and (left := progress.left()):
        return words.say("ending_saving", count=left)
    return words.say(_KEYS.get(step, "ending_busy"))
