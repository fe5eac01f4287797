"""A file of entries and names, TOML or JSON: what a server exports, and can take in again with nothing changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit

from knowledge.entry import Entry, entry_mapping
from knowledge.errors import InvalidInputError
from knowledge.exchange.toml_form import parse_toml, plain_table
from knowledge.names import Name, name_mapping, read_names
from knowledge.validation import InvalidEntryError, Problem, examine_entry

TOML, JSON = "toml", "json"
MOST_ENTRIES = 500
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """One entry or name of a file: `what` it is called there, and either it or what is wrong with it."""

    what: str
    entry: Entry | None = None
    name: Name | None = None
    problems: tuple[Problem, ...] = ()


def write_bundle(entries: Iterable[Entry], names: Iterable[Name], form: str) -> str:
    """Return entries and names as the text of a file."""
    plain = {
        "names": [name_mapping(name) for name in names],
        "entries": [entry_mapping(entry) for entry in entries],
    }
    if form == JSON:
        return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    document = tomlkit.document()
    for field, tables in plain.items():
        listed = tomlkit.aot()
        for table in tables:
            listed.append(plain_table(table))
        if tables:
            document.append(field, listed)
    return tomlkit.dumps(document)


def read_bundle(text: str, most: int | None = MOST_ENTRIES) -> tuple[Item, ...]:
    """Read a file: a single entry, or `[[entries]]` and `[[names]]`. Raises InvalidInputError when it is neither.

    More than `most` entries and names are refused; None takes any number.

    What is wrong inside one entry or name stands in its item, so that all of it can be said at once.
    """
    plain = _parsed(text)
    if "claim" in plain or "id" in plain:
        plain = {"entries": [plain]}
    for field in plain:
        if field not in ("entries", "names"):
            raise InvalidInputError(
                f"There is no such field as {field!r} at the top of the file. "
                "It has either one entry, or [[entries]] and [[names]]."
            )
    items = [*_names(_tables(plain, "names")), *_entries(_tables(plain, "entries"))]
    if not items:
        raise InvalidInputError("There is no entry and no name in this file.")
    if most is not None and len(items) > most:
        raise InvalidInputError(f"There are {len(items)} entries and names in this file. Take in {most} at most.")
    return tuple(items)


def decoded(raw: bytes) -> str:
    """Return the text of a file that was handed in; raises InvalidInputError when it is none or too large."""
    if len(raw) > MOST_BYTES:
        raise InvalidInputError(f"The file has {len(raw)} bytes. Take in at most {MOST_BYTES} at a time.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError("This is not UTF-8 text. Save the file as UTF-8.") from error


def _parsed(text: str) -> Mapping[str, Any]:
    if not text.lstrip().startswith(("{", "[{")):
        return parse_toml(text)
    try:
        plain = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise InvalidInputError(
            f"This is not valid JSON{where}. Check the quotes, commas and brackets there."
        ) from error
    if isinstance(plain, list):
        return {"entries": plain}
    if not isinstance(plain, dict):
        raise InvalidInputError("This JSON is neither an entry nor a list of entries.")
    return plain


def _tables(plain: Mapping[str, Any], field: str) -> Sequence[Mapping[str, Any]]:
    tables = plain.get(field, [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise InvalidInputError(f"{field} is no list of tables. Write each as [[{field}]].")
    return tables


def _entries(tables: Sequence[Mapping[str, Any]]) -> Iterable[Item]:
    seen: set[str] = set()
    for number, table in enumerate(tables, 1):
        entry, problems = examine_entry(table)
        what = str(table.get("id") or f"entry {number}")
        if what in seen:
            problems = (*problems, Problem("id", f"{what!r} is used twice in this file", "Give each entry its own"))
        seen.add(what)
        yield Item(what, entry if not problems else None, problems=problems)


def _names(tables: Sequence[Mapping[str, Any]]) -> Iterable[Item]:
    if not tables:
        return
    try:
        names = read_names({"names": list(tables)})
    except InvalidEntryError as error:
        yield Item("names", problems=error.problems)
        return
    for name in names:
        yield Item(name.name, name=name)
