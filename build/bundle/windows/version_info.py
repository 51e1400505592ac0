"""What Windows shows of the program under Properties and in the task manager: its version resource."""

import re

_NEUTRAL_UNICODE = (0x0000, 1200)
"""No language, and the code page of UTF-16; as one word in the table's name."""


def resource(version: str) -> str:
    """In the language of PyInstaller's version files, which are Python expressions."""
    strings = {
        "CompanyName": "The Torrpeddo authors",
        "FileDescription": "Torrpeddo",
        "FileVersion": version,
        "InternalName": "torrpeddo",
        "LegalCopyright": "MIT License",
        "OriginalFilename": "torrpeddo.exe",
        "ProductName": "Torrpeddo",
        "ProductVersion": version,
    }
    numbers = _numbers(version)
    language, code_page = _NEUTRAL_UNICODE
    told = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in strings.items())
    return f"""\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable('{language:04X}{code_page:04X}', [{told}])]),
    VarFileInfo([VarStruct('Translation', [{language}, {code_page}])]),
  ],
)
"""


def _numbers(version: str) -> tuple[int, int, int, int]:
    """The four that Windows compares; ``1.2.0rc1`` counts as ``1.2.0.0``."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    assert found is not None, version
    major, minor, patch = map(int, found.groups())
    return major, minor, patch, 0
