"""Who in the list has files where a torrent would write its own."""

from collections.abc import Callable, Sequence
from functools import partial

from ..catalog import Entry
from ..core import Core
from ..deletion.manifest import Manifest, ManifestFile, Target
from ..deletion.manifests import Manifests
from ..deletion.neighbours import top_of
from ..disk.paths import fold
from ..layout import SKIP, Layout
from .common import Common, common
from .tops import Tops, has_links, resolved


class Finder:
    def __init__(self, core: Core, manifests: Manifests) -> None:
        self._core = core
        self._manifests = manifests
        self._tops = Tops(lambda id: core.catalog.find(id) is not None)
        self._arriving: dict[str, dict[str, Target]] = {}
        """Torrents on their way into the list, by first component and id."""

    async def find(self, newcomer: Target) -> list[Common]:
        """What the newcomer would have in common with each other torrent; none of what it skips."""
        tops = {top_of(file.path) for file in newcomer.manifest.files}
        arriving = [
            target for top in tops for target in self._arriving.get(fold(top), {}).values() if target.id != newcomer.id
        ]
        entries = [entry for entry in await self._near(newcomer, tops) if entry.id != newcomer.id]
        others = [*await self._manifests.of(entries), *arriving]
        return await self._core.on_disk(common, newcomer, others) if others else []

    def arriving(self, target: Target) -> Callable[[], None]:
        """Whoever looks sees it from now on, though it is not in the list yet, until what this returns is called."""
        tops = {fold(top_of(file.path)) for file in target.manifest.files}
        for top in tops:
            self._arriving.setdefault(top, {})[target.id] = target
        return partial(self._arrived, target, tops)

    def _arrived(self, target: Target, tops: set[str]) -> None:
        for top in tops:
            there = self._arriving.get(top, {})
            if there.get(target.id) is target:
                del there[target.id]
            if not there:
                self._arriving.pop(top, None)

    async def _near(self, newcomer: Target, tops: set[str]) -> list[Entry]:
        await self._look_at_new()
        folder = newcomer.manifest.save_path
        if unknown := self._tops.unknown([folder]):
            self._tops.locate(await self._core.on_disk(resolved, unknown))
        catalog = self._core.catalog
        if self._tops.tell_all(folder, tops):
            near = self._tops.near(folder, tops)
            if not near or not await self._core.on_disk(has_links, folder, tops):
                return [entry for id in near if (entry := catalog.find(id)) is not None and not entry.deleting]
        return await self._manifests.near(newcomer)

    async def _look_at_new(self) -> None:
        """Note the entries that are new, or have other names or another folder, since the last look."""
        changed = self._core.catalog.changed
        if not changed:
            return
        unknown = self._tops.unknown(entry.record.save_path for entry in changed)
        if unknown:
            self._tops.locate(await self._core.on_disk(resolved, unknown))
        while changed:
            entry = changed.pop()
            self._tops.note(entry, await self._manifests.tops(entry))
            if unseen := self._tops.unknown([entry.record.save_path]):
                self._tops.locate(await self._core.on_disk(resolved, unseen))


def target_of(id: str, name: str, save_path: str, layout: Layout, priorities: Sequence[int] | None) -> Target:
    """What a torrent would write. ``priorities``: one for each file, those beyond the list are normal."""
    chosen = priorities or ()
    files = tuple(
        ManifestFile(
            path=file.path,
            size=file.size,
            wanted=position >= len(chosen) or chosen[position] != SKIP,
            kind="link" if file.symlink else "file",
        )
        for position, file in enumerate(layout.files)
    )
    return Target(id=id, name=name, manifest=Manifest(save_path=save_path, files=files))
