"""Where the interface is: the one HTML file that the window shows."""

from pathlib import Path

from ..errors import Unavailable

_PACKAGE = Path(__file__).resolve().parents[1]
PLACES = (
    _PACKAGE / "interface" / "index.html",  # shipped with the program
    _PACKAGE.parents[1] / "dist" / "interface" / "index.html",  # built in a checkout
)


def interface_path(places: tuple[Path, ...] = PLACES) -> Path:
    """The first of ``places`` that is there. Raises ``Unavailable`` when the interface has not been built."""
    for place in places:
        if place.is_file():
            return place
    raise Unavailable(
        f"The interface is not built: there is no {places[-1]}. Build it with “npm run build”, then start again.",
        needs="interface",
    )
