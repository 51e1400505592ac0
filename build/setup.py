"""`npm run setup`: all that Torrpeddo needs to run; a second time, next to nothing is left to do."""

import interface
import node_packages
import os_packages
import python_packages
from paths import ROOT, script
from shell import say


def set_up(*, tests: bool = False) -> None:
    """Install and build what is missing or out of date; stops with a sentence when it cannot."""
    os_packages.ensure(tests=tests)
    python_packages.ensure(development=tests)
    if tests:
        python_packages.ensure_packaging()
    node_packages.ensure()
    interface.ensure()


def main() -> None:
    set_up()
    say(f"Torrpeddo is set up. Open it with: npm start, or {script('torrpeddo').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
