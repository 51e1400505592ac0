"""Where the packaged program begins. What it was started with is put in order before anything else is imported."""

from torrpeddo import packaged, unpacking

packaged.settle()
unpacking.begin()

from torrpeddo.__main__ import run  # noqa: E402  only now

run(last=unpacking.end)
