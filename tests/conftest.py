"""What every test may ask for."""

import pytest
from hypothesis import HealthCheck, settings
from tests.rounds import take_long_form

# How long an example takes, or takes to be made up, says more of the machine than of us.
settings.register_profile("without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("without a clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the long form of tests that try at random (tests/rounds.py)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long"):
        take_long_form()
