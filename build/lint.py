"""`npm run lint`: types, style and layers, without the tests. With ``--fix``, first mends what can be mended."""

import sys

from checks import FIXES, STATIC
from reporting import run_in_turn, run_together, summarize
from setup import set_up


def main() -> None:
    set_up(tests=True)
    if "--fix" in sys.argv[1:]:
        run_in_turn(FIXES)
    raise SystemExit(summarize(run_together(STATIC)))


if __name__ == "__main__":
    main()
