"""The one decision of every platform's navigation lock."""

from pathlib import Path


def address_of(page: Path) -> str:
    return page.resolve().as_uri()


def is_page(address: str, url: str) -> bool:
    """Whether ``address`` is the page ``url`` itself, at whichever of its places."""
    return address.partition("#")[0] == url
