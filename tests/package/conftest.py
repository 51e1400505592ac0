"""What `npm run package` makes, made anew when it is out of date; each program as a person gets it."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.window.screen import Screen, open_screen

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
sys.path.append(str(ROOT / "build"))  # last: its modules have everyday names


PATIENCE = 900
"""Seconds for a test that must make the packages first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(PATIENCE))


@dataclass(frozen=True)
class Products:
    """The files in ``dist/``."""

    executable: Path
    archive: Path
    deb: Path


@dataclass(frozen=True)
class Unwrapped:
    """What is in the archive and in the .deb, unpacked."""

    archive: Path
    deb: Path


@pytest.fixture(scope="session")
def products() -> Products:
    made = subprocess.run(
        [sys.executable, ROOT / "build" / "package.py"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stdout + made.stderr
    (archive,), (deb,) = DIST.glob("torrpeddo-*.tar.gz"), DIST.glob("torrpeddo_*.deb")
    return Products(DIST / "torrpeddo", archive, deb)


@pytest.fixture(scope="session")
def unwrapped(products: Products, tmp_path_factory: pytest.TempPathFactory) -> Unwrapped:
    place = tmp_path_factory.mktemp("unwrapped ü")
    archive, deb = place / "archive", place / "deb"
    archive.mkdir()
    subprocess.run(["tar", "-xf", products.archive, "-C", archive], check=True)
    subprocess.run(["dpkg-deb", "--extract", products.deb, deb], check=True)
    return Unwrapped(archive / products.archive.name.removesuffix(".tar.gz"), deb)


@pytest.fixture(scope="session", params=["executable", "archive", "deb"])
def program(request: pytest.FixtureRequest, products: Products, unwrapped: Unwrapped) -> Path:
    """The program in each of its wrappings."""
    return {
        "executable": products.executable,
        "archive": unwrapped.archive / "torrpeddo",
        "deb": unwrapped.deb / "usr" / "bin" / "torrpeddo",
    }[str(request.param)]


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with open_screen(tmp_path_factory.mktemp("screen")) as opened:
        yield opened
