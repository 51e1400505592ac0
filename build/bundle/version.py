"""The version that is packaged, as backend/torrpeddo/__init__.py has it."""

import re

from bundle.contents import BACKEND


def version() -> str:
    source = (BACKEND / "torrpeddo" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', source, re.MULTILINE)
    assert found is not None
    return found[1]
