"""One question to a process that answers a line of JSON with another."""

import json
import subprocess
from typing import Any


def ask(process: subprocess.Popen[str], what: str, **params: Any) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"do": what, **params}) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())
