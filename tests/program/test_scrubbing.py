"""What is shown to strangers says how the program was, not whose it is and what it holds."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torrpeddo.scrubbing import scrub, scrub_traceback

HASH = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "2026-11-28 10:00:00 WARNING x: /home/ann/Films/a.mkv can't be read",
            "2026-11-28 10:00:00 WARNING x: <path> ",
        ),
        (r"C:\Users\ann\Films can't be read", "<path> can't be read"),
        ("“My film” was not moved", "“<name>” was not moved"),
        (f"torrent {HASH} failed", "torrent <info-hash> failed"),
        ("peer 10.0.0.7:6881 and [2001:db8::1]:6881 left", "peer <address> and <address> left"),
        ("https://tracker.example.org:443/a?passkey=1 says no", "<address> says no"),
        (f"magnet:?xt=urn:btih:{HASH}&dn=film", "<address>"),
        ("tracker.example.org does not answer", "<address> does not answer"),
        (
            "OSError: [Errno 28] No space left on device: '/home/ann/x'",
            "OSError: [Errno 28] No space left on device: '",
        ),
    ],
)
def test_what_is_private_goes(line: str, left: str) -> None:
    assert scrub(line).startswith(left)


def test_the_programs_own_files_stay_in_a_traceback() -> None:
    text = (
        "Traceback (most recent call last):\n"
        '  File "/home/ann/torrpeddo/backend/torrpeddo/engine/pump.py", line 12, in run\n'
        "    self.look(name)\n"
        "KeyError: '/home/ann/Films'"
    )
    scrubbed = scrub_traceback(text)
    assert 'File "torrpeddo/engine/pump.py", line 12, in run' in scrubbed
    assert "self.look(name)" in scrubbed
    assert "ann" not in scrubbed


NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=5).filter(lambda text: text.strip())
SEGMENTS = st.text(string.ascii_letters + string.digits + "-_.", min_size=2).map(lambda text: f"zq{text}")


@given(NAMES, st.text(max_size=20), st.text(max_size=20))
def test_no_name_survives(name: str, before: str, after: str) -> None:
    around = (before + after).replace(name, "")
    assert name not in scrub(f"{before} {name} {after}", [name]) or name in f"{around} <name>"


@given(st.lists(SEGMENTS, min_size=1, max_size=5), st.sampled_from(["/home/ann", "~", "/media/disk", "C:\\Users\\ann"]))
def test_no_part_of_a_path_survives(segments: list[str], root: str) -> None:
    slash = "\\" if "\\" in root else "/"
    scrubbed = scrub(f"reading {root}{slash}{slash.join(segments)} failed")
    assert "zq" not in scrubbed
    assert scrubbed.endswith(" failed")


@given(st.ip_addresses(), st.integers(1, 65535))
def test_no_address_survives(address: object, port: int) -> None:
    for written in (f"{address}", f"[{address}]:{port}" if ":" in str(address) else f"{address}:{port}"):
        assert str(address) not in scrub(f"peer {written} was banned")
