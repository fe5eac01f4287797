"""Requests: questions nobody could answer, kept for those who can write an entry, those that ask the same together."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.entries.form_fields import PARTS
from knowledge.entries.limits import CLAIM_LENGTH, LINE_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.matching.lexicons.background import shipped_background
from knowledge.moderation.additions import add_text
from knowledge.moderation.audit import Curator, quoting, record_change
from knowledge.moderation.drafts import editing
from knowledge.moderation.people import discord_id
from knowledge.moderation.publishing import Done
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import Audience, Store
from knowledge.store.audit import Action, Thing
from knowledge.store.drafts import DraftRow
from knowledge.store.unanswered import GroupRow, RequestRow, RequestState
from knowledge.text.normalization import clean_text, shorten

# Two questions ask the same when they share so much of their words, weighed by how rare these are.
_ALIKE = 0.6
_RAREST = 4
_MOST_COMPARED = 60
_ACTIONS = {
    RequestState.OPEN: Action.REQUEST_REOPENED,
    RequestState.DISMISSED: Action.REQUEST_DISMISSED,
    RequestState.DONE: Action.REQUEST_DONE,
}
# No word begins with it.
ENTRY_MARK = "#"
# So much of the words' weight that the entry alone makes two questions neither alike nor, where it differs, unlike.
_ENTRY_WEIGHT = 0.7


def keep(
    store: Store,
    audience: Audience,
    *,
    answer: int,
    person: int,
    question: str,
    at: str,
    about: str | None = None,
) -> None:
    """Keep a question that no entry answers, with those that ask the same. Call it inside a transaction.

    `about` is the entry under whose card it was asked, for a further question: it stands before the question.
    The question of somebody whom the moderators keep out of the queue is not kept.
    """
    if store.requests.has(answer) or store.requests.ignores(audience, person):
        return
    terms = _terms(question)
    if about is not None:
        # "How many guns?" under two cards is two questions, and so are two questions under one card.
        terms[f"{ENTRY_MARK}{about}"] = _ENTRY_WEIGHT * (sum(terms.values()) or 1.0)
        question = f"{about}: {question}"
    group = _alike(store, audience, terms) if terms else None
    if group is None:
        group = store.requests.add_group(audience, question, terms, at)
    store.requests.add(audience, answer=answer, person=person, question=question, at=at, group=group)


def rename_group(store: Store, audience: Audience, number: int, question: str) -> None:
    """Let a group be known by another of its questions, the first one being gone. Call it inside a transaction.

    Raises InvalidInputError when this audience has no such group.
    """
    group(store, audience, number)
    about = next((term for term in store.requests.terms_of(number) if term.startswith(ENTRY_MARK)), None)
    terms = _terms(question if about is None else question.removeprefix(f"{about.removeprefix(ENTRY_MARK)}: "))
    if about is not None:
        terms[about] = _ENTRY_WEIGHT * (sum(terms.values()) or 1.0)
    store.requests.replace_group_text(audience, number, question, terms)


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


def begin_entry(store: Store, curator: Curator, number: int) -> DraftRow:
    """Begin an entry with a group's question as its claim and as a phrasing, and take the group out of the queue."""
    with store.transaction():
        row, _ = group(store, curator.audience, number)
        draft = editing.begin(store, curator, shorten(row.question, CLAIM_LENGTH))
        text = {"text": shorten(row.question, LINE_LENGTH)}
        sent = editing.send(store, curator, draft.number, "phrasings", 0, draft.version, text)
        _close(store, curator, number, RequestState.DONE, f"An entry was begun: {draft.entry}")
        return sent.draft


def add_question(store: Store, curator: Curator, number: int, entry: str, part_key: str) -> Done:
    """Add a group's question to an entry as a phrasing or near-miss (see `add_text`), and take the group out."""
    with store.transaction():
        row, _ = group(store, curator.audience, number)
        done = add_text(store, curator, entry, part_key, row.question[:LINE_LENGTH])
        _close(store, curator, number, RequestState.DONE, f"Added as a {PARTS[part_key].one} of {entry}.")
        return done


