"""`npm run pictures`: pictures of every screen, at every size and in both themes, for eyes; see tests/pictures."""

import sys

from paths import script
from setup import set_up
from shell import call


def main() -> None:
    set_up(tests=True)
    raise SystemExit(call([script("python"), "-m", "tests.pictures.draw", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
