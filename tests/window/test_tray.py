"""The icon in the tray of a panel, its menu, and the window that goes there."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import make_scratch
from .panel import Panel, open_panel
from .processes import GUARD_S, Process, wait_for
from .product_window import Product, open_product
from .screen import Screen
from .starting import Starts, open_starts

NOBODY_HAS_IT = "magnet:?xt=urn:btih:" + "c3" * 20


@pytest.fixture
def panel(screen: Screen, tmp_path: Path) -> Iterator[Panel]:
    with open_panel(screen, tmp_path / "panel") as opened:
        yield opened


@pytest.fixture
def starts(screen: Screen, tmp_path: Path) -> Iterator[Starts]:
    with open_starts(screen, tmp_path) as opened:
        yield opened


def wait_hidden(screen: Screen, pid: int) -> None:
    wait_for(lambda: not screen.windows("Torrpeddo", pid), GUARD_S, "the window to go")


def wait_shown(screen: Screen, pid: int) -> None:
    wait_for(lambda: screen.windows("Torrpeddo", pid), GUARD_S, "the window")


def test_the_icon_says_what_goes_on_and_its_menu_does_what_it_says(
    screen: Screen, panel: Panel, tmp_path: Path
) -> None:
    with open_product(screen, make_scratch(tmp_path).page, tmp_path / "profile") as product:
        panel.wait_for_icon()
        icon = panel.ask("properties")
        assert (icon["Id"], icon["Status"], icon["Menu"]) == ("torrpeddo", "Active", "/MenuBar")
        assert [48, 48, 48 * 48 * 4] in icon["IconPixmap"]
        assert icon["ToolTip"][2:] == ["Torrpeddo", "↓ 0 B/s ↑ 0 B/s"]
        assert "tray" in product.call("get_app")["capabilities"]

        torrent = product.call("add_magnet", uri=NOBODY_HAS_IT)["id"]
        wait_for(lambda: "1 downloading" in panel.ask("properties")["ToolTip"][3], GUARD_S, "the download to be told")
        panel.click("Pause all")
        product.wait_for_state(torrent, "paused")
        panel.wait_for_label("Resume all")
        panel.click("Resume all")
        panel.click("Slow mode")
        wait_for(lambda: product.call("get_settings")["slow_mode"], GUARD_S, "slow mode")
        wait_for(lambda: panel.entries()["Slow mode"][1]["toggle-state"], GUARD_S, "the mark at slow mode")
        panel.click("500 kB/s")
        wait_for(lambda: product.call("get_settings")["slow_down_limit"] == 500_000, GUARD_S, "the limit")
        assert product.call("get_settings")["down_limit"] == 0

        product.call("subscribe")
        panel.click("Add torrents…")
        (request,) = product.wait_for_events("add_request")
        assert (request["magnets"], request["paths"]) == ([], [])
        comes_and_goes(screen, panel, product)
        reads_as_hosts_do(panel)
        panel.click("Quit Torrpeddo")
        product.wait_gone()


def test_the_interface_says_where_it_went_and_ctrl_q_ends_it(screen: Screen, panel: Panel, tmp_path: Path) -> None:
    with open_product(screen, None, tmp_path / "profile") as product:
        panel.wait_for_icon()
        product.wait_until("return document.body.innerText.includes('Torrpeddo')")
        screen.close_window("Torrpeddo", product.process.pid)
        wait_hidden(screen, product.process.pid)
        assert "kept running" not in product.run("return document.body.innerText")
        panel.ask("activate")
        wait_shown(screen, product.process.pid)
        product.wait_until("return document.body.innerText.includes('kept running in the tray')")
        screen.xdotool("windowactivate", "--sync", product.native(), "key", "ctrl+q")
        product.wait_gone()


def comes_and_goes(screen: Screen, panel: Panel, product: Product) -> None:
    """By the icon, by the menu, by its own button; and where it was."""
    pid, place = product.process.pid, product.position()
    panel.ask("activate")
    wait_hidden(screen, pid)
    product.wait_until("return document.visibilityState === 'hidden'")
    panel.wait_for_label("Show Torrpeddo")
    panel.click("Show Torrpeddo")
    wait_shown(screen, pid)
    product.wait_until("return document.visibilityState === 'visible'")
    wait_for(lambda: product.position() == place, GUARD_S, "the window to be where it was")
    panel.wait_for_label("Hide Torrpeddo")
    for _ in range(2):
        screen.close_window("Torrpeddo", pid)
        wait_hidden(screen, pid)
        panel.ask("activate")
        wait_shown(screen, pid)
    told = product.wait_for_events("notice")
    assert [notice["kind"] for notice in told] == ["kept_running"], "said once, when there is a window again"
    assert [title for title, _ in panel.lines("notifications")] == ["Torrpeddo keeps running"]


def reads_as_hosts_do(panel: Panel) -> None:
    _, _, children = panel.ask("layout", 0, 1)
    assert all(below == [] for _, _, below in children)
    limits, _ = panel.entries()["Download limit"]
    assert panel.ask("layout", limits, -1)[2]
    assert panel.ask("group", [limits, 9999], ["label"]) == [[limits, {"label": "Download limit"}]]
    with pytest.raises(AssertionError, match="no such entry"):
        panel.ask("click", 9999)
    assert "ItemsPropertiesUpdated" in {signal for signal, *_ in panel.lines("signals")}


def test_a_start_in_the_tray_shows_no_window_until_the_icon_is_pressed(
    screen: Screen, panel: Panel, starts: Starts
) -> None:
    process = starts.begin("--hidden")
    panel.wait_for_icon()
    assert screen.windows("Torrpeddo", process.pid) == []
    panel.ask("activate")
    wait_shown(screen, process.pid)
    screen.close_window("Torrpeddo", process.pid)
    wait_hidden(screen, process.pid)
    panel.ask("leave")
    wait_shown(screen, process.pid)  # it would have been out of reach
    panel.ask("come_back")
    panel.wait_for_icon(2)
    screen.close_window("Torrpeddo", process.pid)
    wait_hidden(screen, process.pid)
    panel.ask("show_icons", False)  # a watcher that nobody looks at is no tray
    wait_shown(screen, process.pid)
    closing_ends(screen, process)


def test_without_a_tray_a_hidden_start_can_be_reached_and_closing_ends_the_program(
    screen: Screen, starts: Starts
) -> None:
    process = starts.begin("--hidden")
    wait_for(lambda: called_back(screen, process), GUARD_S, "a window that can be chosen")
    closing_ends(screen, process)


def called_back(screen: Screen, process: Process) -> bool:
    """As from a task bar, where a hidden window is not."""
    minimised = screen.windows("Torrpeddo", process.pid, visible=False)
    if minimised:
        screen.xdotool("windowactivate", minimised[-1])
    return bool(screen.windows("Torrpeddo", process.pid))


def closing_ends(screen: Screen, process: Process) -> None:
    screen.close_window("Torrpeddo", process.pid)
    assert process.wait(GUARD_S) == 0


def test_the_end_of_the_session_ends_what_is_hidden(screen: Screen, panel: Panel, starts: Starts) -> None:
    process = starts.begin("--hidden")
    panel.wait_for_icon()
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(GUARD_S) == 0
