"""Entries as terms, and the inverted index over them."""
