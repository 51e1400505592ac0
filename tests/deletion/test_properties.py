"""For any tree, any torrents and anything that happens meanwhile: exactly what was planned goes."""

import os
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from torrpeddo.engine.deletion.job import Job, decode, encode
from torrpeddo.engine.deletion.manifest import ManifestFile, Target
from torrpeddo.engine.deletion.plan import Plan, plan
from torrpeddo.engine.deletion.restore import unstage

from .scene import Link, PhaseLog, Snapshot, Tree, erase_job, goes, grow, snapshot, stage_job, torrent

NAMES = st.sampled_from(["a", "b", "B", "ç"])
LEAVES = st.one_of(st.binary(max_size=3), st.sampled_from([Link("a"), Link(".."), Link("../b"), Link("nowhere")]))
TREES = st.dictionaries(
    NAMES, st.recursive(LEAVES, lambda inner: st.dictionaries(NAMES, inner, max_size=4), max_leaves=12), max_size=4
)
PATHS = st.one_of(
    st.lists(NAMES, min_size=1, max_size=4).map("/".join),
    st.sampled_from(["../a", "a/../b", "/tmp/a", "a//b", "./a"]),
)
FILES = st.builds(ManifestFile, path=PATHS, size=st.integers(0, 9), wanted=st.integers(0, 4).map(bool))
MANIFESTS = st.lists(FILES, max_size=12)


def targets_of(save: Path, manifests: list[list[ManifestFile]]) -> list[Target]:
    """Torrents of made-up paths; the first has every second real one too, so that much is in common."""
    real = sorted(path for path, content in snapshot(save).items() if content.startswith(b"file"))
    owned = [ManifestFile(path=path, size=1) for path in real[::2]]
    return [
        torrent(save, *files, *(owned if number == 0 else ()), name=f"T{number}")
        for number, files in enumerate(manifests)
    ]


def left_by(found: Plan, before: Snapshot, save: Path, prefix: str) -> Snapshot:
    leaving = {f"{prefix}{path}" for path in goes(found, save)}
    leaving |= {prefix + os.path.relpath(folder, save) for folder in found.folders}
    assert leaving <= before.keys()
    return {path: content for path, content in before.items() if path not in leaving}


@settings(max_examples=60, deadline=None)
@example(tree={"a": {}, "b": b""}, far={}, manifests=[[ManifestFile(path="a/../b", size=0, wanted=True)]], others=[])
@given(
    tree=TREES, far=TREES, manifests=st.lists(MANIFESTS, min_size=1, max_size=3), others=st.lists(MANIFESTS, max_size=2)
)
def test_exactly_what_was_planned_goes_and_undo_gives_the_same_tree(
    tree: Tree, far: Tree, manifests: list[list[ManifestFile]], others: list[list[ManifestFile]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        top = grow(Path(folder).resolve(), {"far": far, "save": tree})
        save = top / "save"
        made = plan(targets_of(save, manifests), [torrent(save, *files, name="Other") for files in others])
        before = snapshot(top)
        job = stored(made)
        assert stage_job(job).changed == ()
        assert unstage(job, PhaseLog()) == ()
        assert snapshot(top) == before
        stage_job(job)
        assert erase_job(job).done
        assert snapshot(top) == left_by(made, before, save, "save/")
        accounted_for(made, save, others)


def stored(made: Plan) -> Job:
    return decode(encode(made.job("j1", trash=False)))


def accounted_for(made: Plan, save: Path, others: list[list[ManifestFile]]) -> None:
    """No file both goes and stays, and none goes that another torrent wants."""
    kept = {os.path.relpath(file.path, save) for file in made.stays}
    theirs = {os.path.normpath(file.path) for files in others for file in files if file.wanted}
    assert goes(made, save).isdisjoint(kept | (theirs if not _linked(save) else set()))


def _linked(save: Path) -> bool:
    return any(content.startswith(b"link") for content in snapshot(save).values())


@settings(max_examples=60, deadline=None)
@given(tree=TREES, manifest=MANIFESTS, meanwhile=TREES, seed=st.integers(0, 7))
def test_whatever_happens_between_plan_and_staging_only_unchanged_planned_files_go(
    tree: Tree, manifest: list[ManifestFile], meanwhile: Tree, seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save = grow(Path(folder).resolve() / "save", tree)
        made = plan(targets_of(save, [manifest]))
        planned = snapshot(save)
        meddle(save, meanwhile, seed)
        before = snapshot(save)
        job = stored(made)
        changed = {os.path.relpath(file.path, save) for file in stage_job(job).changed}
        erase_job(job)
        after = snapshot(save)
        expected = {path for path in goes(made, save) - changed if before.get(path) == planned[path]}
        lost = {path for path, content in before.items() if content != b"folder" and path not in after}
        assert lost == expected
        assert all(after[path] == before[path] for path in after)


def meddle(save: Path, meanwhile: Tree, seed: int) -> None:
    """Another program changes, removes and adds, but keeps within the folder."""
    for number, (path, content) in enumerate(sorted(snapshot(save).items())):
        if content.startswith(b"file") and (number + seed) % 4 == 0:
            (save / path).write_bytes(b"changed by hand")
        elif content.startswith(b"file") and (number + seed) % 7 == 0:
            (save / path).unlink()
    overlay(save, meanwhile)


def overlay(folder: Path, tree: Tree) -> None:
    for name, content in tree.items():
        path = folder / name
        if isinstance(content, bytes | Link):
            if not path.exists() and not path.is_symlink():
                grow(folder, {name: content})
        elif not path.exists() and not path.is_symlink():
            grow(path, content)
        elif path.is_dir() and not path.is_symlink():
            overlay(path, content)
