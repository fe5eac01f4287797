"""Reading the golden questions."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "questions.tsv"
PARTS = ("tuned", "untouched")
ABOUT_CLAIMS = ("direct", "roundabout", "typo", "slang", "negated", "part", "long", "two", "spanish")
ABOUT_NONE = ("near-miss", "off-topic", "other-subject")
KINDS = (*ABOUT_CLAIMS, *ABOUT_NONE)


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, the entries that it must get (none: it must not be answered) and those that may also be offered."""

    id: str
    part: str
    kind: str
    must: frozenset[str]
    may: frozenset[str]
    question: str


def golden_questions(file: Path = FILE) -> tuple[Golden, ...]:
    """Return all golden questions, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Golden(row["id"], row["part"], row["kind"], _ids(row["must"]), _ids(row["may"]), row["question"])
            for row in rows
        )


def _ids(text: str) -> frozenset[str]:
    return frozenset(text.split(",")) if text else frozenset()
