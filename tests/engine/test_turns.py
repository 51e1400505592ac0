"""Work on many torrents gives way: to commands, to other threads, and to what the session says next."""

import asyncio
import threading
from contextlib import ExitStack

from torrpeddo.engine.crossing import Crossing
from torrpeddo.engine.turns import A_MOMENT, A_TURN, FEW, Turns


def test_calls_from_other_threads_run_in_order_on_the_loops_own() -> None:
    loop = asyncio.new_event_loop()
    crossing = Crossing(loop, Turns())
    ran: list[tuple[int, int]] = []

    def call_many() -> None:
        for number in range(1000):
            crossing.call(lambda number=number: ran.append((number, threading.get_ident())))
        crossing.call(loop.stop)

    caller = threading.Thread(target=call_many)
    caller.start()
    loop.run_forever()
    caller.join()
    loop.close()
    assert ran == [(number, threading.get_ident()) for number in range(1000)]


def test_a_call_made_by_a_call_is_run_too() -> None:
    loop = asyncio.new_event_loop()
    crossing = Crossing(loop, Turns())
    crossing.call(lambda: crossing.call(loop.stop))
    loop.run_forever()
    loop.close()


def test_turns_are_short_while_a_few_commands_are_under_way() -> None:
    turns = Turns()
    with ExitStack() as commands:
        lengths = [turns.length]
        for _ in range(FEW + 1):
            commands.enter_context(turns.command())
            lengths.append(turns.length)
    assert lengths == [A_TURN, *[A_MOMENT] * FEW, A_TURN]
    assert turns.length == A_TURN


def test_a_command_that_failed_is_no_longer_under_way() -> None:
    loop, turns = asyncio.new_event_loop(), Turns()
    crossing = Crossing(loop, turns)

    async def fail() -> None:
        assert turns.length == A_MOMENT
        loop.call_soon(loop.stop)
        raise LookupError

    answer = crossing.run(fail())
    loop.run_forever()
    loop.close()
    assert isinstance(answer.exception(0), LookupError)
    assert turns.length == A_TURN
