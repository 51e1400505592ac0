"""What is said of a collision. Pure."""

from .common import Common


def collides(name: str, found: list[Common]) -> str:
    """At adding: a person says how."""
    ways = "Rename this one, or share them" if all(each.shareable for each in found) else "Rename this one"
    return f"{_what(name, found)}. {ways}, or save it in another folder."


def kept_out(name: str, found: list[Common]) -> str:
    """In the list: it waits for the other to be gone."""
    others = "the other is" if len(found) == 1 else "the others are"
    ways = "rename this one, or share them" if all(each.shareable for each in found) else "rename this one"
    return f"{_what(name, found)}. It goes on by itself when {others} out of its way; or {ways}."


def left_over(name: str, paths: tuple[str, ...]) -> str:
    """The other is out of the list, and what it wrote is not what this one wants."""
    return (
        f"“{name}” would write over {_files(paths)} that {'are' if len(paths) > 1 else 'is'} on the disk already. "
        "Nothing was written; resume to use what is right of that and replace the rest, or rename this one."
    )


def waits(found: list[Common]) -> str:
    return (
        f"“{found[0].name}” does not have all of the files yet, so they can't be shared. "
        "Nothing was written; it goes on by itself when that one has finished, or rename this one."
    )


def differs(found: list[Common]) -> str:
    return (
        f"The files of “{found[0].name}” hold something else than this torrent wants. "
        "Nothing was written; rename this one to download its own."
    )


def _what(name: str, found: list[Common]) -> str:
    paths = tuple(dict.fromkeys(path for each in found for path in each.paths))
    return f"“{name}” would write {_files(paths)} where {_whose(found)}"


def _files(paths: tuple[str, ...]) -> str:
    return f"{len(paths)} files" if len(paths) > 1 else f"the file “{paths[0]}”"


def _whose(found: list[Common]) -> str:
    if len(found) == 1:
        return f"“{found[0].name}” has its own"
    return f"“{found[0].name}” and {len(found) - 1} more have their own"
