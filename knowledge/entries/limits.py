"""How long and how many the parts of an entry may be: for files, forms and commands alike."""

from __future__ import annotations

ID_LENGTH = 60
CLAIM_LENGTH = 300
ANSWER_LENGTH = 900
CAVEATS = 8
CAVEAT_LENGTH = 300
PIECE_LENGTH = 600
LINE_LENGTH = 300
NAME_LENGTH = 100
WHO_LENGTH = 200
WHEN_LENGTH = 100
TOPIC_LENGTH = 40
URL_LENGTH = 2000
TOPICS = 8
NAMES = 48
PIECES = 24
SOURCES = 40
PHRASINGS = 60
STRANGE_FIELDS = 10
"""So many fields of a table that no entry has are named; the rest are counted."""
