"""A text in, a text out: whatever the text, the answer is JSON-RPC and nothing is raised."""

import json
import logging
import threading
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from torrpeddo.rpc import protocol
from torrpeddo.rpc.dispatcher import Dispatcher
from torrpeddo.rpc.protocol import AnyReply

from .running import METHODS, Setting, notification, request

PARSE, INVALID, UNKNOWN, PARAMS, INTERNAL, DOMAIN = -32700, -32600, -32601, -32602, -32603, -32000


def call(dispatcher: Dispatcher, text: str | bytes) -> Any:
    answer = dispatcher.call(text)
    return None if answer is None else json.loads(answer)


def error(dispatcher: Dispatcher, text: str | bytes, id: Any = 1) -> tuple[int, str, Any]:
    answer = call(dispatcher, text)
    assert answer.keys() == {"jsonrpc", "id", "error"}
    assert answer["id"] == id
    told = answer["error"]
    return told["code"], told["message"], told.get("data")


class TestAnswers:
    def test_a_result(self, dispatcher: Dispatcher) -> None:
        answer = call(dispatcher, request("echo", {"text": "ahoi ü ", "times": 2}, id="7"))
        assert answer == {"jsonrpc": "2.0", "id": "7", "result": "ahoi ü ahoi ü "}

    @pytest.mark.parametrize("id", [0, -1, "", "x", 1.5, None, 2**53])
    def test_the_id_comes_back_as_it_was(self, dispatcher: Dispatcher, id: Any) -> None:
        assert call(dispatcher, request("nothing", id=id)) == {"jsonrpc": "2.0", "id": id, "result": None}

    @pytest.mark.parametrize("params", ["", ', "params": null', ', "params": {}', ', "params":   {}   '])
    def test_params_may_be_left_out(self, dispatcher: Dispatcher, params: str) -> None:
        assert call(dispatcher, f'{{"jsonrpc": "2.0", "id": 1, "method": "nothing"{params}}}')["result"] is None

    @pytest.mark.parametrize("value", [None, 1, "x", [1, [2]], {"a": {"b": None}}, 10**30, "\u2028 🧀", True, 0.5])
    def test_values_come_back_whole(self, dispatcher: Dispatcher, value: Any) -> None:
        assert call(dispatcher, request("keep", {"value": value}))["result"] == value

    def test_text_or_bytes(self, dispatcher: Dispatcher) -> None:
        message = request("echo", {"text": "ü"})
        assert call(dispatcher, message) == call(dispatcher, message.decode())

    def test_async_handlers_run_on_the_engine_and_plain_ones_here(
        self, dispatcher: Dispatcher, setting: Setting
    ) -> None:
        call(dispatcher, request("echo", {"text": ""}))
        call(dispatcher, request("plain_echo", {"text": ""}))
        assert setting.threads == [setting.engine.thread, threading.current_thread()]

    def test_handlers_start_in_the_order_of_their_requests(self, dispatcher: Dispatcher, setting: Setting) -> None:
        for number in range(200):
            dispatcher.submit(notification("echo", {"text": str(number)}), lambda reply: None)
        call(dispatcher, request("nothing"))
        assert setting.heard == [str(number) for number in range(200)]

    def test_a_slow_call_holds_no_other_up(self, dispatcher: Dispatcher) -> None:
        slow: Future[AnyReply | None] = Future()
        dispatcher.submit(request("wait", id=1), slow.set_result)
        assert call(dispatcher, request("echo", {"text": "quick"}, id=2))["result"] == "quick"
        assert not slow.done()
        call(dispatcher, request("release", id=3))
        reply = slow.result(60)
        assert reply is not None
        assert json.loads(reply.encode()) == {"jsonrpc": "2.0", "id": 1, "result": "waited"}


class TestNotifications:
    @pytest.mark.parametrize("method", ["echo", "fail", "crash", "no_such_method"])
    def test_are_never_answered(self, dispatcher: Dispatcher, method: str) -> None:
        assert dispatcher.call(notification(method, {"text": "x"})) is None

    def test_are_carried_out(self, dispatcher: Dispatcher, setting: Setting) -> None:
        dispatcher.call(notification("echo", {"text": "heard"}))
        assert setting.heard == ["heard"]


