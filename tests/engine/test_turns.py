"""Work on many torrents gives way: to commands, to other threads, and to what the session says next."""

import asyncio
import threading

from torrpeddo.engine.crossing import Crossing


def test_calls_from_other_threads_run_in_order_on_the_loops_own() -> None:
    loop = asyncio.new_event_loop()
    crossing = Crossing(loop)
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
    crossing = Crossing(loop)
    crossing.call(lambda: crossing.call(loop.stop))
    loop.run_forever()
    loop.close()
