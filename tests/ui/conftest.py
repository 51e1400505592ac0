import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect
from tests.swarm.samples import Sample, make, place
from tests.window.swarm import Seeder, open_seeder

from torrpeddo.engine import engine as engine_room

from .hosts import PATIENCE, Host, InProcess, OverStdio
from .interface import Interface, Tab

HOSTS = {"in process": InProcess, "over stdio": OverStdio}
FILES = {"film.mkv": 700_000, "subtitles/en.srt": 3_000, "extras/making of.mkv": 200_000, "readme.txt": 20}
VIEWPORT: ViewportSize = {"width": 1280, "height": 800}
Open = Callable[..., Interface]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": "/usr/bin/chromium", "args": ["--disable-gpu"]}


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine of the test's own process tells of by its clock comes five times as often."""
    monkeypatch.setattr(engine_room, "TICK", 0.2)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[InProcess]:
    with InProcess(tmp_path / "host") as host:
        yield host


@pytest.fixture(params=HOSTS, ids=lambda name: name.replace(" ", "-"))
def any_host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Host]:
    made: Host = HOSTS[request.param](tmp_path / "host")
    with made as host:
        yield host


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """For the tests of a file, one after another."""
    with new_context(browser) as context:
        yield Tab(context)


@pytest.fixture
def open_on(browser: Browser, tab: Tab) -> Iterator[Open]:
    """Opens the interface on a host; with options, those of a browser context, in a window of its own."""
    with ExitStack() as stack:

        def open_interface(host: Host, **options: Any) -> Interface:
            shared = tab.free and not options
            interface = Interface(tab if shared else stack.enter_context(new_context(browser, **options)), host)
            stack.callback(interface.close)
            return interface

        yield open_interface
    if tab.page.viewport_size != VIEWPORT:
        tab.page.set_viewport_size(VIEWPORT)


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    usual = {
        "viewport": VIEWPORT,
        "locale": "en-GB",
        "color_scheme": "dark",
        "reduced_motion": "reduce",
        "permissions": ["clipboard-read", "clipboard-write"],
    }
    return browser.new_context(**{**usual, **options})


@pytest.fixture
def interface(host: InProcess, open_on: Open) -> Interface:
    return open_on(host)


@pytest.fixture(scope="session")
def seeder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeder]:
    """A peer in another process that has all of a torrent."""
    with open_seeder(os.environ, tmp_path_factory.mktemp("seeder"), FILES, "A film") as opened:
        yield opened


@dataclass(frozen=True)
class Library:
    """A list with one torrent in each of some states, by name."""

    samples: dict[str, Sample]

    def __getitem__(self, name: str) -> Sample:
        return self.samples[name]


@pytest.fixture
def library(host: InProcess, tmp_path: Path) -> Library:
    """``Alpha`` and ``Beta`` seed, ``Gamma`` is paused, ``Delta`` is cancelled, ``Epsilon`` lacks its files."""
    return fill(host, tmp_path / "samples")


def fill(host: Host, folder: Path) -> Library:
    sizes = {"Alpha": 90_000, "Beta": 300_000, "Gamma": 20_000, "Delta": 50_000, "Epsilon": 200_000}
    samples = {name: make(folder, name, {"one.bin": size, "two.txt": 50}) for name, size in sizes.items()}
    for name, sample in samples.items():
        place(sample, host.downloads)
        host.add(sample.content, paused=name == "Gamma", seed_mode=True)
    epsilon = samples["Epsilon"].id
    host.call("stop", ids=[samples["Delta"].id, epsilon])
    shutil.rmtree(host.downloads / "Epsilon")
    host.call("restart", ids=[epsilon])
    return Library(samples)
