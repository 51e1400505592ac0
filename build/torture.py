"""`npm run torture -- NAME …`: the long form of the tests named below, with other arguments for pytest; without
NAME, lists them. `npm test` runs the short form of the same tests."""

import sys

import python_packages
from setup import set_up
from shell import call, stop

LONG_FORMS: dict[str, tuple[str, ...]] = {
    "kill": ("tests/kill", "tests/swarm/test_kill.py"),
    "deletion": ("tests/deletion", "tests/deletion_matrix"),
    "moving": ("tests/moving",),
    "library": ("tests/library",),
    "fuzz": ("tests/fuzz",),
    "hostile": ("tests/hostile",),
    "lifecycle": ("tests/swarm/test_lifecycle.py",),
    "model": ("tests/model",),
    "peers": ("tests/hostile/test_crowd.py", "tests/hostile/test_strangers.py"),
    "soak": ("tests/soak", "tests/ui/test_soak.py"),
    "trackers": ("tests/hostile/test_bad_trackers.py",),
}
TIMEOUT = 4 * 60 * 60
"""Seconds that one test may take."""


def main() -> None:
    name, *arguments = sys.argv[1:] or [""]
    if name not in LONG_FORMS:
        stop(f"Usage: npm run torture -- NAME\nLong forms: {', '.join(sorted(LONG_FORMS))}")
    set_up(tests=True)
    if name == "fuzz":
        python_packages.ensure_fuzzing()
    raise SystemExit(call(["pytest", *LONG_FORMS[name], "--long", f"--timeout={TIMEOUT}", *arguments]))


if __name__ == "__main__":
    main()
