"""Whether what the page shows fits: a measurement of every word and control that is seen, see ``layout.js``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from playwright.sync_api import Page

_MEASURE = (Path(__file__).with_suffix(".js")).read_text()
_LAID_OUT = """async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    await document.fonts.ready;
}"""


@dataclass(frozen=True)
class Size:
    """Of a window in CSS pixels, and how many pixels of the screen each of them is."""

    width: int
    height: int
    scale: float = 1.0

    def __str__(self) -> str:
        return f"{self.width}x{self.height}" + (f"@{self.scale:g}" if self.scale != 1 else "")


SIZES = (Size(760, 520), Size(900, 600), Size(1280, 800), Size(1280, 800, 2), Size(1920, 1080), Size(3840, 2160))
"""From the smallest window to a large screen of which every pixel is used."""


class Sized:
    """A page in windows of one size after another; as it was when it ends."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._protocol = page.context.new_cdp_session(page)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()
        self._protocol.detach()

    def give_back(self) -> None:
        """The window that it was before."""
        assert self._page.viewport_size is not None
        self.take(Size(**self._page.viewport_size))

    def take(self, size: Size) -> None:
        self._protocol.send(
            "Emulation.setDeviceMetricsOverride",
            {"width": size.width, "height": size.height, "deviceScaleFactor": size.scale, "mobile": False},
        )
        self._page.wait_for_function("wide => innerWidth === wide", arg=size.width)
        self._page.evaluate(_LAID_OUT)


def faults(page: Page) -> list[str]:
    """What does not fit, as sentences."""
    page.evaluate(_LAID_OUT)
    found: list[str] = page.evaluate(_MEASURE)
    return found
