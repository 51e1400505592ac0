"""What the interface speaks. Apart from the other settings as the theme is: the window needs it before all else."""

from enum import StrEnum


class Language(StrEnum):
    """Of the interface, by its ISO 639-1 code."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"
    FRENCH = "fr"
    CHINESE = "zh"
    ARABIC = "ar"
