"""Parameters for any method, made from its annotations: right types with odd values, and wrong types."""

from collections.abc import Callable, Sequence
from typing import Any, get_type_hints

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from torrpeddo.rpc.table import Method

Known = dict[str, Sequence[Any]]
"""Values by the name of a field that lead somewhere: ids of torrents, folders that may be written to."""

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_EDGES = [0, 1, -1, 2, 7, 8, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32, 2**53, 2**63 - 1, 2**63, 2**64, 10**30]
_SHORT = 200
"""Characters of what may be in a list thousands of times."""
_NO_PATHS = st.characters(exclude_characters="/\\", codec="utf-8")


def params_of(method: Method, known: Known) -> st.SearchStrategy[Any]:
    """Mostly as the method wants them, now and then with something wrong in it."""
    wanted = get_type_hints(method.handler, include_extras=True)["params"]
    right = _Maker(known).of(inspect.type_info(wanted), "")
    return right | right | right.flatmap(_spoilt)


def _spoilt(params: Any) -> st.SearchStrategy[Any]:
    if not isinstance(params, dict) or not params:
        return JUNK
    return st.tuples(st.sampled_from(sorted(params)), JUNK).map(lambda change: {**params, change[0]: change[1]})


class _Maker:
    def __init__(self, known: Known) -> None:
        self._known = known

    def of(self, kind: inspect.Type, name: str) -> st.SearchStrategy[Any]:
        if isinstance(kind, inspect.Metadata):
            return self.of(kind.type, name)
        odd = self._odd(kind, name)
        if isinstance(kind, inspect.StrType | inspect.IntType) and name in self._known:
            known = st.sampled_from(list(self._known[name]))
            return known if name in self._known.get("only", ()) else known | known | odd
        return odd

    def _odd(self, kind: inspect.Type, name: str) -> st.SearchStrategy[Any]:
        makers: list[tuple[Any, Callable[[Any, str], st.SearchStrategy[Any]]]] = [
            (inspect.StructType, self._struct),
            (inspect.UnionType, self._union),
            (inspect.ListType, self._list),
            (inspect.IntType, self._int),
            (inspect.StrType, self._text),
            (inspect.LiteralType, lambda kind, _: st.sampled_from(kind.values)),
            (inspect.EnumType, lambda kind, _: st.sampled_from([each.value for each in kind.cls])),
            (inspect.BoolType, lambda *_: st.booleans()),
            (inspect.NoneType, lambda *_: st.none()),
            (inspect.DictType, lambda *_: st.dictionaries(st.text(max_size=5), JUNK, max_size=3)),
        ]
        return next((make(kind, name) for type_, make in makers if isinstance(kind, type_)), JUNK)

    def _struct(self, kind: inspect.StructType, _: str) -> st.SearchStrategy[Any]:
        parts = {field.encode_name: self.of(field.type, field.encode_name) for field in kind.fields}
        needed = {field.encode_name for field in kind.fields if field.required}
        return st.fixed_dictionaries(
            {name: part for name, part in parts.items() if name in needed},
            optional={name: part for name, part in parts.items() if name not in needed},
        )

    def _union(self, kind: inspect.UnionType, name: str) -> st.SearchStrategy[Any]:
        return st.one_of(*(self.of(each, name) for each in kind.types if not isinstance(each, _Unset)))

    def _list(self, kind: inspect.ListType, name: str) -> st.SearchStrategy[Any]:
        lengths = st.lists(self.of(kind.item_type, name), max_size=6)
        if isinstance(kind.item_type, inspect.ListType | inspect.Metadata) and "List" in repr(kind.item_type):
            return lengths
        long = self.of(kind.item_type, name).flatmap(
            lambda item: st.sampled_from([100, 5000]).map(lambda n: [item] * (n if len(repr(item)) < _SHORT else 1))
        )
        return lengths | lengths | lengths | long

    def _int(self, kind: inspect.IntType, _: str) -> st.SearchStrategy[int]:
        within = st.integers(kind.ge, kind.le)
        ends = [each for each in (kind.ge, kind.le) if each is not None]
        return within | st.sampled_from([*ends, *_EDGES])

    def _text(self, kind: inspect.StrType, name: str) -> st.SearchStrategy[str]:
        long = st.sampled_from([kind.max_length or 100, (kind.max_length or 100) + 1]).map(
            lambda n: "x" * min(n, 70_000)
        )
        return st.text(_NO_PATHS, max_size=30) | st.sampled_from(["", " ", "\x00", "..", "\u202e", "CON"]) | long


_Unset = inspect.type_info(msgspec.UnsetType).__class__
