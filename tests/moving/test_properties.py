"""For any tree and any torrent: the same bytes under the same names in the new place, and all else where it was."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.deletion.scene import Snapshot, Tree, grow, snapshot, torrent

from torrpeddo.engine.deletion.manifest import ManifestFile
from torrpeddo.engine.moving.copying import copy
from torrpeddo.engine.moving.job import Phase
from torrpeddo.engine.moving.placing import place
from torrpeddo.errors import Conflict

from .conftest import SHARED_MEMORY
from .scene import carry_out, never, nothing, planned, take_back

NAMES = st.sampled_from(["a", "b", "B", "ç"])
TREES = st.dictionaries(
    NAMES,
    st.recursive(st.binary(max_size=3), lambda inner: st.dictionaries(NAMES, inner, max_size=4), max_leaves=12),
    max_size=4,
)


def files_of(tree: Snapshot) -> list[str]:
    return sorted(path for path, content in tree.items() if content.startswith(b"file"))


@settings(max_examples=60, deadline=None)
@given(tree=TREES, there=TREES, elsewhere=st.booleans(), back=st.booleans(), data=st.data())
def test_what_moves_is_the_torrents_and_nothing_else(
    tree: Tree, there: Tree, elsewhere: bool, back: bool, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as near, tempfile.TemporaryDirectory(dir=SHARED_MEMORY) as far:
        old = grow(Path(near).resolve() / "old", tree)
        goal = grow(Path(far if elsewhere else near).resolve() / "new", there)
        before, theirs = snapshot(old), snapshot(goal)
        owned = [path for path in files_of(before) if data.draw(st.booleans())]
        manifest = [ManifestFile(path=path, size=1) for path in [*owned, "a/never", "never"]]
        try:
            job = planned(torrent(old, *manifest), goal)
        except Conflict:
            assert (snapshot(old), snapshot(goal)) == (before, theirs)
            return
        if back:
            copy(job, nothing, never)
            place(job, nothing, never)
            take_back(job, Phase.PLACING)
            assert (snapshot(old), snapshot(goal)) == (before, theirs)
            return
        assert carry_out(job) == []
        after, left = snapshot(goal), snapshot(old)
        assert {path: after[path] for path in owned} == {path: before[path] for path in owned}
        assert files_of(left) == sorted(set(files_of(before)) - set(owned))
        assert {path: after[path] for path in theirs} == theirs
        assert set(files_of(after)) == set(files_of(theirs)) | set(owned)
