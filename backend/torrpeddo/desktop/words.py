"""What the host says outside the page (tray, notifications), in the interface's language.

The sentences are the page's own catalogue's: those whose keys begin with ``host_``. The build writes them
beside the page, as ``{language: {key: sentence, or {plural: sentence}}}``.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..contract.language import Language

_log = logging.getLogger(__name__)

Catalogue = Mapping[str, str | Mapping[str, str]]

ENGLISH = "en"
_UNITS = ("B", "kB", "MB", "GB", "TB", "PB")
_DECIMAL_COMMA = frozenset({"de", "es", "fr"})


class Words:
    """The sentences of one language; English where it lacks one."""

    def __init__(self, catalogues: Mapping[str, Catalogue], language: str) -> None:
        self.language = language if language in catalogues else ENGLISH
        self._own = catalogues.get(self.language, {})
        self._english = catalogues.get(ENGLISH, {})

    def say(self, key: str, *, count: int | None = None, **facts: str | int) -> str:
        """The sentence with its holes filled; ``count`` chooses the plural and is also ``{n}``.

        Raises KeyError for a sentence that no catalogue has: a mistake of ours.
        """
        message = self._own.get(key) or self._english[key]
        if count is not None:
            facts = {"n": count, **facts}
        if not isinstance(message, str):
            message = message[plural(self.language, count or 0)]
        # By hand: a name with braces in it must stay as it is.
        for name, fact in facts.items():
            message = message.replace("{" + name + "}", str(fact))
        return message

    def amount(self, size: float) -> str:
        """Bytes with the unit that suits, in powers of a thousand as the interface shows them."""
        unit = 0
        while size >= 999.5 and unit < len(_UNITS) - 1:
            size, unit = size / 1000, unit + 1
        number = f"{size:.0f}" if unit == 0 or size >= 99.95 else f"{size:.1f}"
        if self.language in _DECIMAL_COMMA:
            number = number.replace(".", ",")
        return f"{number} {_UNITS[unit]}"

    def rate(self, bytes_a_second: float) -> str:
        return f"{self.amount(bytes_a_second)}/s"


class Vocabulary:
    """All languages, read once."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = catalogues

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        """Raises OSError or ValueError where the build's file is not as the build writes it."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def words(self, chosen: Language, of_system: Iterable[str]) -> Words:
        """In the language that was chosen, or else in the first of the system's that there are words in."""
        if chosen is not Language.SYSTEM:
            return Words(self._catalogues, chosen.value)
        codes = (tag.replace("_", "-").partition("-")[0].lower() for tag in of_system)
        return Words(self._catalogues, next((code for code in codes if code in self._catalogues), ENGLISH))


def plural(language: str, count: int) -> str:
    """Which plural a whole number takes (Unicode CLDR, cardinal rules)."""
    return _PLURALS[language](abs(count))


def _english(count: int) -> str:
    return "one" if count == 1 else "other"


def _spanish(count: int) -> str:
    if count == 1:
        return "one"
    return "many" if count and count % 1_000_000 == 0 else "other"


def _french(count: int) -> str:
    if count < 2:
        return "one"
    return "many" if count % 1_000_000 == 0 else "other"


def _arabic(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    rest = count % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


_PLURALS: dict[str, Callable[[int], str]] = {
    "en": _english,
    "de": _english,
    "es": _spanish,
    "fr": _french,
    "zh": lambda _: "other",
    "ar": _arabic,
}
