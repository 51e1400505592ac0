"""What the engine on its own leaves out of its start, and has when it is wanted."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.rpc.engine_process import EngineProcess
from tests.window.product_window import OFFLINE

_LATER = """
import sys
from torrpeddo import plain_libraries
plain_libraries.load()
assert "ssl" not in sys.modules
import asyncio
asyncio.run(asyncio.sleep(0))
from torrpeddo.engine.fetching import download
import ssl
assert ssl.create_default_context().get_ca_certs is not None
plain_libraries.load()
assert sys.modules["ssl"] is ssl
"""
_WHOLE = """
from torrpeddo import plain_libraries
plain_libraries.load()
import asyncio, asyncio.sslproto, inspect, msgspec, msgspec.inspect
async def work(): pass
assert asyncio.iscoroutinefunction(work) and inspect.iscoroutinefunction(work)
assert asyncio.sslproto.SSLProtocol is not None
assert isinstance(msgspec.inspect.type_info(int), msgspec.inspect.IntType)
assert msgspec.json.schema(int) == {"type": "integer"}
"""


def test_tls_is_there_when_something_is_fetched() -> None:
    subprocess.run([sys.executable, "-c", _LATER], check=True)


def test_whoever_imports_it_afterwards_has_all_of_it() -> None:
    subprocess.run([sys.executable, "-c", _WHOLE], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of another process are seen under Linux alone")
def test_the_engine_starts_without_tls(tmp_path: Path) -> None:
    with EngineProcess(tmp_path / "profile", OFFLINE, lambda _event: None) as engine:
        engine.call("get_status")
        loaded = Path(f"/proc/{engine.pid}/maps").read_text()
    assert "libtorrent" in loaded
    assert "_ssl." not in loaded
