"""Promises that every row of the method table keeps."""

import inspect
from typing import get_type_hints

import msgspec
import pytest

from torrpeddo.rpc.table import EVERYWHERE, METHODS, Method

TRANSPORTS = {"webview", "stdio", "websocket"}


def test_names_are_unique_and_their_handlers_carry_them() -> None:
    names = [method.name for method in METHODS]
    assert len(names) == len(set(names))
    assert names == [method.handler.__name__ for method in METHODS]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_types_can_be_read_from_the_handler(method: Method) -> None:
    assert list(inspect.signature(method.handler).parameters) == ["context", "params"]
    hints = get_type_hints(method.handler, include_extras=True)
    assert issubclass(hints["params"], msgspec.Struct)
    assert hints["params"].__struct_config__.forbid_unknown_fields
    msgspec.json.schema(hints["return"])


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_transports_are_known(method: Method) -> None:
    assert method.transports
    assert method.transports <= TRANSPORTS == EVERYWHERE
