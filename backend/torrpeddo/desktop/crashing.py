"""How often the page may crash and come back by itself."""

from collections import deque

MOST = 3
WITHIN_S = 60.0


class Crashes:
    """Those of late. A page that crashes again and again would keep the computer busy and show nothing."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST)

    def another(self, now: float) -> bool:
        """Note one, at ``now`` in seconds of a clock that only goes forward; whether to load the page again."""
        too_many = len(self._times) == MOST and now - self._times[0] < WITHIN_S
        self._times.append(now)
        return not too_many

    def forgive(self) -> None:
        """A person wants to try again."""
        self._times.clear()
