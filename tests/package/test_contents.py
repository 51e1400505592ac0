"""What is in the packages, and what must not be."""

import ast
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PyInstaller.archive.readers import CArchiveReader

import torrpeddo

from .conftest import ROOT, Products, Unwrapped

HOST_S = ("libglib", "libgobject", "libgio", "libgtk", "libgdk", "libwebkit", "libsoup", "libcairo", "libstdc++")
"""So begin libraries that must be the host's, since WebKitGTK is."""
LATER = re.compile(r"later/\d\d-([\w.]+)/")
UNWANTED = {"websockets", "PIL", "pytest", "setuptools", "unittest", "tkinter", "PyInstaller", "selenium", "psutil"}


@pytest.fixture(scope="module")
def inside(products: Products) -> Any:
    return CArchiveReader(str(products.executable))


@pytest.fixture(scope="module")
def files(inside: Any) -> set[str]:
    """Where everything in the one executable is once it is unpacked: by PyInstaller first, and the rest by itself."""
    return {LATER.sub("", name).removesuffix(".z") for name in inside.toc}


@pytest.fixture(scope="module")
def control(products: Products) -> dict[str, str]:
    told = subprocess.run(["dpkg-deb", "--field", products.deb], check=True, capture_output=True, text=True).stdout
    return dict(line.split(": ", 1) for line in told.splitlines() if line[0] != " ")


def test_what_the_first_line_does_not_need_is_unpacked_beside_the_start(inside: Any) -> None:
    waiting = {found[1] for name in inside.toc if (found := LATER.match(name))}
    assert {"_hashlib", "_ssl", "gi", "libtorrent", "msgspec", "torrpeddo.desktop.interface", "unicodedata"} <= waiting


def test_the_host_s_libraries_are_not_mixed_with_bundled_ones(files: set[str]) -> None:
    libraries = [Path(name).name for name in files if ".so" in name]
    assert "libgirepository-1.0.so.1" in libraries
    assert [name for name in libraries if name.startswith(HOST_S)] == []


def test_only_what_the_program_needs_is_in_it(inside: Any) -> None:
    modules = set(inside.open_embedded_archive("PYZ.pyz").toc)
    assert {"torrpeddo.desktop.window", "torrpeddo.transports.stdio", "torrpeddo.engine.creating.worker"} <= modules
    assert "torrpeddo.transports.websocket" not in modules
    assert {name.partition(".")[0] for name in modules} & UNWANTED == set()


def test_every_library_that_is_spoken_to_is_described(files: set[str]) -> None:
    described = {Path(name).name.partition("-")[0] for name in files if name.startswith("gi_typelibs/")}
    spoken_to = {
        name.name
        for file in (ROOT / "backend").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "gi.repository"
        for name in node.names
    }
    assert {"Gtk", "WebKit2"} <= spoken_to <= described


def test_the_deb_asks_for_what_the_host_must_have(control: dict[str, str]) -> None:
    assert (control["Package"], control["Version"]) == ("torrpeddo", torrpeddo.__version__)
    assert {"libwebkit2gtk-4.1-0", "libstdc++6"} <= set(control["Depends"].split(", "))
    assert "libc6 (>= 2." in control["Depends"]


def test_the_deb_is_at_home_on_the_desktop(unwrapped: Unwrapped) -> None:
    share = unwrapped.deb / "usr" / "share"
    entry = (share / "applications" / "io.github.torrpeddo.desktop").read_text(encoding="utf-8").splitlines()
    assert "Exec=torrpeddo -- %U" in entry
    assert "MimeType=x-scheme-handler/magnet;application/x-bittorrent;" in entry
    assert "StartupWMClass=torrpeddo" in entry
    icons = {file.parts[-3] for file in (share / "icons" / "hicolor").rglob("io.github.torrpeddo.*")}
    assert {"scalable", "16x16", "48x48", "256x256", "512x512"} <= icons
    page = ET.parse(share / "metainfo" / "io.github.torrpeddo.metainfo.xml").getroot()
    assert page.findtext("launchable") == "io.github.torrpeddo.desktop"
    release = page.find("releases/release")
    assert release is not None
    assert release.get("version") == torrpeddo.__version__


def test_nothing_in_the_packages_belongs_to_who_built_them(products: Products) -> None:
    commands: list[list[str | Path]] = [["dpkg-deb", "--contents", products.deb], ["tar", "-tvf", products.archive]]
    for command in commands:
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        assert {line.split()[1] for line in listed} == {"root/root"}


def test_every_package_has_the_licences_of_what_is_in_it(files: set[str], unwrapped: Unwrapped) -> None:
    assert "LICENCES.txt" in files
    documents = unwrapped.deb / "usr" / "share" / "doc" / "torrpeddo"
    for place in (unwrapped.archive / "LICENCES.txt", documents / "copyright"):
        told = place.read_text(encoding="utf-8")
        assert "MIT License" in told
        assert [
            name for name in ("libtorrent", "msgspec", "pywebview", "PyGObject", "Python") if name not in told
        ] == []
