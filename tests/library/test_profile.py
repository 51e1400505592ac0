"""One process holds a profile, and a second is told which."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from torrpeddo.errors import InvalidPath, ProfileInUse
from torrpeddo.library.profile import Profile, default_path

HOLDER = """
import sys
from pathlib import Path
from torrpeddo.errors import TorrpeddoError
from torrpeddo.library.profile import Profile
try:
    profile = Profile.open(Path(sys.argv[1]))
except TorrpeddoError as error:
    sys.exit(error.message)
print("held", flush=True)
sys.stdin.read()
"""


def start_holder(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_makes_its_folders_and_says_where_things_are(tmp_path: Path) -> None:
    profile = Profile.open(tmp_path / "some" / "where")
    assert profile.database == profile.path / "library.db"
    assert profile.logs.is_dir()
    assert not profile.previews.exists()
    assert profile.default_downloads == Path(platformdirs.user_downloads_dir())
    if os.name == "posix":
        assert stat.S_IMODE(profile.path.stat().st_mode) == 0o700
    profile.close()


def test_without_a_path_it_is_the_platforms_place() -> None:
    assert default_path() == Path(platformdirs.user_data_dir("torrpeddo", appauthor=False))


def test_a_second_process_is_told_who_holds_it(tmp_path: Path) -> None:
    profile = Profile.open(tmp_path)
    second = start_holder(tmp_path)
    _, said = second.communicate(timeout=60)
    assert second.returncode != 0
    assert f"The profile in {tmp_path} is in use by another Torrpeddo (process {os.getpid()})" in said
    profile.close()


def test_a_process_that_is_killed_lets_go(tmp_path: Path) -> None:
    with start_holder(tmp_path) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ProfileInUse) as refusal:
            Profile.open(tmp_path)
        assert refusal.value.data == {"path": str(tmp_path), "pid": holder.pid}
        holder.kill()
        holder.wait(timeout=60)
    Profile.open(tmp_path).close()


def test_closed_it_can_be_opened_again(tmp_path: Path) -> None:
    first = Profile.open(tmp_path)
    with pytest.raises(ProfileInUse):
        Profile.open(tmp_path)
    first.close()
    first.close()
    Profile.open(tmp_path).close()


def test_a_file_in_the_way_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(InvalidPath, match="a file is in the way"):
            Profile.open(place)


def test_a_name_no_folder_can_have_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidPath, match="no folder can have"):
        Profile.open(tmp_path / "nul\0")
