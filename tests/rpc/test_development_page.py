"""The page of ``npm run dev`` may connect to the engine beside it."""

import re
from pathlib import Path

from torrpeddo.command_line import _parser

VITE = Path(__file__).resolve().parents[2] / "frontend" / "vite.config.ts"


def test_the_origin_that_may_connect_is_where_vite_serves() -> None:
    found = re.search(r"server: \{ host: '([\d.]+)', port: (\d+)", VITE.read_text(encoding="utf-8"))
    assert found is not None
    options = _parser("websocket").parse_args(["--port", "1", "--token-file", "token"])
    assert options.origin == f"http://{found[1]}:{found[2]}"
