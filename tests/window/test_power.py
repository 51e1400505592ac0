"""On battery power and on a metered connection torrents wait, where a person wants that, and can go on anyway."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from .conftest import make_scratch
from .processes import GUARD_S, running, wait_for
from .product_window import Product, open_product
from .screen import Screen

NOBODY_HAS_IT = "magnet:?xt=urn:btih:" + "b3" * 20


def set_supply(file: Path, *, battery: bool, metered: bool) -> None:
    staged = file.with_suffix(".new")
    staged.write_text(json.dumps({"OnBattery": battery, "Metered": 1 if metered else 2}))
    staged.replace(file)


def held_by(product: Product, id: str) -> tuple[str | None, str, Any]:
    """What holds the session, and the torrent's state with what it says of why."""
    told = product.call("get_status")
    row = next(row for row in told["torrents"] if row["id"] == id)
    return told["session"].get("held_by"), row["state"], (row["reason"] or {}).get("detail")


def test_everything_waits_on_battery_and_on_a_metered_connection(screen: Screen, tmp_path: Path) -> None:
    file, ready = tmp_path / "supply", tmp_path / "ready"
    # One bus is both: nothing but these services is on it.
    private = replace(screen, env=screen.env | {"DBUS_SYSTEM_BUS_ADDRESS": screen.env["DBUS_SESSION_BUS_ADDRESS"]})
    set_supply(file, battery=True, metered=False)
    service = [sys.executable, Path(__file__).with_name("supply_service.py"), file, ready]
    with running(service, private.env, tmp_path / "supply.log"):
        wait_for(ready.exists, GUARD_S, "the services")
        with open_product(private, make_scratch(tmp_path).page, tmp_path / "profile") as product:
            wait_for(
                lambda: {"battery", "metered"} <= set(product.call("get_app")["capabilities"]),
                GUARD_S,
                "what can be told",
            )
            id = product.call("add_magnet", uri=NOBODY_HAS_IT)["id"]
            running_state = (None, "metadata", None)
            wait_for(lambda: held_by(product, id) == running_state, GUARD_S, "it to run: nobody asked for more")

            product.call("update_settings", changes={"pause_on_battery": True, "pause_on_metered": True})
            wait_for(lambda: held_by(product, id) == ("battery", "paused", "battery"), GUARD_S, "it to wait")
            assert product.call("get_settings")["all_paused"] is False
            set_supply(file, battery=False, metered=False)
            wait_for(lambda: held_by(product, id) == running_state, GUARD_S, "it to go on when plugged in")

            set_supply(file, battery=False, metered=True)
            wait_for(lambda: held_by(product, id) == ("metered", "paused", "metered"), GUARD_S, "it to wait again")
            product.call("resume_all")
            wait_for(lambda: held_by(product, id) == running_state, GUARD_S, "it to go on anyway")
            set_supply(file, battery=True, metered=True)
            wait_for(lambda: held_by(product, id)[0] == "battery", GUARD_S, "what came since to hold")
