"""Meaning: sentence vectors beside the words, for people who say it in other words. An extra; nothing imports it unless it is on."""
