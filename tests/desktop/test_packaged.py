"""What the packaged program puts in order before anything else."""

import sys

import pytest

from torrpeddo import packaged


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_program_without_a_console_may_still_write(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)
    packaged.settle({})
    print("nobody reads this", file=getattr(sys, name))
    getattr(sys, name).flush()
    assert packaged.is_silent() == (name == "stderr")
    getattr(sys, name).close()
