"""Default programs as ``mimeapps.list`` has them (freedesktop.org MIME Applications Specification 1.0).

Everything else in the file stays as it is, down to the last comment.
"""

DEFAULTS, REMOVED = "Default Applications", "Removed Associations"


def with_default(text: str, mime: str, entry: str) -> str:
    """``entry`` (the name of a desktop entry) is asked first, those that were there after it."""
    others = [other for other in values(text, DEFAULTS, mime) if other != entry]
    allowed = [other for other in values(text, REMOVED, mime) if other != entry]
    return _put(_put(text, DEFAULTS, mime, [entry, *others]), REMOVED, mime, allowed)


def without(text: str, mime: str, entry: str) -> str:
    """``entry`` is no default any more."""
    return _put(text, DEFAULTS, mime, [other for other in values(text, DEFAULTS, mime) if other != entry])


def refusing(text: str, mime: str, entry: str) -> str:
    """``entry`` is not chosen for it by the desktop itself either."""
    others = [other for other in values(text, REMOVED, mime) if other != entry]
    return _put(text, REMOVED, mime, [*others, entry])


def values(text: str, group: str, mime: str) -> list[str]:
    """The entries named for a type, the first that is installed counts."""
    inside, found = False, ""
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == f"[{group}]"
        elif inside and _key(line) == mime:
            found = line.partition("=")[2]
    return [name.strip() for name in found.split(";") if name.strip()]


def _put(text: str, group: str, mime: str, entries: list[str]) -> str:
    """The line of this type in this group, in the place of any there was; no line without entries."""
    # A single one without its semicolon: xdg-utils before 1.2 ask for a program of that very name.
    wanted = f"{mime}={entries[0] if len(entries) == 1 else ''.join(f'{entry};' for entry in entries)}"
    lines: list[str] = []
    inside = done = False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.strip() == f"[{group}]"
            lines.append(line)
            if inside and entries and not done:
                lines.append(wanted)
                done = True
        elif not (inside and _key(line) == mime):
            lines.append(line)
    if entries and not done:
        lines += [*([""] if lines else []), f"[{group}]", wanted]
    return "".join(f"{line}\n" for line in lines)


def _key(line: str) -> str:
    return "" if line.startswith("#") else line.partition("=")[0].strip()
