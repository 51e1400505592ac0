"""Everything that `npm run package` makes on Linux."""

import shutil

from bundle import freeze
from bundle.contents import NAME
from bundle.linux import archive, deb
from bundle.version import version
from paths import ROOT
from shell import say

DIST = ROOT / "dist"
PATTERNS = (NAME, f"{NAME}-*.tar.gz", f"{NAME}_*.deb")
_DEBIAN_NAMES = {"x86_64": "amd64", "aarch64": "arm64"}


def wrap(machine: str) -> None:
    """One executable, the folder as a .tar.gz, and a .deb where its tool is."""
    shutil.copy2(freeze.EXECUTABLE, DIST / NAME)
    name = f"{NAME}-{version()}-linux-{machine}"
    archive.make(freeze.PROGRAM_FOLDER, DIST / f"{name}.tar.gz", name)
    if shutil.which("dpkg-deb") is None:
        say("No .deb is made: dpkg-deb is not here.")
        return
    architecture = _DEBIAN_NAMES.get(machine, machine)
    deb.make(freeze.PROGRAM_FOLDER, DIST / f"{NAME}_{version()}_{architecture}.deb", version(), architecture)
