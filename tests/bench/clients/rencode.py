"""rencode, the encoding of Deluge's RPC: as much of it as its answers use."""

import struct
from typing import Any

_END, _LIST, _DICT, _INT = 127, 59, 60, 61
_POSITIVE, _NEGATIVE, _SHORT_DICT, _SHORT_TEXT, _SHORT_LIST = 0, 70, 102, 128, 192
_NUMBERS = {62: ">b", 63: ">h", 64: ">i", 65: ">q", 66: ">f", 44: ">d"}
_LONG = 65
_WORDS = {67: True, 68: False, 69: None}


def dumps(value: Any) -> bytes:
    match value:
        case bool() | None:
            return bytes([next(code for code, word in _WORDS.items() if word is value)])
        case int():
            return bytes([_LONG]) + struct.pack(_NUMBERS[_LONG], value)
        case str():
            return dumps(value.encode())
        case bytes():
            return str(len(value)).encode() + b":" + value
        case dict():
            inner = b"".join(dumps(key) + dumps(each) for key, each in value.items())
            return bytes([_DICT]) + inner + bytes([_END])
        case _:
            return bytes([_LIST]) + b"".join(map(dumps, value)) + bytes([_END])


def loads(data: bytes) -> Any:
    """Texts are str; bytes where they are not UTF-8."""
    return _Reader(data).value()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def value(self) -> Any:
        code = self._take(1)[0]
        if code in _NUMBERS:
            return struct.unpack(_NUMBERS[code], self._take(struct.calcsize(_NUMBERS[code])))[0]
        if code in _WORDS:
            return _WORDS[code]
        if code == _INT:
            return int(self._until(_END))
        if ord("0") <= code <= ord("9"):
            return _text(self._take(int(bytes([code]) + self._until(ord(":")))))
        if code in (_LIST, _DICT):
            return self._open(code)
        return self._short(code)

    def _short(self, code: int) -> Any:
        """What has its length, or itself, in the code."""
        if code >= _SHORT_LIST:
            return [self.value() for _ in range(code - _SHORT_LIST)]
        if code >= _SHORT_TEXT:
            return _text(self._take(code - _SHORT_TEXT))
        if code >= _SHORT_DICT:
            return {self.value(): self.value() for _ in range(code - _SHORT_DICT)}
        if code >= _NEGATIVE:
            return _NEGATIVE - 1 - code
        return code - _POSITIVE

    def _open(self, code: int) -> Any:
        values = []
        while self._data[self._at] != _END:
            values.append(self.value())
        self._at += 1
        return values if code == _LIST else dict(zip(values[::2], values[1::2], strict=True))

    def _take(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]

    def _until(self, code: int) -> bytes:
        end = self._data.index(code, self._at)
        taken, self._at = self._data[self._at : end], end + 1
        return taken


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data
