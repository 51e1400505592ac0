"""The plug is pulled at any moment, hundreds of times on one profile, and nothing that was acknowledged is lost."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.rounds import rounds

from .checking import Check
from .driver import Driver
from .world import World

SHARED_MEMORY = Path("/dev/shm")


@pytest.mark.parametrize("seed", range(rounds(1, 5)))
def test_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    """Damage adds up, because all rounds are on one profile. ``seed`` makes the same orders again."""
    with ExitStack() as stack:
        far = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=SHARED_MEMORY))).resolve()
        driver = Driver(World(tmp_path.resolve(), far, stack), seed)
        try:
            go_through(driver, rounds(5, 100))
        except BaseException:
            print(f"seed {seed}", *driver.log[-300:], sep="\n")
            raise


def go_through(driver: Driver, count: int) -> None:
    program = driver.begin()
    try:
        for number in range(count):
            driver.log.append(f"round {number}")
            driver.burst(program)
            driver.pull_the_plug(program)
            kept = driver.kept()
            # Nobody may give again what was lost.
            driver.world.rest(True)
            if driver.chance.random() < 0.2:
                driver.interrupt_a_start()
            program = driver.start()
            Check(driver, program, kept).all()
            driver.world.rest(False)
            driver.log.append(f"found {[(row['id'][:6], row['state']) for row in program.rows.values()]}")
    finally:
        program.kill()
