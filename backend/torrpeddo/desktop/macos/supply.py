"""Whether the Mac runs on battery power."""

import subprocess

from ..power.polling import read_pmset


def on_battery() -> bool | None:
    """Raises OSError."""
    asked = ["/usr/bin/pmset", "-g", "batt"]
    try:
        answer = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=5)
    except subprocess.TimeoutExpired as error:
        raise OSError("pmset does not answer.") from error
    return read_pmset(answer.stdout)
