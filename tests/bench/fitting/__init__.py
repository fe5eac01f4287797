"""Fitting the matcher's weights: `python -m tests.bench.fitting --help`."""
