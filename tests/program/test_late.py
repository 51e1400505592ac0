"""What is loaded when it is first asked for something, and what a start of the engine does without until then."""

import subprocess
import sys
from pathlib import Path

_LATE = """
import sys
from torrpeddo.late import Late
wave = Late("wave")
assert "wave" not in sys.modules
assert wave.WAVE_FORMAT_PCM == 1
import wave as whole
assert sys.modules["wave"] is whole and wave.open is whole.open
"""

_NOT_THERE = """
import sys
from torrpeddo.late import Late
nothing = Late("torrpeddo.nothing_of_that_name")
try:
    nothing.at_all
except ModuleNotFoundError:
    sys.exit(0)
sys.exit(1)
"""

_START = """
import sys
from pathlib import Path
from torrpeddo import plain_libraries
plain_libraries.load()
from torrpeddo.engine import Engine
from torrpeddo.library.profile import Profile
from torrpeddo.rpc.client import Client
profile = Profile.open(Path(sys.argv[1]))
engine = Engine(profile, ["enable_dht=false", "listen_interfaces=127.0.0.1:0"])
engine.start()
with Client(engine, "stdio"):
    print(*sorted(sys.modules))
    links = engine.links
    assert engine.links is links and "torrpeddo.engine.fetching.links" in sys.modules
assert engine.stop()
profile.close()
"""

_LATER = (
    "ctypes",
    "difflib",
    "inspect",
    "logging.handlers",
    "ssl",
    "torrpeddo.engine.creating.jobs",
    "torrpeddo.engine.deletion.jobs",
    "torrpeddo.engine.exporting",
    "torrpeddo.engine.fetching.links",
    "torrpeddo.engine.moving.jobs",
    "torrpeddo.engine.moving.renaming",
    "torrpeddo.engine.web_seeds",
    "torrpeddo.scrubbing",
    "typing_extensions",
)


def test_it_is_loaded_when_it_is_asked_for_something() -> None:
    subprocess.run([sys.executable, "-c", _LATE], check=True)


def test_what_does_not_exist_is_told_by_whoever_asks() -> None:
    subprocess.run([sys.executable, "-c", _NOT_THERE], check=True)


def test_a_start_does_without_what_is_asked_for_now_and_then(tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, "-c", _START, tmp_path / "profile"]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert "torrpeddo.engine.engine" in loaded
    assert set(_LATER).isdisjoint(loaded), set(_LATER).intersection(loaded)
