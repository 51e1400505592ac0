"""The packaged program on a stick."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.window.product_window import OFFLINE

from torrpeddo.library.profile import Profile
from torrpeddo.portable import FOLDER

from .conftest import Products


def test_with_a_folder_beside_it_everything_is_kept_there(products: Products, tmp_path: Path) -> None:
    stick, home = tmp_path / "stick ü", tmp_path / "home"
    (stick / FOLDER).mkdir(parents=True)
    home.mkdir()
    program = shutil.copy2(products.executable, stick)
    switches = [word for setting in OFFLINE for word in ("--set", setting)]
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")} | {"HOME": str(home)}
    ran = subprocess.run(
        [program, "engine", *switches], check=False, input=b"", capture_output=True, env=env, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    profile = Profile.open(stick / FOLDER)
    try:
        assert profile.database.is_file()
    finally:
        profile.close()
    assert list(home.iterdir()) == []
