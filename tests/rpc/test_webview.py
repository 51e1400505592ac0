"""The bridge object under pywebview's own look-ups, and the pusher with a page that may be slow, gone or wrong."""

import json
import threading
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest
import webview.util
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.events import Event, NoticeEvent
from torrpeddo.contract.notices import NoticeKind
from torrpeddo.rpc.dispatcher import Dispatcher
from torrpeddo.rpc.outbox import Outbox
from torrpeddo.transports import webview as transport
from torrpeddo.transports.facade import Facade
from torrpeddo.transports.webview import Pusher, scripts

from .listening import Source
from .running import METHODS, Setting, eventually, request


class Window:
    """As much of a pywebview window as its bridge touches; the scripts for the page end up in ``ran``."""

    def __init__(self, api: object) -> None:
        self._js_api = api
        self._functions: dict[str, object] = {}
        self._callbacks: dict[str, object] = {}
        self._expose_lock = threading.Lock()
        self.uid = "master"
        self.js_api_endpoint = None
        self.text_select = self.zoomable = self.draggable = self.frameless = self.easy_drag = False
        self.state: dict[str, object] = {}
        self.events = SimpleNamespace(
            before_load=threading.Event(), _pywebviewready=threading.Event(), loaded=threading.Event()
        )
        self.answered: Future[str] = Future()
        self.ran: list[str] = []

    def evaluate_js(self, script: str) -> None:
        self.answered.set_result(script)

    def run_js(self, script: str) -> None:
        self.ran.append(script)


@pytest.fixture
def facade(setting: Setting) -> Facade:
    return Facade(Dispatcher(setting, "webview", METHODS).call)


ATTACKS = [
    "__class__",
    "__class__.__base__.__subclasses__",
    "__class__.__init__.__globals__.clear",
    "__init__",
    "__init__.__globals__.get",
    "__dict__",
    "__dir__",
    "__doc__.__class__",
    "__getattribute__",
    "__getattribute__.__globals__.get",
    "__module__.__class__",
    "__reduce_ex__",
    "__sizeof__",
    "__slots__",
    "_rpc",
    "_rpc._dispatcher.call",
    "_window.gui.os.system",
    "_dispatcher",
    "rpc.__call__",
    "rpc.__call__.__func__.__globals__.get",
    "rpc.__class__",
    "rpc.__class__.__base__.__subclasses__",
    "rpc.__class__.__call__.__globals__.clear",
    "rpc.__closure__",
    "rpc.__code__",
    "rpc.__doc__.__class__",
    "rpc.__func__",
    "rpc.__func__.__globals__.get",
    "rpc.__getattribute__",
    "rpc.__globals__",
    "rpc.__globals__.get",
    "rpc.__init__.__globals__.get",
    "rpc.__name__",
    "rpc.__self__",
    "rpc.__self__.__init__.__globals__.get",
    "rpc.__wrapped__",
    "rpc._dispatcher",
    "rpc._dispatcher._context.engine.submit",
    "rpc.rpc",
    "",
    ".rpc",
    "rpc.",
    "Rpc",
]


