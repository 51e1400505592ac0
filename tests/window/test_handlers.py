"""Magnet links and torrent files that are opened elsewhere on the desktop come to the program that took them over."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from tests.swarm.samples import make

from torrpeddo.desktop.autostart.xdg import XdgAutostart
from torrpeddo.desktop.handlers.entry import program_of
from torrpeddo.desktop.handlers.files import EntryFiles, Folders

from .conftest import make_scratch
from .person import Person
from .processes import GUARD_S, wait_for
from .product_window import Product, open_product
from .screen import Screen

MAGNET = "x-scheme-handler/magnet"
BEFORE = f"[Default Applications]\n{MAGNET}=other.desktop\nimage/png=viewer.desktop\n"
OTHER = """[Desktop Entry]
Type=Application
Name=Other Torrents
Exec={program}
MimeType=x-scheme-handler/magnet;
"""


@pytest.fixture
def desk(screen: Screen, tmp_path: Path) -> Screen:
    """The desktop of a person who has another program for magnet links, and none for torrent files."""
    data, config = tmp_path / "data", tmp_path / "config"
    (data / "applications").mkdir(parents=True)
    program = tmp_path / "other.sh"
    program.write_text(f"#!/bin/sh\n: > {tmp_path / 'other'}\n")
    program.chmod(0o755)
    (data / "applications" / "other.desktop").write_text(OTHER.format(program=program))
    config.mkdir()
    (config / "mimeapps.list").write_text(BEFORE)
    return replace(screen, env=screen.env | {"XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(config)})


@pytest.fixture
def product(desk: Screen) -> Iterator[Product]:
    """On the profile that a start without arguments has too: what the desktop starts comes to this one."""
    with open_product(desk, None, Path(desk.env["XDG_DATA_HOME"]) / "torrpeddo") as opened:
        yield opened


def run(desk: Screen, *command: str | Path, folder: Path | None = None) -> str:
    """As another program of the desktop does; its output."""
    ran = subprocess.run(command, env=desk.env, cwd=folder, check=False, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, f"{command}: {ran.stderr}"
    return ran.stdout.strip()


def magnet(number: int, name: str) -> str:
    return f"magnet:?xt=urn:btih:{number:040x}&dn={name}"


def leads_to_a_program(entry: Path) -> bool:
    return os.access(program_of(entry.read_text()) or "", os.X_OK)


def sees_exactly(product: Product, words: str) -> None:
    """In the dialog, whatever characters these are."""
    product.wait_until(
        "return [...document.querySelectorAll('[role=dialog]')]"
        f".some(dialog => dialog.innerText.includes({json.dumps(words)}))",
        20,
    )


def test_what_is_opened_elsewhere_comes_here_until_it_is_given_back(
    desk: Screen, product: Product, tmp_path: Path
) -> None:
    person = Person(product)
    person.sees_in_welcome("Magnet links: Other Torrents")
    person.press_button("Use Torrpeddo")
    person.sees_in_welcome("Torrpeddo opens them")
    person.press_button("Start")
    assert run(desk, "xdg-mime", "query", "default", MAGNET) == "io.github.torrpeddo.desktop"

    run(desk, "xdg-open", magnet(1, "It's%20a%20%22l%C3%B6we%22%20%26%20more"))
    sees_exactly(product, 'It\'s a "löwe" & more')
    person.press(Keys.ESCAPE)
    person.sees_no_dialog()
    run(desk, "gio", "open", magnet(2, "By%20Gio"))
    person.sees_in_dialog("By Gio")
    person.press(Keys.ESCAPE)
    person.sees_no_dialog()

    # A bare desktop tells a torrent file by the tracker at its beginning alone.
    made = make(tmp_path, "film", {"a b.mkv": 5_000, "ü.txt": 3}, trackers=("http://127.0.0.1:1/announce",))
    file = made.torrent_file(tmp_path).rename(tmp_path / "a b'ü.torrent")
    run(desk, "xdg-open", file.name, folder=tmp_path)
    person.sees_file("a b.mkv")
    person.press(Keys.ESCAPE)
    person.sees_no_dialog()
    run(desk, "gio", "open", file)
    sees_exactly(product, "ü.txt")
    person.press(Keys.ESCAPE)
    person.sees_no_dialog()

    person.press_button("Settings")
    person.open_tab("Desktop")
    person.press_button("Give back to Other Torrents")
    person.sees_in_dialog("Other Torrents opens them")
    person.press_button("No longer use Torrpeddo")
    person.sees_in_dialog("No program opens them yet")
    assert (tmp_path / "config" / "mimeapps.list").read_text() == BEFORE
    left = [path.name for path in (tmp_path / "data" / "applications").iterdir()]
    assert left == ["other.desktop"]
    run(desk, "xdg-open", magnet(3, "Gone"))
    wait_for((tmp_path / "other").exists, GUARD_S, "the other program to be started")


def test_a_program_behind_spaces_is_reached_with_all_that_was_clicked(desk: Screen, tmp_path: Path) -> None:
    program, heard = tmp_path / "my apps" / "torrpeddo", tmp_path / "heard"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {heard}\n')
    program.chmod(0o755)
    files = EntryFiles(Folders.of(desk.env), [str(program)])
    files.write()
    files.make_default(MAGNET)
    link = magnet(1, "$(touch%20x)&tr=--profile")
    for opener in (["xdg-open"], ["gio", "open"]):
        run(desk, *opener, link)
        wait_for(lambda: heard.exists() and heard.read_text() == f"--\n{link}\n", GUARD_S, f"{opener} to start it")
        heard.unlink()


def test_what_led_to_a_program_that_moved_leads_to_it_again_and_login_is_as_the_folder_says(
    desk: Screen, tmp_path: Path
) -> None:
    folders, gone = Folders.of(desk.env), [str(tmp_path / "gone" / "torrpeddo")]
    handler, login = EntryFiles(folders, gone), XdgAutostart(folders.config, gone)
    handler.write()
    login.set(on=True, hidden=True)
    with open_product(desk, make_scratch(tmp_path).page, tmp_path / "profile") as product:
        for path in (handler.path, login.path):
            wait_for(partial(leads_to_a_program, path), GUARD_S, f"{path} to lead to a program")
        assert product.call("get_autostart") == {"on": True, "hidden": True}
        login.path.write_text(login.path.read_text() + "Hidden=true\n")
        assert product.call("get_autostart")["on"] is False
        assert product.call("set_autostart", on=True) == {"on": True, "hidden": False}
        assert product.call("set_autostart", on=False) == {"on": False, "hidden": False}
        assert not login.path.exists()
