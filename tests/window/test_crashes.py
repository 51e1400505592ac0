"""The page's process dies, again and again, or stands still: the program goes on."""

import json
import signal
from pathlib import Path

from .conftest import Scratch, StartProgram
from .processes import GUARD_S, page_of, wait_for
from .screen import Screen
from .starting import open_starts
from .swarm import open_seeder

ADDED = "const reply = JSON.parse(await rpc('add_magnet', {uri}));"
REPORTING = """<script>addEventListener('pywebviewready', () => {
  const kept = history.state ?? {times: 0};
  history.replaceState({times: kept.times + 1}, '');
  window.pywebview.api.rpc(JSON.stringify(['seen', JSON.stringify(kept), '', 0]));
})</script>"""


def test_a_dead_page_comes_back_with_its_state_until_it_dies_too_often(
    scratch: Scratch, start_program: StartProgram, screen: Screen
) -> None:
    scratch.page.write_text(scratch.page.read_text().replace("</body>", f"{REPORTING}</body>"))
    program = start_program()
    for times in range(1, 4):
        scratch.wait_for("seen", times)
        page_of(program.pid).kill()
        scratch.wait_for("ready", times + 1)
    kept = [json.loads(event["uris"])["times"] for event in scratch.wait_for("seen", 4)]
    assert kept == [0, 1, 2, 3]

    page_of(program.pid).kill()
    dialog = screen.window("crashed_title", program.pid)
    assert len(scratch.events("ready")) == 4
    screen.xdotool("windowactivate", "--sync", dialog, "key", "Return")
    scratch.wait_for("ready", 5)
    assert screen.windows("crashed_title", program.pid) == []


def test_a_page_that_stands_still_stops_neither_a_download_nor_the_end(screen: Screen, tmp_path: Path) -> None:
    with (
        open_seeder(screen, tmp_path, {"film.mkv": 3_000_000}, "slow page") as seeder,
        open_starts(screen, tmp_path) as starts,
    ):
        starts.page.write_text(starts.page.read_text().replace(ADDED, f"{ADDED} for (;;);"))
        program = starts.begin(seeder.magnet)
        page = page_of(program.pid)
        try:
            wait_for((screen.home / "Downloads/slow page/film.mkv").exists, 30, "the file")
            page.suspend()
            wait_for(lambda: seeder.matches(screen.home / "Downloads"), 30, "the download")
            program.send_signal(signal.SIGTERM)
            assert program.wait(GUARD_S) == 0
        finally:
            page.kill()
