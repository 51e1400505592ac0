"""What has finished while nobody looked is told by the desktop's own notifications."""

import html
import sys
from contextlib import ExitStack
from pathlib import Path

from .conftest import make_scratch
from .notices import open_notices
from .processes import GUARD_S, running, wait_for
from .product_window import open_product
from .screen import Screen
from .starting import Starts
from .swarm import open_seeder

NAME = """<b>A "film"<i> & 'more'"""


def test_a_download_that_finishes_unseen_is_told_and_leads_to_its_folder(screen: Screen, tmp_path: Path) -> None:
    desktop = Path(__file__).with_name("desktop_service.py")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "scheme").write_text("1")
    with (
        open_notices(screen, tmp_path / "notices") as notices,
        running([sys.executable, desktop, tmp_path / "desk"], screen.env, tmp_path / "desk.log"),
        open_seeder(screen, tmp_path, {"a.mkv": 200_000}, NAME) as seeder,
        open_product(screen, make_scratch(tmp_path).page, tmp_path / "profile") as product,
    ):
        wait_for((tmp_path / "desk" / "ready").exists, GUARD_S, "the file manager")
        wait_for(lambda: "notifications" in product.call("get_app")["capabilities"], GUARD_S, "the capability")
        window = product.native()

        def download(place: str) -> Path:
            if product.row(seeder.id):
                product.call("remove", ids=[seeder.id])
            product.call("add_magnet", uri=seeder.magnet, save_path=str(tmp_path / place))
            return tmp_path / place / NAME

        screen.xdotool("windowminimize", "--sync", window)
        first = download("first")
        shown = notices.sees("Download finished")
        assert html.unescape(shown["body"]) == NAME
        assert "<" not in shown["body"]
        assert shown["actions"] == ["default", "Show", "open-folder", "Open folder"]
        assert len(notices.shown) == 1

        notices.press("open-folder")
        wait_for((tmp_path / "desk" / "shown").exists, GUARD_S, "the folder to be shown")
        assert (tmp_path / "desk" / "shown").read_text() == first.as_uri()
        wait_for(lambda: notices.shown == [], GUARD_S, "it to be gone")
        assert screen.windows("Torrpeddo", product.process.pid) == []

        download("second")
        notices.sees("Download finished")
        notices.press("default")
        wait_for(lambda: screen.windows("Torrpeddo", product.process.pid), GUARD_S, "the window to come back")

        screen.xdotool("windowminimize", "--sync", window)
        download("third")
        notices.sees("Download finished")
        screen.xdotool("windowactivate", "--sync", window)
        download("fourth")
        wait_for(lambda: notices.shown == [], GUARD_S, "what the person sees in the window to be told nowhere else")


def test_what_needs_a_person_and_what_waits_to_be_added_is_told_behind_other_windows(
    screen: Screen, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    source = [sys.executable, Path(__file__).with_name("drag_source.py"), "file:///x"]
    with (
        open_notices(screen, tmp_path / "notices") as notices,
        open_seeder(screen, tmp_path, {"a.mkv": 200_000}, NAME) as seeder,
        open_product(screen, make_scratch(tmp_path).page, profile) as product,
        running(source, screen.env, tmp_path / "other.log"),
        ExitStack() as stack,
    ):
        wait_for(lambda: "notifications" in product.call("get_app")["capabilities"], GUARD_S, "the capability")
        other = screen.window("Drag source")
        screen.xdotool("windowactivate", "--sync", other)
        gone = str(tmp_path / "gone")
        product.call("update_settings", changes={"run_on_completion": [gone], "notify_finished": False})
        product.call("add_magnet", uri=seeder.magnet, save_path=str(tmp_path / "here"))
        shown = notices.sees("Torrpeddo needs you")
        assert html.unescape(shown["body"]).startswith(f"“{gone}” could not be started for “{NAME}”.")
        assert "<" not in shown["body"]
        assert shown["hints"]["urgency"] == 2

        def goes_on() -> bool:
            """The person, with something else, whatever comes to the front."""
            screen.xdotool("windowactivate", other)
            return len(notices.shown) == 2

        later = Starts(screen, profile, tmp_path / "none", stack, tmp_path / "later.log")
        later.begin("magnet:?xt=urn:btih:" + "d4" * 20 + "&dn=A%20link")
        wait_for(goes_on, GUARD_S, "one notification of each kind")
        assert notices.sees("Waiting to be added")["body"] == "A link"
        notices.press("default")
        wait_for(lambda: screen.active_window() == product.native(), GUARD_S, "the window to come to the front")
