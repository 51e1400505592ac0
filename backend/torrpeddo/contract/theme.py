"""Light or dark. Apart from the other settings because the window needs it before anything else of the contract."""

from enum import StrEnum


class Theme(StrEnum):
    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"