class TestBatches:
    def test_answers_come_in_the_order_of_the_requests(self, dispatcher: Dispatcher) -> None:
        batch = b"[" + b",".join(
            [
                request("wait", id=1),
                request("plain_echo", {"text": "b"}, id=2),
                notification("echo", {"text": "unheard"}),
                b"3",
                request("fail", id=4),
                request("release", id=5),
            ]
        )
        answers = call(dispatcher, batch + b"]")
        assert [answer["id"] for answer in answers] == [1, 2, None, 4, 5]
        assert answers[0]["result"] == "waited"
        assert answers[2]["error"]["code"] == INVALID
        assert answers[3]["error"]["code"] == DOMAIN

    def test_of_notifications_alone_have_no_answer(self, dispatcher: Dispatcher) -> None:
        assert dispatcher.call(b" [" + notification("nothing") + b"," + notification("fail") + b"]") is None

    def test_may_not_be_empty(self, dispatcher: Dispatcher) -> None:
        assert error(dispatcher, "[]", id=None)[0] == INVALID

    def test_have_a_limit(self, dispatcher: Dispatcher) -> None:
        code, message, _ = error(dispatcher, "[" + "1," * protocol.MAX_BATCH + "1]", id=None)
        assert (code, "1000" in message) == (INVALID, True)


class TestMethods:
    def test_an_unknown_one_is_named_with_the_nearest(self, dispatcher: Dispatcher) -> None:
        code, message, _ = error(dispatcher, request("ehco"))
        assert code == UNKNOWN
        assert "“ehco”" in message
        assert "“echo”" in message

    def test_nothing_is_suggested_for_a_strange_one(self, dispatcher: Dispatcher) -> None:
        assert "meant" not in error(dispatcher, request("zzzzzzzz"))[1]

    def test_a_long_name_is_not_repeated_whole(self, dispatcher: Dispatcher) -> None:
        assert len(error(dispatcher, request("x" * 100_000))[1]) < 150

    def test_one_of_another_transport_is_unknown(self, dispatcher: Dispatcher, setting: Setting) -> None:
        assert error(dispatcher, request("for_the_window"))[0] == UNKNOWN
        assert call(Dispatcher(setting, "webview", METHODS), request("for_the_window"))["result"] is None


class TestParameters:
    @pytest.mark.parametrize(
        ("params", "field", "words"),
        [
            ({}, "text", "“text” is missing"),
            ({"text": "a", "tmies": 2}, "tmies", "“tmies” is not known here"),
            ({"text": 5}, "text", "“text” must be text, but is a whole number"),
            ({"text": None}, "text", "must be text, but is null"),
            ({"text": "a", "times": "2"}, "times", "must be a whole number, but is text"),
            ({"text": "a", "times": 0}, "times", "“times” must be 1 or more"),
            ({"text": "a", "times": 6}, "times", "“times” must be 5 or less"),
            ({"text": "a", "times": 10**40}, "times", "must be 5 or less"),
            ({"text": "a", "times": 1.5}, "times", "must be a whole number, but is a number"),
            ({"text": ["a"]}, "text", "must be text, but is a list"),
            ("text", "", "What was given as parameters must be an object, but is text"),
            (5, "", "must be an object, but is a whole number"),
            (["a", 2], "", "Parameters go by name"),
            ([], "", "Parameters go by name"),
        ],
    )
    def test_wrong_ones_are_told_in_words(self, dispatcher: Dispatcher, params: Any, field: str, words: str) -> None:
        code, message, data = error(dispatcher, request("echo", params))
        assert code == PARAMS
        assert words in message
        assert data == {"field": field}


