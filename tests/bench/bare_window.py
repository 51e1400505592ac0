"""The least that a program with a window can be, packaged as ours is: what the start of ours is measured against.

It does of what is needed to run from a package only what nobody can leave out; see ``build/bundle``.
"""

import os
import tempfile
from pathlib import Path

for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    os.environ.pop(name, None)
    if f"{name}_ORIG" in os.environ:
        os.environ[name] = os.environ.pop(f"{name}_ORIG")
os.environ.setdefault("WEBKIT_DISABLE_DMABUF_RENDERER", "1")

import webview  # noqa: E402  WebKit's processes read the environment

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>
<style>body { background: #0b1015; color: #e8eef2; font: 28px system-ui, sans-serif; text-align: center }</style>
</head><body>LINES</body></html>"""


class Api:
    def rpc(self, request: str) -> str:
        return request


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(PAGE.replace("LINES", "<p>There is nothing here</p>" * 12), "utf-8")
        webview.settings["ALLOW_FILE_URLS"] = False
        webview.create_window("Bare", page.as_uri(), js_api=Api(), width=1240, height=800, background_color="#0b1015")
        webview.start(gui="gtk", http_server=False)


main()
