"""The licences of what is in the program besides our own, as one text that goes with it."""

import re
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from paths import LOCKS, ROOT

FILE_NAME = "LICENCES.txt"
_LINE = "─" * 78
_TEXT = re.compile(r"(licen[sc]e|copying)", re.IGNORECASE)
_LOCKED = re.compile(r"^([A-Za-z0-9_-]+)==", re.MULTILINE)
_DOCUMENTS = Path("/usr/share/doc")


def text(libraries: Iterable[str]) -> str:
    """Ours first. ``libraries`` are the paths of shared libraries that were taken from this system."""
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    parts = [
        ("Torrpeddo", (ROOT / "LICENSE").read_text(encoding="utf-8")),
        ("Python", _read(python) if python.is_file() else "Python Software Foundation License, see python.org."),
        *_packages(),
        *_system(libraries),
    ]
    return "\n".join(f"{_LINE}\n{name}\n{_LINE}\n\n{content.strip()}\n" for name, content in parts)


def _packages() -> Iterator[tuple[str, str]]:
    """Of Python, those of the lock that are installed here."""
    for name in _LOCKED.findall((LOCKS / "runtime.txt").read_text(encoding="utf-8")):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        yield f"{package.metadata['Name']} {package.version}", _licence(package)


def _licence(package: Distribution) -> str:
    files = [file for file in package.files or () if _TEXT.search(file.name) and ".dist-info" in str(file)]
    said = [line for field in ("License-Expression", "License", "Home-page") for line in _field(package, field)]
    classified = [line for line in _field(package, "Classifier") if line.startswith("License ::")]
    texts = [_read(Path(str(file.locate()))) for file in files]
    return "\n\n".join([*said, *classified, *texts])


def _field(package: Distribution, name: str) -> list[str]:
    return package.metadata.get_all(name) or []


def _system(libraries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of Debian's packages that libraries were taken from; elsewhere nobody knows."""
    seen = set()
    for library in sorted(libraries):
        name = _package_of(library)
        notice = _DOCUMENTS / name / "copyright"
        if name and name not in seen and notice.is_file():
            seen.add(name)
            yield name, _read(notice)


def _package_of(library: str) -> str:
    resolved = Path(library).resolve()
    for path in (str(resolved), str(resolved).removeprefix("/usr")):
        try:
            asked = subprocess.run(["dpkg-query", "--search", path], check=False, capture_output=True, text=True)
        except FileNotFoundError:
            return ""
        if asked.returncode == 0:
            return asked.stdout.partition(":")[0]
    return ""


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")
