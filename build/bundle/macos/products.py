"""Everything that `npm run package` makes on macOS."""

import shutil

from bundle import freeze
from bundle.contents import NAME
from bundle.version import version
from paths import CACHE, ROOT
from shell import run
from torrpeddo.desktop.launching import NAME as TITLE

DIST = ROOT / "dist"
PATTERNS = (f"{NAME}-*.zip", f"{NAME}-*.dmg")
_STAGE = CACHE / "package" / "dmg"


def wrap(machine: str) -> None:
    """The bundle as a .zip, and on a disk image beside a link to where applications go."""
    name = f"{NAME}-{version()}-macos-{machine}"
    bundle = freeze.OUTPUT / f"{TITLE}.app"
    # ditto keeps what a bundle's signature covers, such as links; other archivers don't.
    run(["ditto", "-c", "-k", "--keepParent", bundle, DIST / f"{name}.zip"], "ditto could not make the archive.")
    shutil.rmtree(_STAGE, ignore_errors=True)
    shutil.copytree(bundle, _STAGE / bundle.name, symlinks=True)
    (_STAGE / "Applications").symlink_to("/Applications")
    run(
        ["hdiutil", "create", "-volname", TITLE, "-srcfolder", _STAGE, "-format", "UDZO", DIST / f"{name}.dmg"],
        "hdiutil could not make the disk image.",
    )
    shutil.rmtree(_STAGE)
