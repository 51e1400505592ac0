"""Between the page and the host, in the real webview: calls, pushes, and everything a page must not do."""

import json
from pathlib import Path

import pytest

from .conftest import Site
from .driving import DrivenWindow

ODD = "Käse \u2028\u2029 🧀 'quoted\" \\back </script>\n"


def test_a_call_comes_back_as_it_went(shared_window: DrivenWindow) -> None:
    assert shared_window.rpc("echo", {"text": ODD, "number": 2**53 - 1, "none": None}) == {
        "text": ODD,
        "number": 2**53 - 1,
        "none": None,
    }


def test_the_page_has_a_language_even_in_the_c_locale(shared_window: DrivenWindow) -> None:
    assert shared_window.screen.env["LC_ALL"] == "C.UTF-8"
    assert shared_window.run("return new Intl.NumberFormat(navigator.language).format(1.5)") == "1.5"


def test_the_bridge_is_there_before_the_page_s_first_script(shared_window: DrivenWindow) -> None:
    assert shared_window.run("return window.boundAtFirst")


def test_nothing_of_pywebview_s_own_is_brought_into_the_page(shared_window: DrivenWindow) -> None:
    """Its style for all of the page, which would be styled anew, is how that shows."""
    assert shared_window.run("return document.querySelectorAll('head > style').length") == 0
    assert shared_window.run("return window.pywebview.domJSON") is None


def test_a_call_that_fails_is_refused_with_its_reason(shared_window: DrivenWindow) -> None:
    failed = shared_window.rpc("no_such_method")
    assert "no_such_method" in failed["failed"]


def test_the_page_is_offered_no_media(shared_window: DrivenWindow) -> None:
    assert shared_window.run("return document.createElement('canvas').getContext('webgl')") is None
    assert shared_window.run("return typeof AudioContext") == "undefined"
    assert shared_window.run("return typeof RTCPeerConnection") == "undefined"


def test_ten_thousand_rows_arrive_whole(shared_window: DrivenWindow) -> None:
    sent = shared_window.rpc("push", 10_000)
    shared_window.wait_until("return window.received !== null")
    assert shared_window.run("return window.received") == sent
    assert json.loads(sent)[9_999]["id"] == 9_999


def test_calls_leave_nothing_behind(shared_window: DrivenWindow) -> None:
    script = """
        const done = arguments[arguments.length - 1];
        (async () => { for (let i = 0; i < 500; i++) await window.pywebview.api.rpc('["echo", 1]') })().then(done, done)
    """
    assert shared_window.page.execute_async_script(script) is None
    assert shared_window.rpc("callbacks") == 0


PROBES = [
    "_window.gui.os.system",
    "program.system.choose_folder",
    "__init__.__globals__.get",
    "__class__.__base__.__subclasses__",
    "__reduce_ex__",
    "rpc.__func__.__globals__.clear",
    "rpc.__self__.program.tell",
    "other",
]


@pytest.mark.parametrize("name", PROBES)
def test_nothing_but_rpc_is_within_reach(shared_window: DrivenWindow, tmp_path: Path, name: str) -> None:
    page = shared_window
    witness = tmp_path / "witness"
    attack = """
        window.answered = 'no';
        window.pywebview._returnValuesCallbacks[arguments[0]] = {probe: () => { window.answered = 'yes' }};
        window.pywebview._jsApiCallback(arguments[0], [arguments[1]], 'probe');
    """
    page.page.execute_script(attack, name, f"touch {witness}")
    assert page.rpc("echo", "later") == "later"  # both go the same way, so the probe has been dealt with
    assert page.run("return window.answered") == "no"
    assert not witness.exists()


def test_the_page_moves_no_window(shared_window: DrivenWindow) -> None:
    before = shared_window.position()
    shared_window.run("window.pywebview._jsApiCallback('pywebviewMoveWindow', [300, 300], 'probe')")
    assert shared_window.rpc("echo", "later") == "later"
    assert shared_window.position() == before


def test_rpc_takes_one_text_and_nothing_else(shared_window: DrivenWindow) -> None:
    for arguments in ("[]", "[1]", "[['echo', 1]]", "['[]', 'more']", "{}", "null"):
        shared_window.run(f"window.pywebview._jsApiCallback('rpc', {arguments}, 'probe')")
    assert shared_window.rpc("echo", "alive") == "alive"


@pytest.mark.parametrize("address", ["file:///etc/hostname", "file:///proc/self/environ"])
def test_the_page_reads_no_file(shared_window: DrivenWindow, address: str) -> None:
    script = """
        const done = arguments[arguments.length - 1];
        fetch(arguments[0]).then(answer => answer.text()).then(text => done('read: ' + text), () => done('refused'))
    """
    assert shared_window.page.execute_async_script(script, address) == "refused"


LEAVING = [
    "location.href = '{site}'",
    "location.href = 'file:///etc/hostname'",
    "location.href = 'data:text/html,<h1>other</h1>'",
    "location.href = 'about:blank'",
    "Object.assign(document.createElement('a'), {{href: '{site}'}}).click()",
    "Object.assign(document.createElement('a'), {{href: '{site}', target: '_blank'}}).click()",
    "window.opened = window.open('{site}')",
    "document.body.append(Object.assign(document.createElement('iframe'), {{src: '{site}'}}))",
    "document.body.append(Object.assign(document.createElement('iframe'), {{src: 'file:///etc/hostname'}}))",
]


@pytest.mark.parametrize("script", LEAVING)
def test_the_window_shows_the_interface_and_nothing_else(shared_window: DrivenWindow, site: Site, script: str) -> None:
    before = shared_window.run("return location.href")
    shared_window.run(f"window.stayed = true; {script.format(site=site.address)}")
    assert shared_window.rpc("echo", "here") == "here"
    assert shared_window.run("return [location.href, window.stayed, Boolean(window.opened)]") == [before, True, False]
    assert shared_window.run(FRAME_TEXT) == ""
    assert len(shared_window.page.window_handles) == 1
    assert site.visits == []


FRAME_TEXT = "return [...document.querySelectorAll('iframe')].map(f => f.contentDocument?.body?.innerText).join('')"
