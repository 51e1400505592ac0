"""The kept inputs of each target: a line of base64 each, the smallest set that reaches all that was ever reached."""

import base64
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"


def load(target: str) -> list[bytes]:
    try:
        lines = _file(target).read_text("ascii").splitlines()
    except FileNotFoundError:
        return []
    return [base64.b64decode(line) for line in lines]


def keep(target: str, inputs: Iterable[bytes]) -> None:
    lines = [base64.b64encode(each).decode() for each in sorted(set(inputs), key=lambda each: (len(each), each))]
    FOLDER.mkdir(exist_ok=True)
    _file(target).write_text("".join(f"{line}\n" for line in lines), "ascii")


def _file(target: str) -> Path:
    return FOLDER / f"{target}.txt"
