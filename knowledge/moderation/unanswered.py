"""Requests: questions nobody could answer, kept for those who can write an entry, those that ask the same together."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.entries.limits import LINE_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.matching.lexicons.background import shipped_background
from knowledge.moderation.audit import ASKER, REQUEST, Curator, note, quoting
from knowledge.moderation.people import discord_id
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import Audience, Store
from knowledge.store.unanswered import DISMISSED, DONE, OPEN, GroupRow, RequestRow
from knowledge.text.normalization import clean_text

# Two questions ask the same when they share so much of their words, weighed by how rare these are.
_ALIKE = 0.6
_RAREST = 4
_MOST_COMPARED = 60


def open_requests(store: Store, audience: Audience) -> tuple[RequestRow, ...]:
    """Return the questions that wait: a server's for its moderators, others for the operator."""
    return store.requests.in_state(audience)


def keep(store: Store, audience: Audience, *, answer: int, person: int, question: str, at: str) -> None:
    """Keep a question that no entry answers, with those that ask the same. Call it inside a transaction.

    The question of somebody whom the moderators keep out of the queue is not kept.
    """
    if store.requests.has(answer) or store.requests.ignores(audience, person):
        return
    terms = _terms(question)
    group = _alike(store, audience, terms) if terms else None
    if group is None:
        group = store.requests.add_group(audience, question, terms, at)
    store.requests.add(audience, answer=answer, person=person, question=question, at=at, group=group)


def queue(store: Store, audience: Audience, most: int, skip: int = 0) -> tuple[GroupRow, ...]:
    """Return what waits, asked by most people first."""
    return store.requests.groups(audience, most, skip)


def waiting(store: Store, audience: Audience) -> int:
    """Return how many groups of questions wait."""
    return store.requests.count_groups(audience)


def group(store: Store, audience: Audience, number: int) -> tuple[GroupRow, tuple[RequestRow, ...]]:
    """Return a group and its questions; raises InvalidInputError when this audience has no such group."""
    row = store.requests.group(audience, number)
    if row is None:
        raise InvalidInputError("That question is not in this queue.")
    return row, store.requests.of_group(audience, number)


def dismiss(store: Store, curator: Curator, number: int, reason: str) -> None:
    """Take a group out of the queue with a reason. Raises InvalidInputError without one, or when it was dealt with."""
    reason = clean_text(reason)
    if not reason or len(reason) > LINE_LENGTH:
        wrong = f"Give the reason in one sentence of at most {LINE_LENGTH} characters."
        raise InvalidInputError(quoting(wrong, reason))
    _close(store, curator, number, DISMISSED, reason)


def close(store: Store, curator: Curator, number: int, words: str) -> None:
    """Take a group out of the queue because something was done about it; `words` says what."""
    _close(store, curator, number, DONE, words)


def set_state(store: Store, curator: Curator, number: int, state: str, words: str | None) -> None:
    """Put a group into a state with the line in the audit. Call it inside a transaction."""
    row, _ = group(store, curator.audience, number)
    store.requests.set_group_state(number, state, words)
    action = {OPEN: "put back into the queue", DISMISSED: "dismissed", DONE: "dealt with"}[state]
    note(store, curator, action, REQUEST, str(number), {"state": row.state}, {"state": state}, words)


def keep_out(store: Store, curator: Curator, number: int) -> int:
    """Keep the one person who asked the questions of a group out of the queue from now on; return their Discord id.

    Raises InvalidInputError when several people asked, since it is then no one person's doing.
    """
    row, asked = group(store, curator.audience, number)
    people = {one.person for one in asked}
    if len(people) != 1:
        raise InvalidInputError("Several people asked this, so nobody is kept out for it.")
    person = people.pop()
    with store.transaction():
        set_ignored(store, curator, person, ignored=True)
        if row.state == OPEN:
            set_state(store, curator, number, DISMISSED, "The asker is kept out of the queue.")
    return discord_id(store, person) or 0


def set_ignored(store: Store, curator: Curator, person: int, *, ignored: bool) -> None:
    """Keep a person out of the queue, or let them in, with the line in the audit. Call it inside a transaction."""
    before = {"kept out": store.requests.ignores(curator.audience, person)}
    store.requests.ignore(curator.audience, person, ignored=ignored)
    action = "kept out of the queue" if ignored else "let into the queue again"
    note(store, curator, action, ASKER, str(person), before, {"kept out": ignored})


def _close(store: Store, curator: Curator, number: int, state: str, words: str) -> None:
    with store.transaction():
        row, _ = group(store, curator.audience, number)
        if row.state != OPEN:
            dealt = "Somebody has dealt with that question already."
            raise InvalidInputError(quoting(dealt, words) if state == DISMISSED else dealt)
        set_state(store, curator, number, state, words)


def _terms(question: str) -> dict[str, float]:
    # Names need no gazetteer here: their words are rare, which is what counts.
    read = read_question(question, Gazetteer(()))
    background = shipped_background()
    stems = {word.stem for passage in read.passages for word in passage.telling}
    return {stem: background.rarity(stem) for stem in stems}


def _alike(store: Store, audience: Audience, terms: Mapping[str, float]) -> int | None:
    rarest = sorted(terms, key=lambda term: (-terms[term], term))[:_RAREST]
    best, likeness = None, _ALIKE
    for number, other in store.requests.groups_with(audience, rarest, _MOST_COMPARED):
        shared = sum(terms[term] for term in terms.keys() & other.keys())
        alike = shared / (sum(terms.values()) + sum(other.values()) - shared)
        if alike >= likeness:
            best, likeness = number, alike
    return best
