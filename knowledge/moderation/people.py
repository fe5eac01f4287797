"""People: by an opaque number everywhere, and by their Discord id in one small table alone."""

from __future__ import annotations

from knowledge.store import Store


def person_number(store: Store, discord: int) -> int:
    """Return the number of the person with this Discord id, giving them one at the first time.

    Call it inside a transaction: the number and what is written with it hold together.
    """
    number = store.people.number(discord)
    return store.people.add(discord) if number is None else number


def discord_id(store: Store, number: int) -> int | None:
    """Return the Discord id behind a number, or None when nobody has it (any more)."""
    return store.people.discord(number)
