"""A program that can't start is not handed out."""

import json
import subprocess
import tempfile
from pathlib import Path

from shell import stop

_PATIENCE_S = 120.0
_LOOPBACK = ("listen_interfaces=127.0.0.1:0", "enable_dht=false", "enable_lsd=false", "enable_upnp=false",
             "enable_natpmp=false")  # fmt: skip


def try_out(program: Path) -> None:
    """Start its engine, ask it something and let it end; stops with what it said when that fails."""
    switches = [word for setting in _LOOPBACK for word in ("--set", setting)]
    question = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "get_settings", "params": {}})
    with tempfile.TemporaryDirectory() as profile:
        command: list[str | Path] = [program, "engine", "--profile", profile, *switches]
        try:
            ran = subprocess.run(
                command, input=f"{question}\n", capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, check=False
            )
        except subprocess.TimeoutExpired:
            stop(f"The packaged program did not answer within {_PATIENCE_S:.0f} s: {program}")
    if ran.returncode != 0 or not any(answers(line) for line in ran.stdout.splitlines()):
        stop(f"The packaged program does not work: {program} ended with {ran.returncode}.\n{ran.stdout}{ran.stderr}")


def answers(line: str) -> bool:
    reply = json.loads(line)
    return reply.get("id") == 1 and "result" in reply