class TestFailures:
    @pytest.mark.parametrize(
        ("method", "data"),
        [("fail", {"kind": "duplicate", "id": "ab", "name": "Übung"}), ("plain_fail", {"kind": "not_found"})],
    )
    def test_expected_ones_carry_their_kind(self, dispatcher: Dispatcher, method: str, data: Any) -> None:
        code, message, told = error(dispatcher, request(method))
        assert (code, told) == (DOMAIN, data)
        assert message.endswith(".")

    @pytest.mark.parametrize("method", ["crash", "plain_crash"])
    def test_unexpected_ones_are_logged_and_not_told(
        self, dispatcher: Dispatcher, method: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        code, message, data = error(dispatcher, request(method))
        assert (code, data) == (INTERNAL, None)
        assert "secret" not in message
        (record,) = caplog.records
        assert record.levelno == logging.ERROR
        assert record.exc_info is not None
        assert "secret detail" in str(record.exc_info[1])

    @pytest.mark.parametrize("method", ["unwritable", "unwritable_error"])
    def test_what_can_not_be_json_is_an_internal_error(self, dispatcher: Dispatcher, method: str) -> None:
        assert error(dispatcher, request(method))[0] == INTERNAL

    def test_a_closing_engine_says_so(self, dispatcher: Dispatcher, setting: Setting) -> None:
        setting.engine.refuse()
        code, _, data = error(dispatcher, request("nothing"))
        assert (code, data) == (DOMAIN, {"kind": "shutting_down"})

    def test_what_the_end_cuts_off_is_answered_too(self, dispatcher: Dispatcher, setting: Setting) -> None:
        cut: Future[AnyReply | None] = Future()
        dispatcher.submit(request("wait"), cut.set_result)
        setting.engine.cancel_all()
        reply = cut.result(60)
        assert reply is not None
        assert json.loads(reply.encode())["error"]["data"] == {"kind": "shutting_down"}


ENVELOPE = '{"jsonrpc": "2.0", "id": 1, "method": "keep", "params": {"value": %s}}'


class TestBadText:
    @pytest.mark.parametrize(
        ("text", "code", "id"),
        [
            ("", PARSE, None),
            ("   \n", PARSE, None),
            ("{", PARSE, None),
            ("nonsense", PARSE, None),
            (b"\xff\xfe", PARSE, None),
            (b'\xef\xbb\xbf{"jsonrpc": "2.0", "id": 1, "method": "nothing"}', PARSE, None),
            ('{"jsonrpc": "2.0", "id": 1, "method": "nothing"}'.encode("utf-16"), PARSE, None),
            (b'{"jsonrpc": "2.0", "id": 1, "method": "\xff"}', PARSE, None),
            ("\ud800", PARSE, None),
            (ENVELOPE % "NaN", PARSE, None),
            (ENVELOPE % "Infinity", PARSE, None),
            (ENVELOPE % '"\\ud800"', PARSE, None),
            (ENVELOPE % ("[" * 100_000 + "]" * 100_000), PARSE, None),
            (ENVELOPE % ('{"a":' * 100_000 + "1" + "}" * 100_000), PARSE, None),
            ("[" * 100_000 + "]" * 100_000, PARSE, None),
            (ENVELOPE % '{"a": 1, "a": 2}', INVALID, None),
            ('{"jsonrpc": "2.0", "id": 1, "id": 2, "method": "nothing"}', INVALID, None),
            ("5", INVALID, None),
            ("null", INVALID, None),
            ('"nothing"', INVALID, None),
            ("{}", INVALID, None),
            ('{"id": 3}', INVALID, 3),
            ('{"jsonrpc": "1.0", "id": 4, "method": "nothing"}', INVALID, 4),
            ('{"jsonrpc": "2.0", "id": 5, "method": 5}', INVALID, 5),
            ('{"jsonrpc": "2.0", "id": true, "method": "nothing"}', INVALID, None),
            ('{"jsonrpc": "2.0", "id": [1], "method": "nothing"}', INVALID, None),
            (request("nothing", id=10**40), INVALID, None),
            ('{"jsonrpc": "2.0", "id": 1e999, "method": "nothing"}', INVALID, None),
            (ENVELOPE % "1e999", PARAMS, 1),
        ],
        ids=lambda value: repr(value)[:40],
    )
    def test_is_an_error_of_its_kind(self, dispatcher: Dispatcher, text: str | bytes, code: int, id: Any) -> None:
        assert error(dispatcher, text, id)[0] == code

    def test_numbers_of_thousands_of_digits_do_no_harm(self, dispatcher: Dispatcher) -> None:
        assert error(dispatcher, ENVELOPE % ("9" * 10_000))[0] in (PARSE, PARAMS, INTERNAL)

    def test_too_much_of_it_is_refused_unread(self, dispatcher: Dispatcher, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(protocol, "MAX_MESSAGE", 2**20)
        for text in ("x" * (2**20 + 1), b"x" * (2**20 + 1), "ü" * (2**19 + 1)):
            code, message, _ = error(dispatcher, text, id=None)
            assert (code, "1 MiB" in message) == (INVALID, True)

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        text=st.one_of(
            st.binary(),
            st.text(),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                lambda inner: (
                    st.lists(inner) | st.dictionaries(st.sampled_from(["jsonrpc", "id", "method", "params"]), inner)
                ),
            ).map(json.dumps),
        )
    )
    def test_never_raises(self, dispatcher: Dispatcher, text: str | bytes) -> None:
        answer = dispatcher.call(text)
        assert answer is None or json.loads(answer)
