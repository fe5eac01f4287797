"""Meaning: sentence vectors beside the words, for people who say it in other words. An extra, off by default."""
