"""The first's side: it answers whoever calls, from its first moment to its last."""

import logging
import threading
from collections.abc import Callable

from .channel import Channel, Listener, NoAnswerError
from .request import MAX_BYTES, Answer, Request, decode, encode_answer

_log = logging.getLogger(__name__)

Deliver = Callable[[Request], Answer]
"""Called on a thread of its own, which may wait a few seconds."""
_READ_S = 5.0
_WRITE_S = 5.0
_STARTING_S = 60.0
_CALLERS = 64
"""How many are answered at a time; others wait in the system's queue."""


class Door:
    """Until ``open`` callers are told that they were heard, and wait; after ``shut`` that the program is ending.

    Nothing counts as taken before it was delivered: a program that fails to start answers nobody, and the
    caller then does it itself.
    """

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._changed = threading.Condition()
        self._deliver: Deliver | None = None
        self._shut = False
        self._places = threading.BoundedSemaphore(_CALLERS)
        self._receiving = threading.Thread(target=self._receive, name="door", daemon=True)

    def attend(self) -> None:
        """Until then the system keeps whoever calls. More than once is harmless."""
        with self._changed:
            if self._receiving.ident is None:
                self._receiving.start()

    def open(self, deliver: Deliver) -> None:
        self.attend()
        with self._changed:
            self._deliver = deliver
            self._changed.notify_all()

    def shut(self) -> None:
        """From here on callers are told to wait for the end, and to start themselves."""
        self.attend()
        with self._changed:
            self._shut = True
            self._changed.notify_all()

    def close(self) -> None:
        self.shut()
        self._listener.close()

    def _receive(self) -> None:
        while channel := self._listener.accept():
            self._places.acquire()
            threading.Thread(target=self._attend, args=(channel,), name="caller", daemon=True).start()

    def _attend(self, channel: Channel) -> None:
        try:
            self._answer(channel)
        except NoAnswerError:
            _log.debug("A caller went away.")
        except (TimeoutError, ValueError) as error:
            _log.warning("A second start was not understood: %s", error)
        except Exception:
            _log.exception("What a second start handed over was not taken.")
        finally:
            channel.close()
            self._places.release()

    def _answer(self, channel: Channel) -> None:
        request = decode(channel.receive(MAX_BYTES, _READ_S))
        channel.send(encode_answer(Answer.HEARD), _WRITE_S)
        channel.send(encode_answer(self._pass_on(request)), _WRITE_S)

    def _pass_on(self, request: Request) -> Answer:
        with self._changed:
            if not self._changed.wait_for(lambda: self._shut or self._deliver, _STARTING_S):
                return Answer.STUCK
            deliver = self._deliver
        if self._shut or deliver is None:
            return Answer.ENDING
        return deliver(request)
