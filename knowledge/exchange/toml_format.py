"""TOML: read with the standard library, written so that it stays pleasant to read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import Array, Item, String, Table

from knowledge.errors import InvalidInputError

_LONG = 100


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML; raise InvalidInputError that says where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInputError(f"This is not valid TOML: {error}. Check the quotes and brackets there.") from error
    except RecursionError as error:
        raise InvalidInputError("This is not valid TOML: brackets stand too deep inside each other.") from error
    except ValueError as error:
        # Python refuses to read an integer of more than some thousand digits, and dates that no calendar has.
        raise InvalidInputError("There is a number or a date in this file that is far too large to be one.") from error


def plain_table(mapping: Mapping[str, Any]) -> Table:
    """Return plain values as a TOML table, with lists of tables inside it."""
    table = tomlkit.table()
    for field, value in mapping.items():
        table.append(field, _value(value))
    return table


def _value(value: Any) -> Item:  # noqa: ANN401 - a text, a list of texts or a list of tables
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return _item(value)
    tables = tomlkit.aot()
    for item in value:
        tables.append(plain_table(item))
    return tables


def _item(value: str | list[str]) -> String | Array:
    if isinstance(value, str):
        return tomlkit.string(value)
    array = tomlkit.array()
    array.extend(value)
    return array.multiline(sum(len(item) for item in value) > _LONG)
