"""`npm test`: sets up what the tests need and runs every check, even after one has failed.

With arguments, pytest alone runs, with those: ``npm test -- tests/engine -k pause``.
"""

import sys

from checks import PYTEST, STATIC, VITEST, WINDOW, Check
from reporting import run_in_turn, run_together, summarize
from setup import set_up
from shell import say


def main() -> None:
    chosen = sys.argv[1:]
    set_up(tests=True)
    if chosen:
        results = run_in_turn([Check("pytest", ("pytest", *chosen))])
    else:
        say("\n── types, style, layers ──")
        results = run_together(STATIC)
        say("\n── tests ──")
        # They wait more than they work, so two at a time take little more than the longest.
        results += run_together([VITEST, *PYTEST])
        results += run_in_turn([WINDOW])
    raise SystemExit(summarize(results))


if __name__ == "__main__":
    main()
