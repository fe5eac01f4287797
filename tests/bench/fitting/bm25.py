"""The baseline: SQLite FTS5's bm25 over the same claims and questions as the fitting, cleaned alike.

python -m tests.bench.fitting.bm25 --data FOLDER
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from pathlib import Path

from knowledge.question.cleaning import clean
from tests.bench.fitting.data import Collection, read_collection

_RANKS = 5
# The plainest stop words only: with the matcher's own, longer list bm25 ranks a little worse.
_STOP_WORDS = frozenset(
    "a an the is are was were be been being do does did has have had of in on at to for from by with and or not no "
    "this that these those it its as if so than then there their they he she his her him you your i we us our my me "
    "who what when where why how which while will would can could should may might just about into over after before "
    "out up down off".split()
)


def mean_precision(collection: Collection) -> float:
    """Return MAP@5 of bm25 over claim and title, content words joined by OR, Porter stems."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE claims USING fts5"
        "(id UNINDEXED, claim, title, tokenize='porter unicode61 remove_diacritics 2')"
    )
    rows = ((one["id"], one["claim"], one.get("title", "")) for one in collection.claims.values())
    database.executemany("INSERT INTO claims VALUES (?, ?, ?)", rows)
    found = 0.0
    for question in collection.questions:
        words = [word for word in re.findall(r"\w+", clean(question.text).text.lower()) if word not in _STOP_WORDS]
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        query = "SELECT id FROM claims WHERE claims MATCH ? ORDER BY bm25(claims) LIMIT ?"
        ranked = [row[0] for row in database.execute(query, (asked, _RANKS))] if asked else []
        found += next((1 / (rank + 1) for rank, entry in enumerate(ranked) if entry in question.gold), 0.0)
    return found / len(collection.questions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    for name in ("questions", "tweets"):
        print(f"{name}: MAP@5 {mean_precision(read_collection(data / name)):.4f}")


if __name__ == "__main__":
    main()
