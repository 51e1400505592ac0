"""What is said of a collision. Pure."""

from .common import Common


def collides(name: str, found: list[Common]) -> str:
    count = len({path for each in found for path in each.paths})
    files = f"{count} files" if count > 1 else f"the file “{found[0].paths[0]}”"
    ways = "Rename this one, or share them" if all(each.shareable for each in found) else "Rename this one"
    return f"“{name}” would write {files} where {_whose(found)}. {ways}, or save it in another folder."


def differs(found: list[Common], *, incomplete: bool) -> str:
    if incomplete:
        return (
            f"“{found[0].name}” does not have all of the files yet, so they can't be shared. "
            "Nothing was written; try again when it has finished, or rename this one."
        )
    return (
        f"The files of “{found[0].name}” hold something else than this torrent wants. "
        "Nothing was written; rename this one to download its own."
    )


def _whose(found: list[Common]) -> str:
    if len(found) == 1:
        return f"“{found[0].name}” has its own"
    return f"“{found[0].name}” and {len(found) - 1} more have their own"
