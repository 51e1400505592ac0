"""The one decision of every platform's navigation lock."""


def is_page(address: str, url: str) -> bool:
    """Whether ``address`` is the page ``url`` itself, at whichever of its places."""
    return address.partition("#")[0] == url
