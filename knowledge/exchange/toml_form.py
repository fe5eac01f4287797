"""The TOML form of an entry and of names: read with the standard library, written so that it stays pleasant to read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

import tomlkit
from tomlkit.items import Array, String, Table

from knowledge.entry import Entry, entry_mapping
from knowledge.errors import InvalidInputError
from knowledge.names import Name, name_mapping

_LONG = 100


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML; raise InvalidInputError that says where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(f"This is not valid TOML: {error}. Check the quotes and brackets there.") from error


def entry_to_toml(entry: Entry) -> str:
    """Write an entry as the text of its file, in the order of the design's example."""
    return _written(entry_mapping(entry))


def names_to_toml(names: Iterable[Name]) -> str:
    """Write names as the text of a `names.toml`."""
    return _written({"names": [name_mapping(name) for name in names]})


def _written(mapping: dict[str, Any]) -> str:
    document = tomlkit.document()
    for field, value in mapping.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            tables = tomlkit.aot()
            for item in value:
                tables.append(_table(item))
            document.append(field, tables)
        else:
            document.append(field, _item(value))
    return tomlkit.dumps(document)


def _table(mapping: dict[str, Any]) -> Table:
    table = tomlkit.table()
    for field, value in mapping.items():
        table.append(field, _item(value))
    return table


def _item(value: str | list[str]) -> String | Array:
    if isinstance(value, str):
        return tomlkit.string(value)
    array = tomlkit.array()
    array.extend(value)
    return array.multiline(sum(len(item) for item in value) > _LONG)
