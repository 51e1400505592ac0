"""What the disk refused, in a sentence."""

import os

from ...errors import StorageError
from .paths import shown


def failed(doing: str, path: str, problem: OSError, advice: str) -> StorageError:
    """``Torrpeddo can't <doing> “<path>” (<the system's reason>). <advice>``"""
    reason = os.strerror(problem.errno) if problem.errno else str(problem)
    return StorageError(f"Torrpeddo can't {doing} “{shown(path)}” ({reason}). {advice}", path=shown(path))
