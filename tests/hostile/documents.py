"""What a client may send that is no request, or none that can be carried out, each under the name of what is wrong."""

from collections.abc import Iterator

Case = tuple[str, bytes]
_DEEP = 200_000


def documents() -> Iterator[Case]:
    """Each on a line, without its end."""
    yield "a word", b"hello"
    yield "half a document", b'{"jsonrpc":"2.0","id":"raw","method":"get_st'
    yield "two documents", request(b'"get_status"') * 2
    yield "a comma too many", b'{"jsonrpc":"2.0","id":"raw","method":"get_status",}'
    yield "a comment", b'{"jsonrpc":"2.0","id":"raw",/* x */"method":"get_status"}'
    yield "single quotes", b"{'jsonrpc':'2.0','id':1,'method':'get_status'}"
    yield "a page", b"GET / HTTP/1.1\r"
    yield "no UTF-8", request(b'"\xff\xfe"')
    yield "half a character", request(b'"\xc3"')
    yield "UTF-16", request(b'"get_status"').decode().encode("utf-16").replace(b"\n", b"")
    yield "a mark before it", b"\xef\xbb\xbf" + request(b'"get_status"')
    yield "a NUL", request(b'"get\x00status"')
    yield "a NUL in an escape", request(b'"get\\u0000status"')
    yield "an escape in a name", request(b'"get\\u001b[2Jstatus"')
    yield "a name without end", request(b'"' + b"x" * 1_000_000 + b'"')
    yield "a number for a name", request(b"1")
    yield "a list for a name", request(b"[]")
    yield "no version", b'{"id":"raw","method":"get_status"}'
    yield "another version", b'{"jsonrpc":"1.0","id":"raw","method":"get_status"}'
    for value in (b"true", b"[]", b"{}", b"1e400", b"9" * 30, b"NaN"):
        yield f"the id {value[:10]!r}", b'{"jsonrpc":"2.0","id":' + value + b',"method":"get_status"}'
    for value in (b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-0", b"01", b"0x10", b"9" * 6000):
        yield (
            f"the index {value[:10]!r}",
            request(b'"rename_file"', b'{"id":"' + b"a" * 40 + b'","name":"a","index":' + value + b"}"),
        )
    for value in (b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\ud800x"', b'"\\u0000"', b'"/\\u0000"', b'"/\\ud83e"'):
        yield f"the path {value!r}", request(b'"get_space"', b'{"path":' + value + b"}")
    yield "one name twice", b'{"jsonrpc":"2.0","id":"raw","id":"x","method":"get_status"}'
    yield "one parameter twice", request(b'"get_space"', b'{"path":"/","path":"/tmp"}')
    yield "one name twice, below", request(b'"update_settings"', b'{"changes":{"theme":"dark","theme":"light"}}')
    yield "an unknown parameter", request(b'"get_status"', b'{"x":1}')
    yield "parameters in a row", request(b'"get_space"', b'["/"]')
    yield "parameters of text", request(b'"get_space"', b'"/"')
    yield "deep lists", b"[" * _DEEP
    yield "deep lists that end", b"[" * _DEEP + b"]" * _DEEP
    yield "deep objects", b'{"a":' * _DEEP
    yield (
        "deep parameters",
        request(b'"update_settings"', b'{"changes":{"view":' + b'{"a":' * 5000 + b"1" + b"}" * 5002),
    )
    yield "an empty batch", b"[]"
    yield "a batch of nothing", b"[null]"
    yield "a batch too long", b"[" + b",".join([request(b'"get_status"')] * 1001) + b"]"
    yield "too much of it", b'{"jsonrpc":"2.0","id":"raw","method":"' + b"x" * (97 * 2**20) + b'"}'
    yield "too much of nothing", b" " * (97 * 2**20)
    yield "a million parameters", request(b'"pause"', b'{"ids":[' + b",".join([b'"x"'] * 1_000_000) + b"]}")


def request(method: bytes, params: bytes = b"{}") -> bytes:
    return b'{"jsonrpc":"2.0","id":"raw","method":' + method + b',"params":' + params + b"}"
