"""The whole program with a countdown of so many seconds before what happens when everything is done.

``python short_countdown.py SECONDS PAGE ARGUMENTS…``
"""

import sys
from pathlib import Path

from torrpeddo.__main__ import run
from torrpeddo.desktop import interface
from torrpeddo.desktop.finale import policy

if __name__ == "__main__":
    vars(policy)["LENGTH_S"] = float(sys.argv[1])
    page = Path(sys.argv[2])
    vars(interface)["interface_path"] = lambda: page
    run(sys.argv[3:])
