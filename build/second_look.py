"""Whether a test that failed always fails.

Tests of real sessions, disks and windows fail by chance, on a machine that is busy with something else for one. So
what failed is run by itself, more than once, and only what fails again fails the check. What does not is named in the
summary: there is a fault in it all the same, of the test or of what it tests, which wants to be found.
"""

import json
import subprocess
from pathlib import Path

from checks import Check
from paths import ROOT, environment
from shell import locate, say

MOST = 3
"""More tests than these do not fail by chance."""
TIMES = 2
"""How often in a row it has to pass."""
FAILED = 1
"""Pytest's exit code when tests failed, and nothing else went wrong."""


def failed_by_chance(check: Check, code: int) -> list[str]:
    """The tests that `check`, which ended with `code`, has failed for nothing; none if any of them fails again."""
    if check.memory is None or code != FAILED:
        return []
    tests = _failed(ROOT / check.memory)
    if not 0 < len(tests) <= MOST:
        return []
    for _ in range(TIMES):
        say(f"\n── {check.name}: what failed, by itself ──")
        again = [locate("pytest"), "-o", f"cache_dir={check.memory}-again", *tests]
        if subprocess.run(again, cwd=check.folder, env=environment(), check=False).returncode != 0:
            return []
    return tests


def _failed(memory: Path) -> list[str]:
    """By pytest's own memory of its last run, which names a file or folder where that could not be read."""
    try:
        return list(json.loads((memory / "v/cache/lastfailed").read_text("utf-8")))
    except FileNotFoundError:
        return []
