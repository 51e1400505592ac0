"""Modules that a start can do without, loaded when they are first asked for something.

They stand at the top of whoever uses them, as if they were imported; the type checker, the packaging and the walls
between the rooms see that::

    if TYPE_CHECKING:
        import ctypes
    else:
        ctypes = Late("ctypes")
"""

import importlib
import sys
from types import ModuleType
from typing import Any


class Late(ModuleType):
    """Stands for the module of its name. From any thread: Python's own import sees to it that it is loaded once."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]  # It stood in for it while another was loaded (``plain_libraries``).
        return getattr(importlib.import_module(self.__name__), name)
