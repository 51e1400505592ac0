"""What makes a program a part of a Linux desktop: its entry in the menu, its icons, its page in the software centre."""

import shutil
from datetime import date
from pathlib import Path
from string import Template

from paths import ROOT
from torrpeddo.desktop.handlers.entry import FILE_NAME, entry_text
from torrpeddo.desktop.launching import ID

_HERE = Path(__file__).parent
_ICONS = ROOT / "build" / "icons"


def furnish(share: Path, version: str, built: date) -> None:
    """Put them where the desktop looks, below ``share`` (``/usr/share`` of a package)."""
    entry = share / "applications" / FILE_NAME
    page = share / "metainfo" / f"{ID}.metainfo.xml"
    template = Template((_HERE / page.name).read_text(encoding="utf-8"))
    for file, text in (
        (entry, entry_text(["torrpeddo"], own=False)),
        (page, template.substitute(version=version, date=built.isoformat())),
    ):
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    for drawing in sorted((_ICONS / "linux").glob("*.png")):
        _place(drawing, share / "icons" / "hicolor" / f"{drawing.stem}x{drawing.stem}" / "apps" / f"{ID}.png")
    _place(_ICONS / "app.svg", share / "icons" / "hicolor" / "scalable" / "apps" / f"{ID}.svg")
    _place(_ICONS / "symbolic.svg", share / "icons" / "hicolor" / "symbolic" / "apps" / f"{ID}-symbolic.svg")


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
