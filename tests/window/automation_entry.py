"""Start a program with its webview open to WebDriver. For tests alone: the shipped program has no such door.

``python automation_entry.py PID_FILE MODULE ARGUMENTS…`` runs ``MODULE`` as ``python -m``
would, after it has WebKit make an automated view. The process id
goes into ``PID_FILE``, since it is the driver that starts us.
"""

import os
import runpy
import sys
from pathlib import Path
from typing import Any


def automated(make: Any) -> Any:
    """Makes views that a driver may drive."""
    from gi.repository import WebKit2  # of the version that was chosen by now

    def make_view(*, web_context: Any, **properties: Any) -> Any:
        web_context.set_automation_allowed(True)
        view = make(web_context=web_context, is_controlled_by_automation=True, **properties)
        web_context.connect("automation-started", started, view)
        return view

    def started(_context: Any, session: Any, view: Any) -> None:
        information = WebKit2.ApplicationInfo()
        information.set_name("Torrpeddo")
        information.set_version(1, 0, 0)
        session.set_application_info(information)
        session.connect("create-web-view", lambda _session: view)

    return make_view


def main() -> None:
    pid_file, module, *arguments = sys.argv[1:]
    Path(pid_file).write_text(str(os.getpid()))
    from torrpeddo.desktop import display

    display.require_display()
    from torrpeddo.desktop.linux import toolkit

    toolkit.prepare()
    from torrpeddo.desktop.linux import ahead

    vars(ahead)["View"] = automated(ahead.View)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
