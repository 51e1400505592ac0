"""Settings: anything stored can be loaded, and only what makes sense can be set."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.settings import Settings, SettingsChanges
from torrpeddo.contract.theme import Theme
from torrpeddo.errors import InvalidSetting
from torrpeddo.library import settings as stored

DOWNLOADS = Path.home() / "Downloads"
NAMES = [field.name for field in msgspec.structs.fields(Settings)]

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=5,
)


def test_the_first_start_chooses_a_folder_and_a_port_to_be_kept() -> None:
    first = stored.load({}, DOWNLOADS)
    assert first.settings.save_path == str(DOWNLOADS)
    assert 49152 <= first.settings.listen_port <= 65535
    assert first.notices == []
    second = stored.load(first.chosen, DOWNLOADS / "elsewhere")
    assert second.settings == first.settings
    assert second.chosen == {}


def test_a_value_that_can_not_be_used_gives_way_to_the_default() -> None:
    loaded = stored.load({"down_limit": -1, "theme": "plaid", "save_path": "here", "dht": False}, DOWNLOADS)
    assert loaded.settings.down_limit == 0
    assert loaded.settings.theme is Theme.SYSTEM
    assert loaded.settings.save_path == str(DOWNLOADS)
    assert loaded.settings.dht is False
    assert len(loaded.notices) == 3
    assert (
        loaded.notices[0].message
        == "The setting “down limit” held a value that can't be used (-1), so its default is in force."
    )
    assert (loaded.notices[0].kind, loaded.notices[0].facts) == ("setting_dropped", {"name": "down_limit"})


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(), json_values))
def test_whatever_was_stored_can_be_loaded(raw: dict[str, Any]) -> None:
    loaded = stored.load(raw, DOWNLOADS)
    again = msgspec.json.decode(msgspec.json.encode(loaded.settings), type=Settings)
    assert again == loaded.settings
    assert Path(loaded.settings.save_path).is_absolute()
    assert loaded.settings.listen_port
    assert len(loaded.notices) <= len(raw)
    assert stored.load({**raw, **loaded.chosen}, DOWNLOADS) == stored.LoadedSettings(
        settings=loaded.settings, chosen={}, notices=[]
    )


changes = st.builds(
    SettingsChanges,
    down_limit=st.integers(0, 2**31 - 1),
    connections=st.integers(100, 65535),
    dht=st.booleans(),
    theme=st.sampled_from(Theme),
    view=st.dictionaries(st.text(), st.integers()),
)


@given(changes)
def test_changes_survive_the_way_through_the_library(wanted: SettingsChanges) -> None:
    before = stored.load({}, DOWNLOADS).settings
    after = stored.changed(before, wanted)
    raw = msgspec.json.decode(msgspec.json.encode(stored.difference(Settings(), after)))
    assert stored.load(raw, DOWNLOADS).settings == after


def test_what_is_not_mentioned_stays() -> None:
    before = Settings(save_path=str(DOWNLOADS), down_limit=7, listen_port=50_000)
    after = stored.changed(before, SettingsChanges(up_limit=9))
    assert after == msgspec.structs.replace(before, up_limit=9)
    assert stored.difference(before, after) == {"up_limit": 9}
    assert stored.changed(before, SettingsChanges()) == before


def test_a_port_of_zero_is_chosen_at_random() -> None:
    assert stored.changed(Settings(), SettingsChanges(listen_port=0)).listen_port in stored.PORTS


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        (SettingsChanges(down_limit=-5), "down_limit"),
        (SettingsChanges(save_path="relative/folder"), "save_path"),
        (SettingsChanges(save_path=str(DOWNLOADS) + "\0"), "save_path"),
        (SettingsChanges(connections=50), "connections"),
        (SettingsChanges(connections_per_torrent=501), "connections_per_torrent"),
        (SettingsChanges(view={"f": object()}), "view"),
    ],
)
def test_what_makes_no_sense_is_refused(changes: SettingsChanges, name: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        stored.changed(Settings(), changes)
    assert refusal.value.data["name"] == name


def test_limits_that_never_matched_do_not_block_other_changes() -> None:
    odd = Settings(connections=50, connections_per_torrent=100)
    assert stored.changed(odd, SettingsChanges(dht=False)).dht is False
