"""People's own data: what is kept of one person, shown to them, and forgetting them."""

from __future__ import annotations

import json
from typing import Any

from knowledge.store import Store

FILE_NAME = "what-is-kept-of-you.json"
"""What the file is called in which somebody gets their data."""


def kept_of(store: Store, discord: int) -> dict[str, Any]:
    """Return everything that is kept of the person with this Discord id, as plain values; empty when nothing is."""
    with store.reading():
        number = store.people.number(discord)
        if number is None:
            return {}
        return {"your Discord id": str(discord), "number": number, **store.personal.kept_of(number)}


def as_file(kept: dict[str, Any]) -> bytes:
    """Return it as a file to read: JSON in UTF-8, with a line a value."""
    return json.dumps(kept, ensure_ascii=False, indent=2).encode()


def forget(store: Store, discord: int, new_key: bytes) -> bool:
    """Erase what names a person, at once and for good; return False when there was nothing.

    Their questions, picks, reports and what they said against verdicts stay without a name, and so does what they did
    as a moderator; whatever only they could go on with is deleted. What the record of published work says of them is
    nobody's number: a former moderator. A server that keeps them out of its queue goes on doing so, by a digest of
    their id under a key (`new_key`, KEY_BYTES random bytes, when there is none yet).

    What a moderator published, or said in the audit, stays as written. In the files of the database traces are left
    until the log is emptied and the file is written anew (`knowledge.store.erased_space`). Raises UnwritableError.
    """
    with store.transaction():
        number = store.people.number(discord)
        store.personal.unwrite(discord)
        store.erased_space.mark(urgent=True)
        if number is None:
            return False
        # One for all that the audit says of their block; for what is counted by people, one a thing, so that the counts
        # stay and nobody can tell that two of them were the same person's.
        block = store.people.nobody()
        if store.personal.is_blocked(number):
            store.people.keep_block(discord, block, new_key)
        store.personal.renumber_block(number, block)
        marks, groups = store.personal.rows_apart(number)
        for table, answer in marks:
            store.personal.renumber_mark(table, answer, number, store.people.nobody())
        for group in groups:
            store.personal.renumber_in_group(group, number, store.people.nobody())
        store.personal.unname(number)
        store.people.forget(discord)
    return True
