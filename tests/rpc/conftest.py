import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from torrpeddo.engine import Engine
from torrpeddo.rpc.dispatcher import Dispatcher

from .reaching import running_engine
from .running import METHODS, LoopThread, Setting


@pytest.fixture
def loop_thread() -> Iterator[LoopThread]:
    loop = LoopThread()
    yield loop
    loop.close()


@pytest.fixture
def setting(loop_thread: LoopThread) -> Setting:
    async def make() -> Setting:
        return Setting(loop_thread, let_go=asyncio.Event())

    return loop_thread.submit(make()).result()


@pytest.fixture
def dispatcher(setting: Setting) -> Dispatcher:
    return Dispatcher(setting, "stdio", METHODS)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with running_engine(tmp_path / "profile") as engine:
        yield engine
