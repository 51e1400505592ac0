"""A program of the person's own is run when a download has finished."""

import json
import sys
from pathlib import Path

from .conftest import make_scratch
from .processes import GUARD_S, wait_for
from .product_window import open_product
from .screen import Screen
from .swarm import open_seeder

NAME = """A "film"; $(touch x) & 'more' <b>"""
SCRIPT = "import json, os, sys; open(sys.argv[1] + '.new', 'w').write(json.dumps(sys.argv[2:])); "
SCRIPT += "os.rename(sys.argv[1] + '.new', sys.argv[1]); sys.exit(7)"


def test_it_is_given_the_torrent_and_its_failure_is_told(screen: Screen, tmp_path: Path) -> None:
    told = tmp_path / "told"
    with (
        open_seeder(screen, tmp_path, {"a.mkv": 200_000}, NAME) as seeder,
        open_product(screen, make_scratch(tmp_path).page, tmp_path / "profile") as product,
    ):
        wait_for(lambda: "run_on_completion" in product.call("get_app")["capabilities"], GUARD_S, "the capability")
        product.call("subscribe")
        script = "import sys; print(sys.argv[1]); sys.exit(5)"
        tried = product.call("try_program", program=[sys.executable, "-c", script, "%N"])
        assert (tried["outcome"], tried["code"], tried["output"]) == ("failed", 5, "Example")

        program = [sys.executable, "-c", SCRIPT, str(told), "%N", "%F", "%D", "%I", "%Z"]
        product.call("update_settings", changes={"run_on_completion": program})
        product.call("add_magnet", uri=seeder.magnet, save_path=str(tmp_path / "here"))
        wait_for(told.exists, 30, "the program to be run")
        path = tmp_path / "here" / NAME
        assert json.loads(told.read_text()) == [NAME, str(path), str(path.parent), seeder.id, "200000"]
        failed = "return window.events.find(one => one.type === 'notice' && one.kind === 'program_failed')"
        notice = product.wait_until(failed, 20)
        assert notice["facts"]["code"] == 7

        product.call("update_settings", changes={"run_on_completion": [str(tmp_path / "nothing"), "%N"]})
        product.call("remove", ids=[seeder.id])
        product.call("add_magnet", uri=seeder.magnet, save_path=str(tmp_path / "there"))
        missing = "return window.events.find(one => one.kind === 'program_failed' && !('code' in one.facts))"
        assert product.wait_until(missing, 30)["facts"]["program"] == str(tmp_path / "nothing")
