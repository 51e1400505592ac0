"""The menu as com.canonical.dbusmenu has it: numbered entries with properties, and what changed since the last."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from .menu import Entry, Mark

ROOT = 0
"""The number of the menu itself."""
Value = str | bool | int
"""As D-Bus ``s``, ``b`` and ``i``."""


class Node(Struct, frozen=True):
    key: str
    properties: Mapping[str, Value]
    children: tuple[int, ...] = ()


class Layout(Struct, frozen=True):
    """``revision`` grows by one each time the tree is another."""

    nodes: Mapping[int, Node] = field(default_factory=lambda: {ROOT: Node("", {})})
    revision: int = 1

    def properties(self, id: int, wanted: Iterable[str] = ()) -> dict[str, Value]:
        """Those of ``wanted``, or all where it is empty; none of an entry that is not there."""
        node = self.nodes.get(id)
        names = frozenset(wanted)
        found = {} if node is None else node.properties
        return {name: value for name, value in found.items() if not names or name in names}


class Difference(Struct, frozen=True):
    """``whole``: the tree is another, and is to be read again. Else what each entry has now, and has no more."""

    whole: bool
    updated: Mapping[int, Mapping[str, Value]]
    removed: Mapping[int, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.whole or self.updated or self.removed)


class Numbers:
    """The same number for the same key, always: a host may still show a menu that it read before."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, key: str) -> int:
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def lay_out(self, entries: Iterable[Entry], before: Layout) -> Layout:
        nodes: dict[int, Node] = {}
        top = self._add(entries, nodes)
        nodes[ROOT] = Node("", {"children-display": "submenu"}, top)
        same = _tree(nodes) == _tree(before.nodes)
        return Layout(nodes, before.revision if same else before.revision + 1)

    def _add(self, entries: Iterable[Entry], nodes: dict[int, Node]) -> tuple[int, ...]:
        numbers = []
        for entry in entries:
            number = self.of(entry.key)
            nodes[number] = Node(entry.key, properties(entry), self._add(entry.entries, nodes))
            numbers.append(number)
        return tuple(numbers)


def difference(before: Layout, after: Layout) -> Difference:
    if before.revision != after.revision:
        return Difference(True, {}, {})
    updated, removed = {}, {}
    for id, node in after.nodes.items():
        old = before.nodes[id].properties
        changed = {name: value for name, value in node.properties.items() if old.get(name) != value}
        gone = tuple(name for name in old if name not in node.properties)
        if changed:
            updated[id] = changed
        if gone:
            removed[id] = gone
    return Difference(False, updated, removed)


def properties(entry: Entry) -> dict[str, Value]:
    """Only those that are not as the protocol takes them for granted."""
    if not entry.label:
        return {"type": "separator"}
    found: dict[str, Value] = {"label": entry.label.replace("_", "__")}  # one alone marks a key to press
    if entry.mark is not Mark.NONE:
        found["toggle-type"] = "checkmark" if entry.mark is Mark.CHECK else "radio"
        found["toggle-state"] = int(entry.on)
    if entry.entries:
        found["children-display"] = "submenu"
    return found


def _tree(nodes: Mapping[int, Node]) -> dict[int, tuple[int, ...]]:
    return {id: node.children for id, node in nodes.items()}
