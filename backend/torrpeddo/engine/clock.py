"""The one place where time enters what waits for its turn; tests put a clock here that they advance."""

import time


def monotonic() -> float:
    """Seconds that never go back; only differences mean something."""
    return time.monotonic()


def wall() -> float:
    """Unix seconds, as the person's clock shows them: for dates."""
    return time.time()
