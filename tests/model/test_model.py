"""No sequence of commands breaks an intent, loses a torrent or brings one back: `npm run torture -- model`."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.rounds import rounds

from .cast import Cast
from .machine import Sequences

LONG = rounds(0, 1) == 1


def test_no_sequence_of_commands_breaks_an_intent(cast: Cast) -> None:
    """The short form tries the same every time."""

    class Here(Sequences):
        pass

    Here.cast = cast
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=rounds(18, 500),
            stateful_step_count=rounds(30, 60),
            deadline=None,
            database=None,
            derandomize=not LONG,
            # Making a sequence shorter takes hundreds of runs of it; what was asked is told in full.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
