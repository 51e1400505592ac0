"""The whole program as ``python -m torrpeddo`` runs it, with a page of the test's as its interface.

``python product.py PAGE ARGUMENTS…``
"""

import sys
from pathlib import Path

from torrpeddo.__main__ import run
from torrpeddo.desktop import interface

if __name__ == "__main__":
    page = Path(sys.argv[1])
    vars(interface)["interface_path"] = lambda: page
    run(sys.argv[2:])
