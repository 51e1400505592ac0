"""Engines, seeders and samples, each ended after its test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from torrpeddo.engine import engine as engine_room

from .host import Host, hear_states
from .metadata_giver import MetadataGiver
from .samples import Sample, make
from .seeder import Seeder

TICK = 0.05
"""Seconds between the engine's looks at its session; in the program it is one second."""

NewHost = Callable[..., Host]
NewSeeder = Callable[..., Seeder]
NewGiver = Callable[[Sample], MetadataGiver]
NewSample = Callable[..., Sample]


@pytest.fixture(autouse=True)
def quick_and_talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_room, "TICK", TICK)
    hear_states(monkeypatch)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> NewSample:
    """``samples("name", sizes, kind=…, trackers=…)``; the files of a sample are shared, so nobody may change them."""

    def new(name: str = "demo", *sizes: dict[str, int], **options: object) -> Sample:
        return make(tmp_path_factory.mktemp("seed"), name, *sizes, **options)  # type: ignore[arg-type]

    return new


@pytest.fixture(scope="session")
def sample(samples: NewSample) -> Sample:
    """A v1 torrent of three files, about a megabyte."""
    return samples("demo")


@pytest.fixture
def cleanup() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def new_host(tmp_path: Path, cleanup: ExitStack) -> NewHost:
    def new(*overrides: str, name: str = "host") -> Host:
        return cleanup.enter_context(Host(tmp_path / name, overrides))

    return new


@pytest.fixture
def host(new_host: NewHost) -> Host:
    return new_host()


@pytest.fixture
def new_seeder(cleanup: ExitStack) -> NewSeeder:
    def new(sample: Sample, **options: Any) -> Seeder:
        seeder = Seeder(sample, **options)
        cleanup.callback(seeder.close)
        return seeder

    return new


@pytest.fixture
def new_giver(cleanup: ExitStack) -> NewGiver:
    def new(sample: Sample) -> MetadataGiver:
        giver = MetadataGiver(sample)
        cleanup.callback(giver.close)
        return giver

    return new


@pytest.fixture
def seeder(sample: Sample, new_seeder: NewSeeder) -> Seeder:
    """Has the sample whole."""
    return new_seeder(sample)
