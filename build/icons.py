"""`npm run icons`: the icons of every system from the drawings in build/icons, which keeps both."""

import sys

from paths import ROOT, script
from setup import set_up
from shell import call


def main() -> None:
    set_up(tests=True)
    raise SystemExit(call([script("python"), ROOT / "build" / "icons" / "draw.py", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
