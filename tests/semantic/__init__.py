"""Tests of the extra `semantic`, with an encoder that they make themselves."""
