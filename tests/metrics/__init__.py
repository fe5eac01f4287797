"""Tests of the extra `metrics`."""
