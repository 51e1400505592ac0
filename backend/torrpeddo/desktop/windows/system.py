"""Files, links and the clipboard on Windows. Implements ``ports.Opener``."""

import importlib
import os
import subprocess
from typing import Any

import webview


class WindowsSystem:
    def describe(self) -> str:
        return f"renderer {webview.renderer}"

    def open(self, path: str) -> None:
        start: Any = vars(os)["startfile"]
        start(path)

    def reveal(self, path: str) -> None:
        subprocess.Popen(reveal_command(path, os.environ))

    def browse(self, url: str) -> None:
        self.open(url)

    def read_clipboard(self) -> str:
        clipboard = importlib.import_module("System.Windows.Forms").Clipboard
        return str(_on_form_thread(clipboard.GetText) or "")

    def write_clipboard(self, text: str) -> None:
        clipboard = importlib.import_module("System.Windows.Forms").Clipboard
        _on_form_thread(lambda: clipboard.SetText(text) if text else clipboard.Clear())


def reveal_command(path: str, environ: "os._Environ[str] | dict[str, str]") -> str:
    """One string, not a list: Explorer wants quotes around the path alone. No Windows path holds a quote."""
    explorer = environ.get("SystemRoot", r"C:\Windows") + r"\explorer.exe"
    return f'"{explorer}" /select,"{path.replace(chr(34), "")}"'


def _on_form_thread(work: Any) -> Any:
    """The clipboard is for threads with an apartment of their own, as the form's is."""
    system: Any = importlib.import_module("System")
    form: Any = webview.windows[0].native
    return form.Invoke(system.Func[system.Object](work))
