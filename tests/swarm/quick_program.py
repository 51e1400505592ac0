"""``torrpeddo`` with a quicker clock: saves, looks and the time to undo come in tenths of what they are.

``python -m tests.swarm.quick_program engine …``, for tests that begin and end it hundreds of times.
"""

from typing import NoReturn

from torrpeddo import __main__
from torrpeddo.engine import engine, missing, resume
from torrpeddo.engine.deletion import jobs as deletions

SAVE_INTERVAL = 0.5
"""Seconds between saves of a download that goes on."""
UNDO_SECONDS = 1.0


def main() -> NoReturn:
    engine.TICK = 0.05
    resume.INTERVAL = SAVE_INTERVAL
    missing.LOOK_EVERY = 0.5
    deletions.UNDO_SECONDS = UNDO_SECONDS
    __main__.run()


if __name__ == "__main__":
    main()
