"""Runs checks and tells how each went."""

import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from checks import Check
from paths import environment
from second_look import failed_by_chance
from shell import locate, say

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Result:
    check: Check
    passed: bool
    seconds: float
    by_chance: Sequence[str] = ()
    """Tests that failed, and passed by themselves."""

    def __str__(self) -> str:
        line = f"{'ok  ' if self.passed else 'FAIL'}  {self.check.name:<22}{self.seconds:6.1f} s"
        return "\n".join([line, *(f"      fails by chance: {test}" for test in self.by_chance)])


def run_together(checks: Sequence[Check]) -> list[Result]:
    """Run `checks` side by side; what a failing one printed is shown when it ends."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = []
        for done in as_completed([pool.submit(_run_quietly, check) for check in checks]):
            result, output = done.result()
            say(str(result) if result.passed else f"{result}\n{output}")
            results.append(result)
    return results


def run_in_turn(checks: Sequence[Check]) -> list[Result]:
    """Run `checks` one after the other, with their output shown as it comes."""
    results = []
    for check in checks:
        say(f"\n── {check.name} ──")
        started = time.monotonic()
        code = subprocess.run(_resolved(check), cwd=check.folder, env=environment(), check=False).returncode
        by_chance = failed_by_chance(check, code)
        results.append(Result(check, code == 0 or bool(by_chance), time.monotonic() - started, by_chance))
    return results


def summarize(results: Sequence[Result]) -> int:
    """Print a line for each result and a closing count; returns the exit code."""
    failed = sum(not result.passed for result in results)
    say("\n── summary ──")
    for result in results:
        say(str(result))
    say(f"\n{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _run_quietly(check: Check) -> tuple[Result, str]:
    started = time.monotonic()
    done = subprocess.run(
        _resolved(check),
        cwd=check.folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Result(check, done.returncode == 0, time.monotonic() - started), done.stdout


def _resolved(check: Check) -> list[str]:
    program, *arguments = check.command
    return [locate(program), *arguments]
