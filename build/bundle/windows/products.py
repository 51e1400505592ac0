"""Everything that `npm run package` makes on Windows."""

import shutil
import zipfile
from pathlib import Path

from bundle import freeze
from bundle.contents import NAME
from bundle.version import version
from paths import ROOT

DIST = ROOT / "dist"
PATTERNS = (f"{NAME}.exe", f"{NAME}-*.zip")
_MACHINES = {"AMD64": "x86_64", "ARM64": "arm64"}
_CONFIGURATION = """\
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <runtime>
    <!-- What was unpacked from a download is marked as such; .NET would not load it. -->
    <loadFromRemoteSources enabled="true" />
  </runtime>
</configuration>
"""


def wrap(machine: str) -> None:
    """One executable, and the folder as a .zip."""
    shutil.copy2(freeze.EXECUTABLE, DIST / freeze.EXECUTABLE.name)
    name = f"{NAME}-{version()}-windows-{_MACHINES.get(machine, machine)}"
    make_zip(freeze.PROGRAM_FOLDER, DIST / f"{name}.zip", name)


def make_zip(folder: Path, target: Path, name: str) -> None:
    """``target`` unpacks to one folder called ``name``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{name}/{file.relative_to(folder).as_posix()}")
        archive.write(ROOT / "LICENSE", f"{name}/LICENSE.txt")
        archive.writestr(f"{name}/{NAME}.exe.config", _CONFIGURATION)
