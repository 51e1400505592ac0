"""The icons at the sizes of panels: what they show is told from its ground, and hardly any of it is faint."""

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from torrpeddo import desktop

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "build" / "icons" / "linux"
TRAY = Path(desktop.__file__).parent / "tray" / "icons"
Colour = tuple[int, ...]


def contrast(one: Colour, other: Colour) -> float:
    """As WCAG has it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legibility(icon: Image.Image) -> tuple[float, float, float]:
    """Of the square: what is told from its ground (3:1 and more), what is faint, and how far it reaches across."""
    size = icon.width
    solid = {
        (x, y): pixel[:3]
        for x in range(size)
        for y in range(size)
        if isinstance(pixel := icon.convert("RGBA").getpixel((x, y)), tuple) and pixel[3] > 200
    }
    [(ground, _)] = Counter(solid.values()).most_common(1)
    told = [at for at, colour in solid.items() if contrast(colour, ground) >= 3]
    faint = [at for at, colour in solid.items() if 1.2 <= contrast(colour, ground) < 3]
    across = max(x for x, _ in told) - min(x for x, _ in told) + 1
    return len(told) / size**2, len(faint) / size**2, across / size


SMALL = [LINUX / "16.png", LINUX / "22.png", LINUX / "24.png", TRAY / "icon-16.png", TRAY / "attention-16.png"]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_it_is_legible_where_it_is_small(path: Path) -> None:
    told, faint, across = legibility(Image.open(path))
    assert told >= 0.15
    assert faint <= told
    assert across >= 0.6


def test_the_large_drawing_would_not_be() -> None:
    """Which is why there is another: made small, most of it is a faint ring."""
    told, faint, _ = legibility(Image.open(LINUX / "512.png").resize((16, 16), Image.Resampling.LANCZOS))
    assert faint > told


@pytest.mark.parametrize("path", SMALL[:1])
def test_its_wake_has_its_own_colour(path: Path) -> None:
    """White is the torpedo, what is green is the wake: neither alone is the mark."""
    icon = Image.open(path).convert("RGB")
    red, green, _ = (band.tobytes() for band in icon.split())
    wake = [at for at in range(len(green)) if green[at] > 120 and green[at] > red[at] + 60]
    assert len(wake) >= 4