def dismiss(store: Store, curator: Curator, number: int, sentence: str) -> None:
    """Take a group out of the queue, saying why. Raises InvalidInputError without that, or when it was dealt with."""
    sentence = clean_text(sentence)
    if not sentence or len(sentence) > LINE_LENGTH:
        wrong = f"Give the reason in one sentence of at most {LINE_LENGTH} characters."
        raise InvalidInputError(quoting(wrong, sentence))
    _close(store, curator, number, RequestState.DISMISSED, sentence)


def set_state(store: Store, curator: Curator, number: int, state: RequestState, sentence: str | None) -> None:
    """Put a group into a state with the line in the audit. Call it inside a transaction."""
    row, _ = group(store, curator.audience, number)
    store.requests.set_group_state(number, state, sentence)
    before, after = {"state": row.state}, {"state": state}
    record_change(store, curator, _ACTIONS[state], Thing.REQUEST, str(number), before, after, sentence)


def keep_out(store: Store, curator: Curator, number: int) -> int:
    """Keep the one person who asked the questions of a group out of the queue from now on; return their Discord id.

    Raises InvalidInputError when several people asked, since it is then no one person's doing.
    """
    row, asked = group(store, curator.audience, number)
    people = {one.person for one in asked}
    if len(people) != 1:
        raise InvalidInputError("Several people asked this, so nobody is kept out for it.")
    person = people.pop()
    if discord_id(store, person) is None:
        raise InvalidInputError("Whoever asked this was forgotten, so nobody can be kept out for it.")
    with store.transaction():
        set_ignored(store, curator, person, ignored=True)
        if row.state is RequestState.OPEN:
            set_state(store, curator, number, RequestState.DISMISSED, "The asker is kept out of the queue.")
    return discord_id(store, person) or 0


def kept_out(store: Store, audience: Audience) -> tuple[tuple[int, int | None], ...]:
    """Return who is kept out of the queue: their number, and their Discord id, None when they were forgotten."""
    return tuple((person, discord_id(store, person)) for person in store.requests.ignored(audience))


def let_in(store: Store, curator: Curator, person: int) -> None:
    """Let the person with this number into the queue again. Raises InvalidInputError when they are not kept out."""
    with store.transaction():
        if not store.requests.ignores(curator.audience, person):
            raise InvalidInputError("That person is not kept out of this queue.")
        set_ignored(store, curator, person, ignored=False)


def set_ignored(store: Store, curator: Curator, person: int, *, ignored: bool) -> None:
    """Keep a person out of the queue, or let them in, with the line in the audit. Call it inside a transaction."""
    before = {"kept out": store.requests.ignores(curator.audience, person)}
    store.requests.ignore(curator.audience, person, ignored=ignored)
    action = Action.ASKER_KEPT_OUT if ignored else Action.ASKER_LET_IN
    record_change(store, curator, action, Thing.ASKER, str(person), before, {"kept out": ignored})


def _close(store: Store, curator: Curator, number: int, state: RequestState, sentence: str) -> None:
    with store.transaction():
        row, _ = group(store, curator.audience, number)
        if row.state is not RequestState.OPEN:
            dealt = "Somebody has dealt with that question already."
            raise InvalidInputError(quoting(dealt, sentence) if state is RequestState.DISMISSED else dealt)
        set_state(store, curator, number, state, sentence)


def _terms(question: str) -> dict[str, float]:
    # Names need no gazetteer here: their words are rare, which is what counts.
    read = read_question(question, Gazetteer(()))
    background = shipped_background()
    stems = {word.stem for passage in read.passages for word in passage.telling}
    return {stem: background.idf(stem) for stem in stems}


def _alike(store: Store, audience: Audience, terms: Mapping[str, float]) -> int | None:
    rarest = sorted(terms, key=lambda term: (-terms[term], term))[:_RAREST]
    best, likeness = None, _ALIKE
    for number, other in store.requests.groups_with(audience, rarest, _MOST_COMPARED):
        shared = sum(terms[term] for term in terms.keys() & other.keys())
        alike = shared / (sum(terms.values()) + sum(other.values()) - shared)
        if alike >= likeness:
            best, likeness = number, alike
    return best
