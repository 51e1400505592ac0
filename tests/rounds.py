"""Tests that try at random have two forms: a short one in `npm test`, a long one by `npm run torture`."""

_LONG = False


def take_long_form() -> None:
    """For conftest, before any test module is imported: so ``rounds`` may be called in a decorator."""
    global _LONG  # noqa: PLW0603
    _LONG = True


def rounds(short: int, long: int) -> int:
    """How often to try: ``long`` with ``--long``, else ``short``."""
    return long if _LONG else short
