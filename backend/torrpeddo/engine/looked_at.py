"""One torrent that is being looked at before it is added."""

from dataclasses import dataclass

from msgspec.structs import replace

from ..contract.adding import Preview, PreviewFile
from .facts import Handle
from .layout import NORMAL, SKIP, Layout
from .parsing import Source


@dataclass(slots=True, eq=False)
class Look:
    preview: Preview
    """What clients were told."""
    source: Source
    handle: Handle | None = None
    """While it is in the session: of a link alone."""
    layout: Layout | None = None
    accepting: bool = False
    """On its way into the list; it can't be cancelled any more."""

    def asked_for(self) -> list[int] | None:
        """The priorities of files for which the link itself asks (BEP 53); None where it doesn't."""
        selected = self.source.selected
        if selected is None or self.layout is None:
            return None
        wanted = set(selected)
        return [NORMAL if file.native in wanted else SKIP for file in self.layout.files]

    def with_files(self) -> Preview:
        """As it is to be told now, once the files are known."""
        if self.layout is None:
            return self.preview
        files = [PreviewFile(path=file.path, size=file.size) for file in self.layout.files]
        size = sum(file.size for file in files)
        return replace(self.preview, name=self.layout.name, ready=True, files=files, size=size)
