"""The second's side: hand over, and hear what became of it."""

from enum import Enum, auto

from .channel import Channel, NoAnswerError, connect
from .endpoint import Endpoint
from .request import MAX_ANSWER, Answer, Request, decode_answer, encode

HEARD_S = 5.0
"""Seconds a program that lives may take to say so, however busy it is."""
TAKEN_S = 40.0
"""It may still be starting."""


class Outcome(Enum):
    TAKEN = auto()
    STUCK = auto()
    ENDING = auto()
    ABSENT = auto()
    """Nobody answered: they have not begun to listen, or have just ended, or crashed."""


def call(endpoint: Endpoint, request: Request, holder: int | None = None) -> Outcome:
    try:
        channel = connect(endpoint, HEARD_S, holder)
    except NoAnswerError:
        return Outcome.ABSENT
    except TimeoutError:
        return Outcome.STUCK
    try:
        return _speak(channel, request)
    finally:
        channel.close()


def _speak(channel: Channel, request: Request) -> Outcome:
    try:
        channel.send(encode(request), HEARD_S)
        answer = _hear(channel, HEARD_S)
        if answer is Answer.HEARD:
            answer = _hear(channel, TAKEN_S)
    except (NoAnswerError, ValueError):
        return Outcome.ABSENT
    except TimeoutError:
        return Outcome.STUCK
    return {Answer.TAKEN: Outcome.TAKEN, Answer.ENDING: Outcome.ENDING}.get(answer, Outcome.STUCK)


def _hear(channel: Channel, seconds: float) -> Answer:
    return decode_answer(channel.receive(MAX_ANSWER, seconds))
