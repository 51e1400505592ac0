"""Where the door of a profile is: a place of the user's own, under a short name made from the profile's path."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 100
"""Bytes of a socket's path; the systems' limits are 103 and 107."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    folder: Path
    name: str

    @property
    def socket(self) -> Path:
        return self.folder / f"{self.name}.sock"

    @property
    def lock(self) -> Path:
        return self.folder / f"{self.name}.lock"

    @property
    def key(self) -> Path:
        """The word that both ends of a pipe must know; a socket's system tells who is at the other end."""
        return self.folder / f"{self.name}.key"

    @property
    def pipe(self) -> str:
        return rf"\\.\pipe\torrpeddo-{self.name}"


def endpoint_of(profile: Path) -> Endpoint | None:
    """Of this profile for this user, in a folder that is made if need be; None where no place is safe."""
    name = name_of(profile)
    for folder in places(os.environ):
        endpoint = Endpoint(folder, name)
        if len(os.fsencode(endpoint.socket)) <= _LONGEST and make_private(folder):
            return endpoint
    return None


def name_of(profile: Path) -> str:
    """The same for every way to write the folder's path."""
    path = os.path.normcase(os.path.realpath(profile))
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def places(environ: Mapping[str, str]) -> Iterable[Path]:
    """Folders to try, the best first: every start of one user must come to the same."""
    if sys.platform == "win32":
        yield Path(environ.get("LOCALAPPDATA") or _temporary()) / "torrpeddo-instance"
        return
    user = os.geteuid()
    for runtime in (environ.get("XDG_RUNTIME_DIR"), f"/run/user/{user}"):
        if runtime and is_private(Path(runtime)):
            yield Path(runtime) / "torrpeddo"
    yield _temporary() / f"torrpeddo-{user}"


def _temporary() -> Path:
    import tempfile  # here: it takes longer than all else of a second start, and few need it

    return Path(tempfile.gettempdir())


def make_private(folder: Path) -> bool:
    """Whether the folder is there now, and nobody else's."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return is_private(folder)


def is_private(folder: Path) -> bool:
    """A folder itself, no link to one; owned by this user, and no other may enter it."""
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    if sys.platform == "win32":  # its rights come from the user's own folder around it
        return stat.S_ISDIR(found.st_mode)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
