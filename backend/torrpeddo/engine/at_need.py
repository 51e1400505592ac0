"""Rooms that are loaded when they are first asked for something: what a person asks for now and then.

A start without them is quicker by a tenth and takes a MiB less; the first question to one of them waits some ten
milliseconds. Each of their modules is imported here and nowhere else outside of their own folders. A room that follows
what the session reports can't be among them: it would not have heard of what came before.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from .adding import Adding
from .asides import Asides
from .core import Core
from .deletion.manifests import Manifests
from .deletion.undoable import Undoable
from .layouts import Layouts
from .membership import Membership
from .missing import MissingFiles
from .preferences import Preferences
from .previews import Previews
from .resume import ResumeSaver

if TYPE_CHECKING:
    from .creating.jobs import Creations
    from .creating.measuring import Measuring
    from .deletion.jobs import Deletions
    from .exporting import Exporting
    from .fetching.links import Links
    from .moving.jobs import Moves
    from .moving.renaming import Renamer
    from .web_seeds import WebSeeds


class RoomsAtNeed:
    """Engine thread only. What the rooms are made of is there when the engine is built."""

    core: Core
    adding: Adding
    asides: Asides
    layouts: Layouts
    manifests: Manifests
    membership: Membership
    missing: MissingFiles
    preferences: Preferences
    previews: Previews
    saver: ResumeSaver
    undoable: Undoable

    @cached_property
    def creations(self) -> "Creations":
        from .creating.jobs import Creations

        return Creations(self.core, self.adding, self.asides)

    @cached_property
    def measuring(self) -> "Measuring":
        from .creating.measuring import Measuring

        return Measuring(self.core)

    @cached_property
    def exporting(self) -> "Exporting":
        from .exporting import Exporting

        return Exporting(self.core, self.saver, self.asides)

    @cached_property
    def links(self) -> "Links":
        from .fetching.links import Links

        return Links(self.core, self.previews)

    @cached_property
    def web_seeds(self) -> "WebSeeds":
        from .web_seeds import WebSeeds

        return WebSeeds(self.core, self.saver)

    @cached_property
    def deletions(self) -> "Deletions":
        from .deletion.jobs import Deletions

        return Deletions(self.core, self.membership, self.missing, self.manifests, self.preferences, self.undoable)

    @cached_property
    def moves(self) -> "Moves":
        from .moving.jobs import Moves

        return Moves(self.core, self.membership, self.missing, self.manifests)

    @cached_property
    def renaming(self) -> "Renamer":
        from .moving.renaming import Renamer

        return Renamer(self.core, self.membership, self.missing, self.layouts, self.manifests)

    def end(self, *rooms: str) -> None:
        """Of those that were entered: what is under way there ends, and nothing more begins."""
        entered: dict[str, Any] = vars(self)
        for name in rooms:
            if name in entered:
                entered[name].close()
