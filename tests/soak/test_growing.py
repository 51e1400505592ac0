"""What grows is told by its name, and what only fills up is not."""

from .growing import grown


def test_what_grows_each_hour_is_named() -> None:
    hours = [{"nodes": 100 + hour, "heap": 5_000 + hour, "threads": 7} for hour in range(9)]
    assert grown(hours, {"heap": 10}) == ["nodes grew from 103 to 106"]


def test_what_fills_up_and_stays_so_is_none() -> None:
    assert grown([{"nodes": nodes} for nodes in (10, 50, 60, 60, 60, 60)], {}) == []


def test_a_single_hour_says_nothing() -> None:
    assert grown([{"nodes": nodes} for nodes in (60, 60, 60, 60, 60, 60, 60, 900, 60)], {}) == []
