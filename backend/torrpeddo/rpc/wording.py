"""What msgspec says of wrong parameters, said so that a person understands it."""

import re

import msgspec

from .protocol import Code, RpcError

_TYPES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}

_PATTERNS = (
    (r"Object missing required field `(?P<name>.*)`", "is missing"),
    (r"Object contains unknown field `(?P<name>.*)`", "is not known here"),
    (r"Expected `(?P<want>[^`]+)`, got `(?P<got>[^`]+)`", "must be {want}, but is {got}"),
    (r"Expected `array` of length >= (?P<n>\d+)", "must have {n} entries or more"),
    (r"Expected `array` of length <= (?P<n>\d+)", "must have {n} entries or fewer"),
    (r"Expected `str` of length >= (?P<n>\d+)", "must have {n} characters or more"),
    (r"Expected `str` of length <= (?P<n>\d+)", "must have {n} characters or fewer"),
    (r"Expected `str` matching regex '\^\[0-9a-f\]\{40\}\$'", "must be 40 hexadecimal digits in lower case"),
    (r"Expected `\w+` >= (?P<n>\S+)", "must be {n} or more"),
    (r"Expected `\w+` <= (?P<n>\S+)", "must be {n} or less"),
    (r"Invalid enum value (?P<value>.*)", "can't be {value}"),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _PATTERNS)
_LONGEST = 80


def params_error(error: msgspec.ValidationError) -> RpcError:
    """``message`` is a sentence, ``data.field`` the place: ``changes.theme``, ``ids[3]`` or "" for the whole."""
    said, _, place = str(error).partition(" - at `$")
    field = place.rstrip("`").lstrip(".")
    for pattern, words in _COMPILED:
        if match := pattern.fullmatch(said):
            facts = match.groupdict()
            field = ".".join(part for part in (field, facts.get("name")) if part)
            return _about(field, words.format(**_in_words(facts)))
    return _about(field, f"can't be used: {said}")


def positional_params() -> RpcError:
    message = 'Parameters go by name: send an object such as {"id": "…"}, not a list.'
    return RpcError(Code.INVALID_PARAMS, message, {"field": ""})


def _about(field: str, verdict: str) -> RpcError:
    subject = f"The parameter “{_short(field)}”" if field else "What was given as parameters"
    return RpcError(Code.INVALID_PARAMS, f"{subject} {verdict}.", {"field": _short(field)})


def _in_words(facts: dict[str, str]) -> dict[str, str]:
    words = {name: _short(value) for name, value in facts.items()}
    for side in {"want", "got"} & words.keys():
        words[side] = " or ".join(_TYPES.get(kind, kind) for kind in words[side].split(" | "))
    return words


def _short(text: str) -> str:
    """What the other side sent, shown as one line that can be read."""
    text = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
