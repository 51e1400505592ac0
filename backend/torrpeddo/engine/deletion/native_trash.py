"""The trash of Windows and macOS, which record where a thing was when it was handed over.

So a thing goes back to its old place first and from there to the trash. Should the trash
refuse, or the program be killed between the two, it is where it was: nothing is lost.
"""

import os

from send2trash import send2trash  # type: ignore[import-untyped]

from ..disk.folder import Folder


class NativeTrash:
    def put(self, staged: Folder, original: Folder, name: str) -> None:
        staged.move(name, original)
        send2trash(os.path.join(original.path, name))
