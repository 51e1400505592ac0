"""libtorrent's settings: a person's, ours, and those for one run."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import libtorrent as lt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.contract.settings import Encryption, Settings
from torrpeddo.engine.tuning import overrides, pack
from torrpeddo.errors import InvalidSetting

KNOWN: Mapping[str, Any] = lt.default_settings()


@pytest.mark.parametrize("encryption", Encryption)
@pytest.mark.parametrize("slow", [False, True])
def test_every_name_is_libtorrents_and_every_value_of_its_type(encryption: Encryption, slow: bool) -> None:
    for name, value in pack(Settings(encryption=encryption, slow_mode=slow)).items():
        assert name in KNOWN
        assert type(value) is type(KNOWN[name]), name


def test_nobody_is_asked_for_our_address() -> None:
    assert pack(Settings())["webtorrent_stun_server"] == ""


def test_no_limit_is_no_limit() -> None:
    free = pack(Settings(active_downloads=0, active_seeds=0))
    assert (free["active_downloads"], free["active_seeds"], free["active_limit"]) == (-1, -1, -1)
    bound = pack(Settings(active_downloads=3, active_seeds=2))
    assert (bound["active_downloads"], bound["active_seeds"], bound["active_limit"]) == (3, 2, 5)


def test_encryption_that_is_required_takes_nothing_else() -> None:
    required = pack(Settings(encryption=Encryption.REQUIRE))
    assert required["in_enc_policy"] == required["out_enc_policy"] == int(lt.enc_policy.pe_forced)
    assert required["allowed_enc_level"] == int(lt.enc_level.pe_rc4)


def test_overrides_are_read_by_type() -> None:
    chosen = overrides(
        ["enable_dht=off", "enable_lsd=TRUE", "connections_limit=-7", "user_agent=a=b", "listen_interfaces="]
    )
    assert chosen == {
        "enable_dht": False,
        "enable_lsd": True,
        "connections_limit": -7,
        "user_agent": "a=b",
        "listen_interfaces": "",
    }


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("enable_dht", "name=value"),
        ("enable_dth=false", "enable_dht"),
        ("=", "no setting"),
        ("enable_dht=perhaps", "true or false"),
        ("connections_limit=many", "whole number"),
        ("connections_limit=4294967296", "out of range"),
        ("connections_limit=", "whole number"),
    ],
)
def test_a_slip_is_refused_in_words(pair: str, words: str) -> None:
    with pytest.raises(InvalidSetting, match=words):
        overrides([pair])


@given(st.text(max_size=40))
def test_any_text_is_a_setting_or_refused(text: str) -> None:
    for pair in (text, f"enable_dht={text}", f"connections_limit={text}", f"user_agent={text}"):
        with suppress(InvalidSetting):
            assert len(overrides([pair])) == 1
