"""Changing a server's settings and its own names, each with its line in the audit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from knowledge.entries.problems import InvalidEntryError
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import NAME, SETTING, Curator, note
from knowledge.moderation.settings import KEYS, ServerSettings, check_packs, read_settings, written
from knowledge.question.gazetteer import Gazetteer, Name, name_mapping, read_names, with_own_names
from knowledge.question.tokens import split_words
from knowledge.store import SHARED, Audience, Store
from knowledge.text.normalization import clean_text


def change_settings(store: Store, curator: Curator, **changes: Any) -> ServerSettings:  # noqa: ANN401 - by the setting
    """Set these settings of a server (fields of ServerSettings) and return all. Raises InvalidInputError."""
    check_packs(store, changes.get("packs_off", ()))
    with store.transaction():
        before = read_settings(store, curator.audience)
        after = replace(before, **changes)
        for key in KEYS:
            if getattr(before, key) != getattr(after, key):
                set_setting(store, curator, key, written(getattr(after, key)))
    return read_settings(store, curator.audience)


def set_setting(store: Store, curator: Curator, key: str, value: str | None) -> None:
    """Put a setting as it is kept (None for the default) with the line in the audit. Call it inside a transaction."""
    before = store.settings.get(curator.audience, key)
    if value is None:
        store.settings.remove(curator.audience, key)
    else:
        store.settings.put(curator.audience, key, value)
    note(store, curator, "set", SETTING, key, {"value": _value(before)}, {"value": _value(value)})


def add_name(store: Store, curator: Curator, name: str, kind: str, also: str) -> Name:
    """Add a name of the server's own, or ways of writing (separated by commas) to one that it has; return it.

    Raises InvalidInputError when it is no name, or a way of writing belongs to another name.
    """
    ways = [way for way in (clean_text(one) for one in also.split(",")) if way]
    known = {one.name: one for one in own_names(store, curator.audience)}
    before = known.get(clean_text(name))
    if before is not None:
        ways = [*before.also, *ways]
    try:
        added = read_names({"names": [{"name": name, "kind": kind, "also": ways}]})[0]
    except InvalidEntryError as error:
        # Where it stands in a file is no help to somebody who typed one name.
        raise InvalidInputError("\n".join(problem.remedy for problem in error.problems)) from error
    others = with_own_names(Gazetteer(store.names.owned_by(SHARED)), (one for one in known.values() if one != before))
    for way in added.ways:
        words = split_words(way)
        found = others.find(words)
        if len(found) == 1 and found[0].end - found[0].start == len(words) and found[0].name.name != added.name:
            raise InvalidInputError(f"“{way}” is known as a way of writing “{found[0].name.name}”. Use another way.")
    with store.transaction():
        put_name(store, curator, added.name, name_mapping(added))
    return added


def remove_name(store: Store, curator: Curator, name: str) -> None:
    """Take one of the server's own names out. Raises InvalidInputError when it has no such name."""
    if name not in {one.name for one in own_names(store, curator.audience)}:
        raise InvalidInputError(f"This server has no name “{name}” of its own. Names of the packs stay.")
    with store.transaction():
        put_name(store, curator, name, None)


def put_name(store: Store, curator: Curator, name: str, plain: Mapping[str, Any] | None) -> None:
    """Put a name, or take it out (None), with the line in the audit. Call it inside a transaction."""
    known = {one.name: name_mapping(one) for one in own_names(store, curator.audience)}
    if plain is None:
        store.names.remove(curator.audience, name)
    else:
        store.names.put(curator.audience, read_names({"names": [plain]})[0])
    action = "removed" if plain is None else "changed" if name in known else "added"
    note(store, curator, action, NAME, name, {"name": known.get(name)}, {"name": plain})


def own_names(store: Store, audience: Audience) -> tuple[Name, ...]:
    """Return the server's own names, in order."""
    return store.names.owned_by(audience)


def _value(kept: str | None) -> Any:  # noqa: ANN401 - by the setting
    return None if kept is None else json.loads(kept)
