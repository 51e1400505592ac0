"""The computer is kept awake while something is unfinished, through the services that desktops have."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import make_scratch
from .processes import GUARD_S, running, wait_for
from .product_window import open_product
from .screen import Screen

NOBODY_HAS_IT = "magnet:?xt=urn:btih:" + "b2" * 20


@pytest.fixture(params=["org.gnome.SessionManager", "org.freedesktop.PowerManagement"])
def held(request: pytest.FixtureRequest, screen: Screen, tmp_path: Path) -> Iterator[Path]:
    """The file with the reasons that the service was given and not freed of."""
    service = Path(__file__).with_name("power_service.py")
    with running([sys.executable, service, tmp_path, request.param], screen.env, tmp_path / "power.log"):
        wait_for((tmp_path / "held").exists, GUARD_S, "the power service")
        yield tmp_path / "held"


def test_what_is_unfinished_keeps_it_awake_until_it_is_paused_or_the_program_ends(
    screen: Screen, tmp_path: Path, held: Path
) -> None:
    with open_product(screen, make_scratch(tmp_path).page, tmp_path / "profile") as product:
        assert held.read_text() == ""
        id = product.call("add_magnet", uri=NOBODY_HAS_IT)["id"]
        wait_for(lambda: held.read_text() == "Downloads are under way", GUARD_S, "it to be kept awake")
        product.call("pause", ids=[id])
        wait_for(lambda: held.read_text() == "", GUARD_S, "it to be let go")
        product.call("resume", ids=[id])
        wait_for(held.read_text, GUARD_S, "it to be kept awake again")
        product.call("update_settings", changes={"keep_awake": False})
        wait_for(lambda: held.read_text() == "", GUARD_S, "it to be let go")
        product.call("update_settings", changes={"keep_awake": True})
        wait_for(held.read_text, GUARD_S, "it to be kept awake again")
        product.close()
    assert held.read_text() == ""
