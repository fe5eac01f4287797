"""Entries and names as the text of the files of a pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit

from knowledge.entries.entry import Entry, entry_mapping
from knowledge.exchange.toml_format import plain_table
from knowledge.question.gazetteer import Name, name_mapping


def entry_to_toml(entry: Entry) -> str:
    """Write an entry as the text of its file, in the order of the design's example."""
    return _written(entry_mapping(entry))


def names_to_toml(names: Iterable[Name]) -> str:
    """Write names as the text of a `names.toml`."""
    return _written({"names": [name_mapping(name) for name in names]})


def _written(plain: Mapping[str, Any]) -> str:
    document = tomlkit.document()
    for field, value in plain_table(plain).items():
        document.append(field, value)
    return tomlkit.dumps(document)
