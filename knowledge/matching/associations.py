"""Associations: words of questions that go with other words of claims ("jfk" with "kennedy", "cap" with "hat").

The table is made by `tests/bench/make_associations.py` from many titles and the claims below them.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping

Associations = Mapping[str, Mapping[str, float]]


@functools.cache
def shipped_associations() -> Associations:
    """Read the table that comes with the package.

    It gives, for the stem of a word of questions, stems of claims and how often they go together (0 to 1).
    """
    text = importlib.resources.files("knowledge.matching").joinpath("associations.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        word, other, share = line.split("\t")
        table.setdefault(word, {})[other] = int(share) / 100
    return table
