"""`npm test`: sets up what the tests need and runs every check, even after one has failed.

With arguments, pytest alone runs, with those: ``npm test -- tests/engine -k pause``.
"""

import sys

from checks import PACKAGE, PYTEST, STATIC, VITEST, WINDOW, Check
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
        # Each keeps the machine busy by itself; side by side they would only wait for one another, some in vain.
        results += run_in_turn([VITEST, *PYTEST, WINDOW, PACKAGE])
    raise SystemExit(summarize(results))


if __name__ == "__main__":
    main()
