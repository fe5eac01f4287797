"""A file of entries and names, TOML or JSON: what a server exports, and can take in again with nothing changed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tomlkit

from knowledge.entries.entry import SLUG, Entry, entry_mapping
from knowledge.entries.limits import ID_LENGTH
from knowledge.entries.problems import Code, InvalidEntryError, Problem, quoted
from knowledge.entries.validation import examine_entry, stored_entry
from knowledge.errors import InvalidInputError
from knowledge.exchange.toml_format import parse_toml, plain_table
from knowledge.question.gazetteer import Name, name_from_mapping, name_mapping, read_names
from knowledge.store.revisions import body_of

TOML, JSON = "toml", "json"
MOST_ENTRIES = 500
MOST_BYTES = 2_000_000
MOST_PROBLEMS = 30
"""Of one entry; whoever mends them sees the rest at the next try."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry or name of a file: `what` it is called there, and either it or what is wrong with it.

    `body` is the entry as the database keeps it, where that was worked out already.
    """

    what: str
    entry: Entry | None = None
    name: Name | None = None
    problems: tuple[Problem, ...] = ()
    body: str = dataclasses.field(default="", compare=False)


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


def write_stored(stored: bytes, form: str) -> str:
    """Return what `importing.to_export` took out of the database as the text of a file."""
    plain = json.loads(stored)
    entries = [stored_entry(entry) for entry in plain["entries"]]
    return write_bundle(entries, [name_from_mapping(name) for name in plain["names"]], form)


def read_bundle(text: str, most: int | None = MOST_ENTRIES) -> tuple[Item, ...]:
    """Read a file: a single entry, or `[[entries]]` and `[[names]]`. Raises InvalidInputError when it is neither.

    More than `most` entries and names are refused; None takes any number, and a file of any size.

    What is wrong inside one entry or name stands in its item, so that all of it can be said at once. How large the
    file is and how much stands in it is looked at first; the parsers themselves may take very long on a file that was
    made for it, so whoever must not wait calls this in a process that can be ended (`bot.jobs.import_reading`).
    """
    if most is not None:
        _check_size(len(text))
    plain = _parsed(text)
    if "claim" in plain or "id" in plain:
        plain = {"entries": [plain]}
    for field in plain:
        if field not in ("entries", "names"):
            raise InvalidInputError(
                f"There is no such field as {quoted(field)} at the top of the file. "
                "It has either one entry, or [[entries]] and [[names]]."
            )
    names, entries = _tables(plain, "names"), _tables(plain, "entries")
    count = len(names) + len(entries)
    if not count:
        raise InvalidInputError("There is no entry and no name in this file.")
    if most is not None and count > most:
        raise InvalidInputError(f"There are {count} entries and names in this file. Take in {most} at most.")
    return tuple(_with_fewer_problems(item) for item in (*_names(names), *_entries(entries)))


def items_to_json(items: Iterable[Item]) -> str:
    """Return what was read as a text, for another process to take over (`items_from_json`)."""
    return json.dumps(
        [
            {
                "what": item.what,
                "entry": entry_mapping(item.entry) if item.entry else None,
                "name": name_mapping(item.name) if item.name else None,
                "problems": [[one.path, one.code.value, one.wrong, one.right] for one in item.problems],
            }
            for item in items
        ]
    )


def items_from_json(text: str) -> tuple[Item, ...]:
    """Return what another process has read and looked through."""
    return tuple(
        Item(
            plain["what"],
            stored_entry(plain["entry"]) if plain["entry"] else None,
            name_from_mapping(plain["name"]) if plain["name"] else None,
            tuple(Problem(tuple(path), Code(code), *sentences) for path, code, *sentences in plain["problems"]),
            body_of(plain["entry"]) if plain["entry"] else "",
        )
        for plain in json.loads(text)
    )


def decoded(raw: bytes) -> str:
    """Return the text of a file that was handed in; raises InvalidInputError when it is none or too large."""
    _check_size(len(raw))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError("This is not UTF-8 text. Save the file as UTF-8.") from error


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise InvalidInputError(f"The file has {size} bytes. Take in at most {MOST_BYTES} at a time.")


def _with_fewer_problems(item: Item) -> Item:
    left = len(item.problems) - MOST_PROBLEMS
    if left <= 0:
        return item
    right = "Mend these first, and import the file again"
    more = Problem(("more",), Code.TOO_MANY, f"there are {left} more problems", right)
    return replace(item, problems=(*item.problems[:MOST_PROBLEMS], more))


def _parsed(text: str) -> Mapping[str, Any]:
    if not text.lstrip().startswith(("{", "[{")):
        return parse_toml(text)
    try:
        plain = json.loads(text)
    except RecursionError as error:
        raise InvalidInputError("This is not valid JSON: brackets stand too deep inside each other.") from error
    except json.JSONDecodeError as error:
        raise InvalidInputError(
            f"This is not valid JSON (line {error.lineno}). Check the quotes, commas and brackets there."
        ) from error
    except ValueError as error:
        # Python refuses to read an integer of more than some thousand digits.
        raise InvalidInputError("There is a number in this file that is far too large to be one.") from error
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
        written = table.get("id")
        what = written if isinstance(written, str) and SLUG.fullmatch(written) else f"entry {number}"
        what = what if len(what) <= ID_LENGTH else quoted(what)
        if what in seen:
            wrong = f"{what!r} is used twice in this file"
            problems = (*problems, Problem(("id",), Code.REPEATED, wrong, "Give each entry its own"))
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
