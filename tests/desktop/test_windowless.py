"""What kept the window from opening reaches a person who clicked an icon."""

import pytest

from torrpeddo.desktop.windowless import command_for

MESSAGE = r"No <b>window</b> & no “C:\new”."
SCREEN = {"DISPLAY": ":0"}


def chosen(*programs: str, environ: dict[str, str] = SCREEN, platform: str = "linux") -> list[str] | None:
    command = command_for(platform, environ, lambda name: name if name in programs else None, MESSAGE)
    return None if command is None else list(command)


@pytest.mark.parametrize(
    ("programs", "first", "shown"),
    [
        (["zenity", "xmessage"], "zenity", r"--text=No <b>window</b> & no “C:\\new”."),
        (["kdialog", "notify-send"], "kdialog", MESSAGE),
        (["xmessage", "notify-send"], "notify-send", r"No &lt;b>window&lt;/b> &amp; no “C:\new”."),
        (["xmessage"], "xmessage", f"Torrpeddo: {MESSAGE}"),
    ],
)
def test_the_best_there_is_shows_it_as_it_is_written(programs: list[str], first: str, shown: str) -> None:
    command = chosen(*programs)
    assert command is not None
    assert (command[0], command[-1]) == (first, shown)


def test_zenity_takes_nothing_for_markup() -> None:
    command = chosen("zenity")
    assert command is not None
    assert "--no-markup" in command


def test_kde_shows_its_own() -> None:
    environ = {**SCREEN, "XDG_CURRENT_DESKTOP": "KDE"}
    command = chosen("zenity", "kdialog", environ=environ)
    assert command is not None
    assert command[0] == "kdialog"


def test_without_a_screen_or_a_program_nothing_is_tried() -> None:
    assert chosen("zenity", environ={}) is None
    assert chosen() is None


def test_on_a_mac_the_message_is_an_argument_and_never_part_of_a_script() -> None:
    command = chosen(platform="darwin", environ={})
    assert command is not None
    assert command[-1] == MESSAGE
    assert all(MESSAGE not in word for word in command[:-1])
