"""What becomes a notification, what it says, and how each system is asked to show it."""

import html
import json

import pytest
from msgspec.structs import replace

from torrpeddo.contract.events import AddRequestEvent, NoticeEvent
from torrpeddo.contract.notices import NoticeKind
from torrpeddo.contract.settings import Settings
from torrpeddo.desktop.linux.notifying import action_words, body
from torrpeddo.desktop.macos.notifying import notify_command
from torrpeddo.desktop.notifications.policy import (
    LINES,
    OPEN_FOLDER,
    Kind,
    News,
    compose,
    is_wanted,
    link_name,
    news_of,
    plain,
)
from torrpeddo.desktop.notifications.ports import DEFAULT, Action, Notification
from torrpeddo.desktop.windows.notifying import BODY, SCRIPT, TITLE, powershell, said
from torrpeddo.desktop.words import Catalogue, Words

ENGLISH: Catalogue = {
    "notify_finished": {"one": "Download finished", "other": "{n} downloads have finished"},
    "notify_problems": {"one": "Torrpeddo needs you", "other": "{n} things need you"},
    "notify_added": {"one": "Waiting", "other": "{n} are waiting"},
    "and_more": {"one": "and one more", "other": "and {n} more"},
    "see_why_of": "“{name}”: see why.",
    "see_why": "See why.",
    "show": "Show",
    "open_folder": "Open folder",
}
WORDS = Words({"en": ENGLISH}, "en")
HOSTILE = """<b>A "film"</b> & 'more' $(touch x) `x` "; rm -rf ~"""


def notice(kind: NoticeKind, level: str, name: str | None = "Film", id: str | None = "a" * 40) -> NoticeEvent:
    facts = {} if name is None else {"name": name}
    return NoticeEvent(kind=kind, level=level, message=f"“{name}”: why.", facts=facts, id=id)


@pytest.mark.parametrize(
    ("event", "kinds"),
    [
        (notice(NoticeKind.FINISHED, "info"), [Kind.FINISHED]),
        (notice(NoticeKind.ERROR, "error"), [Kind.PROBLEMS]),
        (notice(NoticeKind.MISSING_FILES, "warning"), [Kind.PROBLEMS]),
        (notice(NoticeKind.LIBRARY_UNSAVED, "error", None, None), [Kind.PROBLEMS]),
        (notice(NoticeKind.MERGED, "info"), []),
        (AddRequestEvent(magnets=["magnet:?xt=urn:btih:aa&dn=A"], paths=["/x/b.torrent"]), [Kind.ADDED, Kind.ADDED]),
        (AddRequestEvent(magnets=[], paths=[]), []),
    ],
)
def test_what_ends_fails_or_waits_is_news(event: NoticeEvent | AddRequestEvent, kinds: list[Kind]) -> None:
    assert [one.kind for one in news_of(event)] == kinds


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_own_switch(kind: Kind) -> None:
    without = replace(Settings(), **{f"notify_{kind.value}": False})
    assert [one for one in Kind if not is_wanted(one, without)] == [kind]


def test_one_download_is_named_and_its_folder_can_be_opened() -> None:
    shown = compose(Kind.FINISHED, [News(Kind.FINISHED, "Film", id="a")], WORDS)
    assert (shown.title, shown.body) == ("Download finished", "Film")
    assert [action.id for action in shown.actions] == [DEFAULT, OPEN_FOLDER]


def test_several_downloads_are_one_notification_that_names_the_first() -> None:
    shown = compose(Kind.FINISHED, [News(Kind.FINISHED, f"Film {number}") for number in range(12)], WORDS)
    assert shown.title == "12 downloads have finished"
    assert shown.body.splitlines() == ["Film 0", "Film 1", "Film 2", "Film 3", f"and {12 - LINES + 1} more"]
    assert [action.id for action in shown.actions] == [DEFAULT]


def test_problems_keep_their_names() -> None:
    problem = News(Kind.PROBLEMS, "Film", "“Film”: The disk is full.")
    other = News(Kind.PROBLEMS, "", "Nothing can be saved.")
    assert compose(Kind.PROBLEMS, [problem], WORDS).body == "“Film”: The disk is full."
    assert compose(Kind.PROBLEMS, [problem, other], WORDS).body.splitlines() == ["Film", "Nothing can be saved."]
    german = Words({"en": ENGLISH, "de": {"see_why_of": "„{name}“: siehe dort."}}, "de")
    assert compose(Kind.PROBLEMS, [problem], german).body == "„Film“: siehe dort."


def test_a_name_stays_on_its_line_and_turns_nothing_about() -> None:
    assert plain("a\nb\t\u202egnp.exe\u0000 c") == "a b gnp.exe c"
    assert len(plain("x" * 1000)) == 100


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("magnet:?xt=urn:btih:aa&dn=A%20film%3Cb%3E", "A film<b>"),
        ("magnet:?xt=urn:btih:aa", "magnet:?xt=urn:btih:aa"),
        ("https://example.org/files/a.torrent?x=1", "a.torrent"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_a_link_is_named_after_what_it_leads_to(link: str, name: str) -> None:
    assert link_name(link) == name


def test_linux_is_given_text_as_text() -> None:
    marked = body(HOSTILE, markup=True)
    assert "<" not in marked
    assert html.unescape(marked) == HOSTILE
    assert body(HOSTILE, markup=False) == HOSTILE
    assert action_words((Action("default", "Show"), Action("b", "B"))) == ["default", "Show", "b", "B"]


def test_other_systems_are_given_words_apart_from_the_script() -> None:
    hostile = Notification("finished", "-e", HOSTILE)
    *command, title, text = notify_command(hostile)
    assert (title, text) == ("-e", HOSTILE)
    assert command == notify_command(Notification("finished", "", ""))[:-2]
    assert command[-1] == "--"
    assert said(hostile)[TITLE] == "-e"
    assert said(hostile)[BODY] == HOSTILE
    assert powershell({"SystemRoot": r"D:\Win"})[0] == r"D:\Win\System32\WindowsPowerShell\v1.0\powershell.exe"
    assert HOSTILE not in json.dumps(SCRIPT)
