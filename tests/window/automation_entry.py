"""Start a program with its webview open to WebDriver. For tests alone: the shipped program has no such door.

``python automation_entry.py PID_FILE MODULE ARGUMENTS…`` runs ``MODULE`` as ``python -m``
would, after it has WebKit make an automated view. The process id
goes into ``PID_FILE``, since it is the driver that starts us.
"""

import ctypes
import os
import runpy
import sys
from pathlib import Path
from typing import Any

_STARTED = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_GIVE_VIEW = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
_kept: list[Any] = []


def automated(native: Any, context: Any, manager: Any) -> Any:
    """In place of ``native_view.make_view``: a view that a driver may drive."""
    native.call("webkit_web_context_set_automation_allowed", context, 1)
    properties = {b"user-content-manager": manager, b"web-context": context, b"is-controlled-by-automation": 1}
    named = [each for name, value in properties.items() for each in (ctypes.c_char_p(name), value)]
    view = native.address("g_object_new", native.type("webkit_web_view_get_type"), *named, None)

    def started(_context: Any, address: int, _data: Any) -> None:
        session = ctypes.c_void_p(address)
        information = native.address("webkit_application_info_new")
        native.call("webkit_application_info_set_name", information, ctypes.c_char_p(b"Torrpeddo"))
        native.call("webkit_application_info_set_version", information, *map(ctypes.c_uint64, (1, 0, 0)))
        native.call("webkit_automation_session_set_application_info", session, information)
        connect(session, b"create-web-view", _GIVE_VIEW(lambda *_: view.value))

    def connect(emitter: Any, signal: bytes, heard: Any) -> None:
        _kept.append(heard)
        native.call("g_signal_connect_data", emitter, ctypes.c_char_p(signal), heard, None, None, 0)

    connect(context, b"automation-started", _STARTED(started))
    return view


def main() -> None:
    pid_file, module, *arguments = sys.argv[1:]
    Path(pid_file).write_text(str(os.getpid()))
    from torrpeddo.desktop.linux import native_view

    vars(native_view)["make_view"] = automated
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
