"""Draws the icons of each system from the SVG files beside this one, and writes down from which.

    python build/icons/draw.py            draw them
    python build/icons/draw.py --check    fail if a drawing has changed since

What is drawn is committed, so that only who changes a drawing needs what draws (Chromium, Pillow).
"""

import argparse
import hashlib
import io
import json
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
DESKTOP = HERE.parents[1] / "backend" / "torrpeddo" / "desktop"
WINDOW_ICON = DESKTOP / "icon.png"
TRAY = DESKTOP / "tray" / "icons"
DRAWN_FROM = HERE / "drawn-from.json"
REMEDY = "npm run icons"

SOURCES = ("app.svg", "app-small.svg", "symbolic.svg")
SMALL = 32
"""Pixels up to which the simpler drawing is legible and the other is not."""
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
TRAYS = (16, 22, 24, 32, 48, 64)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)
MACOS_TILE = 824 / 1024
"""Of its square, the part that an icon of macOS fills (Apple's template)."""
LINUX_TILE = 480 / 512
"""The part that the large drawing fills by itself."""
IN_NEED = "#FF6B5E"
"""The colour of what waits for a person."""

_PAGE = "<style>body {{ margin: 0 }} svg {{ display: block; width: {size}px; height: {size}px }}</style>{svg}"


def draw(page: Page, size: int, share: float = 1.0) -> Image.Image:
    """The icon, ``size`` pixels square; ``share`` shrinks it in its square."""
    svg = (HERE / ("app-small.svg" if size <= SMALL else "app.svg")).read_text(encoding="utf-8")
    inner = round(size * share)
    page.set_viewport_size({"width": inner, "height": inner})
    page.set_content(_PAGE.format(size=inner, svg=svg))
    drawn = Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")
    square = Image.new("RGBA", (size, size))
    square.paste(drawn, ((size - inner) // 2, (size - inner) // 2))
    return square


def in_need(icon: Image.Image) -> Image.Image:
    """The same with a dot in its corner, for what waits for a person; the ring around it stands free."""
    size = icon.width * 8
    ring, dot = Image.new("L", (size, size)), Image.new("L", (size, size))
    far = size - 1
    ImageDraw.Draw(ring).ellipse((far - size * 0.48, far - size * 0.48, far + size * 0.06, far + size * 0.06), fill=255)
    ImageDraw.Draw(dot).ellipse((far - size * 0.4, far - size * 0.4, far, far), fill=255)
    ring, dot = (mask.resize(icon.size, Image.Resampling.LANCZOS) for mask in (ring, dot))
    cut = Image.composite(Image.new("RGBA", icon.size), icon, ring)
    return Image.composite(Image.new("RGBA", icon.size, IN_NEED), cut, dot)


def draw_all(page: Page) -> None:
    linux = HERE / "linux"
    linux.mkdir(exist_ok=True)
    for size in LINUX:
        draw(page, size).save(linux / f"{size}.png", optimize=True)
    draw(page, 256).save(WINDOW_ICON, optimize=True)
    TRAY.mkdir(exist_ok=True)
    for size in TRAYS:
        icon = draw(page, size)
        icon.save(TRAY / f"icon-{size}.png", optimize=True)
        in_need(icon).save(TRAY / f"attention-{size}.png", optimize=True)
    *smaller, largest = (draw(page, size) for size in WINDOWS)
    largest.save(HERE / "torrpeddo.ico", sizes=[(size, size) for size in WINDOWS], append_images=smaller)
    *smaller, largest = (draw(page, size, 1.0 if size <= SMALL else MACOS_TILE / LINUX_TILE) for size in MACOS)
    largest.save(HERE / "torrpeddo.icns", append_images=smaller)


def fingerprints() -> dict[str, str]:
    return {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in SOURCES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        if json.loads(DRAWN_FROM.read_text(encoding="utf-8")) != fingerprints():
            raise SystemExit(f"A drawing in build/icons has changed. Run: {REMEDY}")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
        draw_all(browser.new_page())
        browser.close()
    DRAWN_FROM.write_text(json.dumps(fingerprints(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
