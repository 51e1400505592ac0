"""Measurements, each by ``npm run bench -- NAME``: ratios within one run, never a pass or a fail."""
