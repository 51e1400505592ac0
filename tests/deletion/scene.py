"""Trees on the disk, torrents that own parts of them, and the deletion of those, in a line each."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from torrpeddo.contract.deleting import StayReason
from torrpeddo.engine.deletion.erase import Ended, erase
from torrpeddo.engine.deletion.job import Job, Phase
from torrpeddo.engine.deletion.manifest import Manifest, ManifestFile, Target
from torrpeddo.engine.deletion.plan import Plan, plan
from torrpeddo.engine.deletion.stage import Staged, stage
from torrpeddo.engine.deletion.trash import trash

Tree = Mapping[str, "bytes | Link | Tree"]
Snapshot = dict[str, bytes]


class Link(str):
    """A symbolic link, by its target."""

    __slots__ = ()


class PhaseLog(list[Phase]):
    """A journal that remembers every phase."""

    def __call__(self, phase: Phase) -> None:
        self.append(phase)


def grow(folder: Path, tree: Tree) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        path = folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, Link):
            path.symlink_to(content)
        else:
            grow(path, content)
    return folder


def snapshot(folder: Path) -> Snapshot:
    """Every path below, with its content: files by their bytes, the rest by a word."""
    found: Snapshot = {}
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            found[str(path.relative_to(folder))] = _content(path)
    return found


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _content(path: Path) -> bytes:
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return b"file " + path.read_bytes()
    if stat.S_ISLNK(mode):
        return b"link " + os.fsencode(path.readlink())
    return b"folder" if stat.S_ISDIR(mode) else b"special"


def wanted(path: str, active: bool = False, kind: Literal["file", "parts", "link"] = "file") -> ManifestFile:
    return ManifestFile(path=path, size=1, active=active, kind=kind)


def skipped(path: str) -> ManifestFile:
    return ManifestFile(path=path, size=1, wanted=False)


def torrent(save_path: Path | str, *files: str | ManifestFile, name: str = "Film") -> Target:
    manifest = tuple(wanted(file) if isinstance(file, str) else file for file in files)
    return Target(id=name.lower(), name=name, manifest=Manifest(save_path=str(save_path), files=manifest))


def goes(found: Plan, save_path: Path) -> set[str]:
    return {os.path.relpath(file.path, save_path) for file in found.goes}


def stays(found: Plan, save_path: Path) -> dict[str, StayReason]:
    """A slash at the end tells an empty folder."""
    return {file.path.removeprefix(f"{save_path}/"): file.reason for file in found.stays}


def stage_job(job: Job) -> Staged:
    return stage(job, PhaseLog())


def erase_job(job: Job) -> Ended:
    return erase(job, PhaseLog(), lambda files, size: None, lambda: False)


def trash_job(job: Job) -> Ended:
    return trash(job, PhaseLog(), lambda files, size: None, lambda: False)


def delete(*targets: Target, others: tuple[Target, ...] = ()) -> Plan:
    """Plan, stage and erase, as a person would without looking."""
    made = plan(targets, others)
    job = made.job("j1", trash=False)
    assert stage_job(job).changed == ()
    assert erase_job(job).done
    return made
