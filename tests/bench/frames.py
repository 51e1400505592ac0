"""Frames, tasks and answers to input while something is done in a page, Chromium's or WebKitGTK's."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import psutil

from .figures import Table

WATCH = """
(() => {
  const frames = [], tasks = [], inputs = [];
  const seen = PerformanceObserver.supportedEntryTypes;
  const observers = [['longtask', tasks], ['event', inputs]].filter(([type]) => seen.includes(type))
    .map(([type, durations]) => {
      const observer = new PerformanceObserver(list =>
        list.getEntries().forEach(({ duration, interactionId }) => {
          if (type === 'longtask' || interactionId) durations.push(duration);
        }));
      observer.observe({ type, durationThreshold: 16 });
      return observer;
    });
  window.answers = [];
  let last = 0, going = true;
  const frame = now => {
    if (last) frames.push(now - last);
    last = now;
    if (going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.endWatch = () => {
    going = false;
    observers.forEach(observer => observer.disconnect());
    return { frames, tasks, inputs, answers: window.answers };
  };
})()
"""
"""``inputs`` holds milliseconds from each key or press to the paint that answers it, where they are 16 and more.
Who acts by a script puts into ``answers`` what it sees itself."""
END = "window.endWatch()"
SCROLL = """
(seconds, way) => new Promise((done, failed) => {
  const box = document.querySelector('[role=grid] [role=rowgroup]');
  if (!box) failed(new Error('There is no list to scroll.'));
  let began = 0;
  const frame = now => {
    began ||= now;
    box.scrollTop += way;
    if (box.scrollTop <= 0 || box.scrollTop + box.clientHeight >= box.scrollHeight - 1) way = -way;
    if (now - began < seconds * 1000) requestAnimationFrame(frame); else done();
  };
  requestAnimationFrame(frame);
})
"""
ON_TIME = 1.5
"""Of the time between two frames at 60 Hz: later than that, one was missed."""
FRAME = 1000 / 60
"""Milliseconds."""
TIMES = 3
"""That an act is done beside a download: a few frames more or less are a percent of one time."""
TAKEN = 0.4
"""Percent of the processors' time that a virtual machine's host may take while frames are counted: 40 ms in 5 s."""
TRIES = 5
"""Of an act that the host takes more from."""
_PARTS = ("frames", "tasks", "inputs", "answers", "taken")


@dataclass(frozen=True)
class Seen:
    """Milliseconds: between frames; of tasks of 50 and more; from inputs to paints of 16 and more."""

    frames: list[float]
    tasks: list[float]
    inputs: list[float]
    answers: list[float] = field(default_factory=list)
    """Milliseconds from an act to the frame after it, where a page cannot see inputs itself."""
    taken: list[float] = field(default_factory=list)
    """Percent of the processors' time that the machine's host took meanwhile, each time."""

    @property
    def on_time(self) -> float:
        """Percent of the frames."""
        late = sum(1 for each in self.frames if each > ON_TIME * FRAME)
        return 100 - 100 * late / max(1, len(self.frames))

    @property
    def most_taken(self) -> float:
        return max(self.taken, default=0.0)

    @property
    def longest_task(self) -> float:
        return max(self.tasks, default=0.0)

    @property
    def slowest_input(self) -> float:
        return max(self.inputs, default=0.0)


def together(all_seen: Sequence[Seen]) -> Seen:
    """What was seen while the same was done several times."""
    return Seen(*([each for seen in all_seen for each in getattr(seen, name)] for name in _PARTS))


def watched(
    evaluate: Callable[[str], Any], doing: Callable[[], object], prepare: Callable[[], object] = lambda: None
) -> Seen:
    """After ``prepare``, which is not watched. Both once more where a virtual machine's host took the processors away.

    Nothing that is measured could have run then. What counts in the end is the time of which it took least.
    """
    tries: list[Seen] = []
    while len(tries) < TRIES and all(seen.most_taken > TAKEN for seen in tries):
        prepare()
        tries.append(_watched_once(evaluate, doing))
    return min(tries, key=lambda seen: seen.most_taken)


def often(
    evaluate: Callable[[str], Any], doing: Callable[[], object], prepare: Callable[[], object] = lambda: None
) -> Seen:
    return together([watched(evaluate, doing, prepare) for _ in range(TIMES)])


def add_taken(table: Table, where: str, ours: Sequence[Seen], bare: Sequence[Seen]) -> None:
    """How far the rest can be trusted."""
    ours_most, bare_most = (max(seen.most_taken for seen in all_seen) for all_seen in (ours, bare))
    table.add(f"{where}: most that the machine's host took meanwhile", "% of the processors", ours_most, bare_most)


def _watched_once(evaluate: Callable[[str], Any], doing: Callable[[], object]) -> Seen:
    evaluate(WATCH)
    before, began = _taken(), time.monotonic()
    doing()
    whole = (time.monotonic() - began) * (os.cpu_count() or 1)
    return Seen(**evaluate(END), taken=[100 * (_taken() - before) / whole])


def _taken() -> float:
    """Seconds of all processors so far; only Linux tells."""
    return float(getattr(psutil.cpu_times(), "steal", 0.0))
