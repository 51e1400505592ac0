"""How the computer is powered and connected, and what that holds."""

import pytest

from torrpeddo.contract.session import HeldBy
from torrpeddo.contract.settings import Settings
from torrpeddo.desktop.power.polling import read_pmset, read_power_status
from torrpeddo.desktop.power.ports import Supply
from torrpeddo.desktop.power.supply import holds
from torrpeddo.engine.holds import Holds

BOTH = Supply(on_battery=True, metered=True)


@pytest.mark.parametrize(
    ("battery", "metered", "supply", "expected"),
    [
        (False, False, BOTH, set()),
        (True, False, BOTH, {HeldBy.BATTERY}),
        (True, True, BOTH, {HeldBy.BATTERY, HeldBy.METERED}),
        (True, True, Supply(), set()),
        (True, True, Supply(on_battery=False, metered=True), {HeldBy.METERED}),
    ],
)
def test_only_what_is_known_and_wanted_holds(
    battery: bool, metered: bool, supply: Supply, expected: set[HeldBy]
) -> None:
    settings = Settings(save_path="/d", pause_on_battery=battery, pause_on_metered=metered)
    assert holds(settings, supply) == expected


def test_a_hold_that_was_set_aside_comes_back_when_its_cause_does() -> None:
    battery, both = frozenset({HeldBy.BATTERY}), frozenset({HeldBy.BATTERY, HeldBy.METERED})
    held = Holds()
    named = []
    for there in (battery, None, battery, both, frozenset[HeldBy](), battery):
        held.set_aside() if there is None else held.set(there)
        named.append(held.by)
    assert named == [HeldBy.BATTERY, None, None, HeldBy.METERED, None, HeldBy.BATTERY]


def test_what_pmset_and_windows_say() -> None:
    on_battery = "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t83%; discharging; 4:10 remaining"
    assert read_pmset(on_battery) is True
    assert read_pmset(on_battery.replace("Battery Power", "AC Power")) is False
    assert read_pmset("Now drawing from 'AC Power'\n") is None
    statuses = [(0, 1), (1, 8), (1, 128), (255, 255)]
    assert [read_power_status(*status) for status in statuses] == [True, False, None, None]
