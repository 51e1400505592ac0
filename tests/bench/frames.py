"""Frames, tasks and answers to input while something is done in a page, Chromium's or WebKitGTK's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

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
    return { frames, tasks, inputs };
  };
})()
"""
"""``inputs`` holds milliseconds from each key or press to the paint that answers it, where they are 16 and more."""
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
_PARTS = ("frames", "tasks", "inputs")


@dataclass(frozen=True)
class Seen:
    """Milliseconds: between frames; of tasks of 50 and more; from inputs to paints of 16 and more."""

    frames: list[float]
    tasks: list[float]
    inputs: list[float]

    @property
    def on_time(self) -> float:
        """Percent of the frames."""
        late = sum(1 for each in self.frames if each > ON_TIME * FRAME)
        return 100 - 100 * late / max(1, len(self.frames))

    @property
    def longest_task(self) -> float:
        return max(self.tasks, default=0.0)

    @property
    def slowest_input(self) -> float:
        return max(self.inputs, default=0.0)


def together(all_seen: Sequence[Seen]) -> Seen:
    """What was seen while the same was done several times."""
    frames, tasks, inputs = ([each for seen in all_seen for each in getattr(seen, name)] for name in _PARTS)
    return Seen(frames, tasks, inputs)


def watched(evaluate: Callable[[str], Any], doing: Callable[[], object]) -> Seen:
    evaluate(WATCH)
    doing()
    return Seen(**evaluate(END))
