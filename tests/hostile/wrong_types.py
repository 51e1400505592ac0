"""Every field of a method's parameters with a value of every wrong type and length, made from its annotations."""

from collections.abc import Iterator, Mapping
from typing import Any, get_type_hints

from msgspec import inspect

from torrpeddo.rpc.table import Method

WRONG: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**31, 2**53 + 1, 2**63, 2**64, 10**30, 1.5, -0.0, 1e308),
    *("", " ", "\x00", "\u202e", "x" * 5000, "x" * 100_000, "nan"),
    *([], [None], [[]], [{}], [""], [0] * 100_001, ["x"] * 5000, {}, {"a": 1}, {"": {}}),
)


def wrong_params(method: Method, known: Mapping[str, Any]) -> Iterator[Any]:
    """Whole parameters, of which one field, however deep it is, has something else in it; and without it."""
    kind = inspect.type_info(get_type_hints(method.handler, include_extras=True)["params"])
    yield from WRONG
    yield from _spoilt(kind, known)


def _spoilt(kind: inspect.Type, known: Mapping[str, Any]) -> Iterator[Any]:
    kind = _plain(kind)
    if isinstance(kind, inspect.ListType):
        yield from ([each] for each in _spoilt(kind.item_type, known))
    if not isinstance(kind, inspect.StructType):
        return
    right = _right(kind, "", known)
    for field in kind.fields:
        name = field.encode_name
        yield {key: value for key, value in right.items() if key != name}
        for wrong in (*WRONG, *_spoilt(field.type, known)):
            yield {**right, name: wrong}
    yield {**right, "no such thing": 1}


def _right(kind: inspect.Type, name: str, known: Mapping[str, Any]) -> Any:
    """What may be there, of which nothing is in the list."""
    kind = _plain(kind)
    if name in known:
        value = known[name][-1 if name in ("id", "ids") else 0]
        return [value] if isinstance(kind, inspect.ListType) else value
    if isinstance(kind, inspect.StructType):
        needed = [field for field in kind.fields if field.required]
        return {field.encode_name: _right(field.type, field.encode_name, known) for field in needed}
    if isinstance(kind, inspect.ListType):
        return [_right(kind.item_type, name, known)]
    return _plainest(kind)


def _plainest(kind: inspect.Type) -> Any:
    match kind:
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.EnumType():
            return next(iter(kind.cls)).value
        case inspect.BoolType():
            return False
        case inspect.IntType():
            return kind.ge or 0
        case inspect.DictType():
            return {}
    return "x" * 40


def _plain(kind: inspect.Type) -> inspect.Type:
    """Without what is said about it, and of several the first that isn't nothing."""
    if isinstance(kind, inspect.Metadata):
        return _plain(kind.type)
    if isinstance(kind, inspect.UnionType):
        return _plain(next(each for each in kind.types if not isinstance(each, inspect.NoneType)))
    return kind