@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_else_can_be_called(facade: Facade, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """pywebview's own walk finds nothing, so it starts no thread and says that there is no such function."""
    window = Window(facade)
    webview.util.js_bridge_call(window, name, ["x"], "1")  # type: ignore[arg-type]
    assert f"Function {name}() does not exist" in caplog.text
    assert not window.answered.done()


@pytest.mark.parametrize("name", [*dir(object), "_rpc", "_dispatcher", "__dict__", "__weakref__", "rpc "])
def test_no_attribute_is_found(facade: Facade, name: str) -> None:
    assert getattr(facade, name, None) is None
    assert getattr(facade.rpc, name, None) is None


def test_rpc_is_called_by_pywebview(facade: Facade) -> None:
    window = Window(facade)
    text = request("echo", {"text": "ü 'quoted\" \\ \u2028"}).decode()
    webview.util.js_bridge_call(window, "rpc", [text], "1")  # type: ignore[arg-type]
    script = window.answered.result(60)
    assert '_returnValuesCallbacks["rpc"]["1"]' in script
    assert "isError" not in script
    assert "quoted" in script


def test_pywebview_lists_rpc_and_nothing_else(facade: Facade) -> None:
    window = Window(facade)
    webview.util.inject_pywebview("gtk", window)  # type: ignore[arg-type]
    assert window.events.loaded.wait(60)
    assert '[{"func": "rpc", "params": ["text"]}]' in window.ran[-1]


@pytest.mark.parametrize("given", [(), (None,), (5,), ("a", "b"), ([],), ({},), (b"{}",)])
def test_whatever_the_page_gives_is_answered(facade: Facade, given: tuple[Any, ...]) -> None:
    assert json.loads(facade.rpc(*given))["error"]["code"] == -32700


def test_calls_and_notifications(facade: Facade) -> None:
    assert json.loads(facade.rpc(request("for_the_window").decode()))["result"] is None
    assert facade.rpc('{"jsonrpc": "2.0", "method": "nothing"}') == ""


def notice(text: str) -> NoticeEvent:
    return NoticeEvent(kind=NoticeKind.MERGED, level="info", message=text)


BEFORE, AFTER = "try{window.torrpeddo.receive(", ")}catch(error){console.error(error)};0"


def read(script: str) -> list[dict[str, Any]]:
    """What the page's ``receive`` gets out of a script."""
    assert script.startswith(BEFORE)
    assert script.endswith(AFTER)
    told: list[dict[str, Any]] = json.loads(json.loads(script[len(BEFORE) : -len(AFTER)]))
    return told


class TestScripts:
    @given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
    def test_whatever_an_event_holds_arrives_in_ascii(self, texts: list[str]) -> None:
        made = list(scripts([notice(text) for text in texts]))
        assert all(script.isascii() for script in made)
        assert [event["message"] for script in made for event in read(script)] == texts

    def test_line_separators_and_tags_are_escaped(self) -> None:
        (script,) = scripts([notice("\u2028\u2029</script>'`${x}`")])
        assert script.isascii()
        assert "\n" not in script

    def test_large_ones_are_split_between_events(self) -> None:
        events: list[Event] = [notice(str(number) * 100_000) for number in range(6)]
        made = list(scripts(events))
        assert [len(read(script)) for script in made] == [2, 2, 2]
        assert [event["message"][0] for script in made for event in read(script)] == list("012345")

    def test_one_event_too_large_goes_alone(self) -> None:
        made = list(scripts([notice("a"), notice("b" * transport.CHUNK), notice("c")]))
        assert [len(read(script)) for script in made] == [1, 1, 1]

    def test_nothing_makes_none(self) -> None:
        assert list(scripts([])) == []


class Page:
    """Receives scripts; can be gone, and can be waited for."""

    def __init__(self) -> None:
        self.gone: object = 0
        self.told: list[dict[str, Any]] = []
        self.running = 0
        self.most_at_once = 0
        self._changed = threading.Condition()

    def run_js(self, script: str) -> object:
        with self._changed:
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
        try:
            if isinstance(self.gone, Exception):
                raise self.gone
            if self.gone is not None and self.gone is not False:
                self.told += read(script)
            return self.gone
        finally:
            with self._changed:
                self.running -= 1
                self._changed.notify_all()

    def wait_for(self, messages: list[str]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.messages()[-len(messages) :] == messages, 60), self.messages()

    def messages(self) -> list[str]:
        return [event.get("message", event["type"]) for event in self.told]


class Pushed:
    def __init__(self, source: Source) -> None:
        self.page = Page()
        self.outbox = Outbox(source.feed, min_interval=0)
        source.feed.attach(self.outbox)
        self.pusher = Pusher(self.outbox, self.page.run_js)
        self.pusher.start()


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def pushed(source: Source) -> Any:
    pushed = Pushed(source)
    yield pushed
    assert pushed.pusher.stop()


class TestPusher:
    def test_pushes_from_the_subscription_on_in_order(self, pushed: Pushed, source: Source) -> None:
        pushed.outbox.subscribe()
        pushed.page.wait_for(["snapshot"])
        for number in range(50):
            source.feed.tell(notice(str(number)))
        pushed.page.wait_for([str(number) for number in range(50)])
        assert pushed.page.most_at_once == 1

    @pytest.mark.parametrize("answer", [None, False, RuntimeError("the page is gone")])
    def test_a_page_that_is_gone_is_left_alone_until_the_next_subscribes(
        self, pushed: Pushed, source: Source, answer: object
    ) -> None:
        pushed.outbox.subscribe()
        pushed.page.wait_for(["snapshot"])
        pushed.page.gone = answer
        source.feed.tell(notice("lost"))
        eventually(lambda: not pushed.outbox.subscribed)
        pushed.page.gone = 0
        source.feed.tell(notice("kept"))
        pushed.outbox.subscribe()
        pushed.page.wait_for(["snapshot", "snapshot", "kept"])

    def test_an_error_in_the_page_is_no_page_that_is_gone(self) -> None:
        (script,) = scripts([notice("a")])
        assert script.endswith("};0")

    def test_it_stops_while_it_waits(self, source: Source) -> None:
        pushed = Pushed(source)
        assert pushed.pusher.stop()
        assert pushed.pusher.stop()
