"""Start a program with its webview open to WebDriver. For tests alone: the shipped program has no such door.

``python automation_entry.py PID_FILE MODULE ARGUMENTS…`` runs ``MODULE`` as ``python -m``
would, after it has put a proxy before WebKit that makes automated views. The process id
goes into ``PID_FILE``, since it is the driver that starts us.
"""

import os
import runpy
import sys
from pathlib import Path
from typing import Any


class AutomatedWebKit:
    """The WebKit2 module as pywebview sees it, with views a driver may drive."""

    def __init__(self, webkit: Any) -> None:
        self._webkit = webkit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._webkit, name)

    def WebView(self, *, web_context: Any, **properties: Any) -> Any:  # noqa: N802  WebKit's name
        web_context.set_automation_allowed(True)
        view = self._webkit.WebView(web_context=web_context, is_controlled_by_automation=True, **properties)
        web_context.connect("automation-started", self._started, view)
        return view

    def _started(self, _context: Any, session: Any, view: Any) -> None:
        information = self._webkit.ApplicationInfo()
        information.set_name("Torrpeddo")
        information.set_version(1, 0, 0)
        session.set_application_info(information)
        session.connect("create-web-view", lambda _session: view)


def main() -> None:
    pid_file, module, *arguments = sys.argv[1:]
    Path(pid_file).write_text(str(os.getpid()))
    from torrpeddo.desktop.linux import toolkit

    toolkit.prepare()
    from webview.platforms import gtk

    vars(gtk)["webkit"] = AutomatedWebKit(vars(gtk)["webkit"])
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
