"""Where the interface is: the one HTML file that the window shows, and the words that the host says."""

from pathlib import Path

from ..errors import Unavailable

_PACKAGE = Path(__file__).resolve().parents[1]
PLACES = (
    _PACKAGE / "interface" / "index.html",  # shipped with the program
    _PACKAGE.parents[1] / "dist" / "interface" / "index.html",  # built in a checkout
)


def interface_path(places: tuple[Path, ...] = PLACES) -> Path:
    """The first of ``places`` that is there. Raises ``Unavailable`` when the interface has not been built."""
    return _built(places)


def words_path() -> Path:
    """What the host says in each language, written beside the interface when it is built."""
    return _built(tuple(place.with_name("words.json") for place in PLACES))


def _built(places: tuple[Path, ...]) -> Path:
    for place in places:
        if place.is_file():
            return place
    raise Unavailable(
        f"The interface is not built: there is no {places[-1]}. Build it with “npm run build”, then start again.",
        needs="interface",
    )
