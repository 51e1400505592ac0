"""What needs the system's desktop. Plain functions: they may wait for a person."""

from ...contract.commands import ChooseFolder, Chosen, NoParams, OpenFile, OpenLink, Text
from ...contract.creating import Creation, OfCreation
from ...errors import Unavailable
from ..context import Context
from ..ports import Desktop


def desktop_of(context: Context) -> Desktop:
    if context.desktop is None:
        raise Unavailable("This needs the Torrpeddo window, and none is open.")
    return context.desktop


def _path(context: Context, params: OpenFile) -> str:
    return str(context.engine.submit(context.engine.path_of(params.id, params.index)).result())


def choose_folder(context: Context, params: ChooseFolder) -> Chosen:
    return Chosen(paths=desktop_of(context).choose_folder(params.start))


def choose_file(context: Context, params: ChooseFolder) -> Chosen:
    """Any one file, to make a torrent of."""
    return Chosen(paths=desktop_of(context).choose_file(params.start))


def choose_torrents(context: Context, params: NoParams) -> Chosen:
    return Chosen(paths=desktop_of(context).choose_torrents())


def open_file(context: Context, params: OpenFile) -> None:
    desktop = desktop_of(context)
    desktop.open_path(_path(context, params))


def show_in_folder(context: Context, params: OpenFile) -> None:
    desktop = desktop_of(context)
    desktop.show_in_folder(_path(context, params))


def show_created(context: Context, params: OfCreation) -> None:
    """The torrent file that was made, in its folder."""
    desktop = desktop_of(context)

    async def creation() -> Creation:
        return context.engine.creations.get(params.job)

    desktop.show_in_folder(context.engine.submit(creation()).result().output)


def open_link(context: Context, params: OpenLink) -> None:
    desktop_of(context).open_link(params.url)


def read_clipboard(context: Context, params: NoParams) -> Text:
    return Text(text=desktop_of(context).read_clipboard())


def write_clipboard(context: Context, params: Text) -> None:
    desktop_of(context).write_clipboard(params.text)
