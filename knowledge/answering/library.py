"""The knowledge as one server sees it: ask, show, browse.

A Library is an immutable snapshot: asking it reads memory only and may be done in any thread. `build_library` reads the
store; whoever writes lets `refreshed` take in what changed, and puts the new one in the old one's place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from knowledge.answering.own_index import Elsewhere, indexed
from knowledge.answering.published_entry import PublishedEntry
from knowledge.answering.server_view import View, server_view, view_after
from knowledge.answering.shared_index import shared_entries
from knowledge.answering.topics import claims_about, topic_of
from knowledge.entries.entry import Entry
from knowledge.entries.validation import stored_entry
from knowledge.errors import NotSoFastError
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import document_of
from knowledge.matching.index.segment import Segment, base_of
from knowledge.matching.lexicons.background import Background, shipped_background
from knowledge.matching.outcome import Budget, Decision, Focus, Outcome
from knowledge.matching.ranking.semantic import Meaning
from knowledge.moderation.settings import KEYS, ServerSettings, read_settings
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.lists import items_of
from knowledge.question.reading import Question, read_question
from knowledge.question.small_talk import SmallTalk
from knowledge.store import Audience, Store
from knowledge.store.revisions import Revision

__all__ = ["Answer", "Library", "NotReadError", "PublishedEntry", "Reply", "build_library", "library_of", "refreshed"]

NEAR = 0.2
"""From this likeness on an entry is worth a look before another is written."""

# So many entries of servers' own are read when the bot starts; beyond them a server is read at its first question.
READ_AT_START = 2000


class NotReadError(NotSoFastError):
    """What a server has of its own is not in memory yet."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry that answers a question.

    `opposite`: the question put the claim the other way round; `focus`: the part that it points at.
    """

    shown: PublishedEntry
    confidence: float
    opposite: bool = False
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the library says to a question.

    `answers` are one or more when the outcome is ANSWERED, else none; `offered` up to three when it is ASK_WHICH, more
    when the message names a `topic` alone; `near` are the other candidates, the likeliest first, and
    `plausible` those to offer to somebody who says that the answer was not to their question; `understood` is what the
    question was taken to be. `small_talk` is what a message is that asks about no claim. `unanswered` is how many
    sentences of a long message got no answer, or how many items of a list (`listed`).
    """

    outcome: Outcome
    answers: tuple[Answer, ...]
    offered: tuple[PublishedEntry, ...]
    near: tuple[PublishedEntry, ...]
    confidence: float
    understood: str
    decision: Decision
    topic: str | None = None
    small_talk: SmallTalk | None = None
    plausible: tuple[PublishedEntry, ...] = ()
    unanswered: int = 0
    listed: bool = False


class Library:
    """A snapshot of what is published, for every audience. Immutable and safe to read from any thread."""

    def __init__(
        self,
        shared: View,
        background: Background,
        servers: Mapping[int, View] | None = None,
        unread: frozenset[int] = frozenset(),
        meaning: Meaning | None = None,
    ) -> None:
        self._shared = shared
        self._meaning = meaning
        self._background = background
        self._servers = dict(servers or {})
        self._unread = unread

    def ask(self, message: str, audience: Audience, budget: Budget | None = None) -> Reply:
        """Answer a message as this audience's library does, within its server's budget unless another is given.

        Whatever the text, it raises nothing but NotReadError (see `is_read`).
        """
        view = self._view(audience)
        budget = budget or view.settings.budget
        question = self.read(message, audience)
        reply = self._decided(question, view, budget)
        if reply.small_talk is not None:
            return reply
        if reply.outcome is not Outcome.ANSWERED:
            topic = topic_of(question, view.base.gazetteer)
            about = claims_about(topic, view.entries, view.base) if topic is not None else ()
            if about:
                return replace(reply, outcome=Outcome.ASK_WHICH, offered=about, topic=topic)
        return self._listed(message, audience, view, budget) or reply

    def _listed(self, message: str, audience: Audience, view: View, budget: Budget) -> Reply | None:
        """Answer each item of a list for itself; None when the message is no list, or none of them has an answer."""
        items = items_of(message)
        replies = [self._decided(self.read(item, audience), view, budget) for item in items]
        answers = {answer.shown.id: answer for one in replies for answer in one.answers}
        if not answers:
            return None
        first = next(one for one in replies if one.answers)
        near = {shown.id: shown for one in replies for shown in (*one.offered, *one.near) if shown.id not in answers}
        return replace(
            first,
            answers=tuple(answers.values()),
            near=tuple(near.values())[:5],
            understood=" ".join(" ".join(items).split()),
            plausible=(),
            unanswered=sum(not one.answers for one in replies),
            listed=True,
        )

    def _decided(self, question: Question, view: View, budget: Budget) -> Reply:
        decision = decide(question, view.base, self._background, budget, self._meaning)
        answers = tuple(
            Answer(view.entries[match.entry], match.confidence, match.opposite, match.focus)
            for match in decision.answers
        )
        answered = {answer.shown.id for answer in answers}
        near = [view.entries[entry] for entry, _ in decision.ranked if entry not in answered]
        return Reply(
            outcome=decision.outcome,
            answers=answers,
            offered=tuple(view.entries[entry] for entry in decision.offered),
            near=tuple(near[:5]),
            confidence=decision.confidence,
            understood=question.understood,
            decision=decision,
            small_talk=question.small_talk,
            plausible=tuple(view.entries[entry] for entry in decision.plausible),
            unanswered=decision.unanswered,
        )

    def nearest(
        self, text: str, audience: Audience, most: int = 3, at_least: float = 0.0
    ) -> tuple[PublishedEntry, ...]:
        """Return the entries nearest to a text, the best first; with `at_least` only those that are likely enough."""
        reply = self.ask(text, audience)
        likely = dict(reply.decision.ranked)
        near = (one for one in reply.near if likely.get(one.entry.id, 0.0) >= at_least)
        found = (*(answer.shown for answer in reply.answers), *reply.offered, *near)
        return tuple(dict.fromkeys(found))[:most]

    def read(self, message: str, audience: Audience) -> Question:
        """Read a message with the names that this audience's library knows."""
        return read_question(message, self._view(audience).base.gazetteer)

    def show(self, entry: str, audience: Audience) -> PublishedEntry | None:
        """Return a published entry by its id, or None when this audience has no such entry."""
        return self._view(audience).entries.get(entry)

    def browse(self, audience: Audience) -> tuple[PublishedEntry, ...]:
        """Return everything that is published for this audience, by id."""
        return tuple(shown for _, shown in sorted(self._view(audience).entries.items()))

    def suggest(self, typed: str, audience: Audience, most: int = 25) -> tuple[PublishedEntry, ...]:
        """Return entries for what somebody has typed so far: whose claim has the words, then what the matcher ranks."""
        view = self._view(audience)
        if not typed.strip():
            return tuple(view.entries.values())[:most]
        # By words alone, since it is asked at every key that is pressed.
        decision = decide(self.read(typed, audience), view.base, self._background)
        # Claims are kept composed; a keyboard may send letters and accents apart.
        typed_words = unicodedata.normalize("NFC", typed).casefold().split()
        ranked = [entry for entry, _ in decision.ranked]
        literal = [
            entry
            for entry, shown in view.entries.items()
            if entry not in ranked and all(word in shown.claim.casefold() or word in entry for word in typed_words)
        ]
        return tuple(view.entries[entry] for entry in (*literal, *ranked))[:most]

    @property
    def uses_meaning(self) -> bool:
        """Whether sentence vectors take part, so that answering takes longer than reading memory."""
        return self._meaning is not None

    def with_meaning(self, meaning: Meaning | None) -> Library:
        """Return the library with sentence vectors beside the words, or without them."""
        return Library(self._shared, self._background, self._servers, self._unread, meaning)

    def segments(self) -> tuple[Segment, ...]:
        """Return every segment in memory, without repeats: their texts are to have vectors."""
        layers = (layer for view in (self._shared, *self._servers.values()) for layer in view.base.layers)
        return tuple(dict.fromkeys(layer.segment for layer in layers))

    @property
    def unread(self) -> tuple[Audience, ...]:
        """The servers whose own entries are not in memory."""
        return tuple(Audience(row) for row in sorted(self._unread))

    def settings(self, audience: Audience) -> ServerSettings:
        """Return what this audience's moderators have set."""
        return self._view(audience).settings

    def shared_entry(self, entry: str) -> PublishedEntry | None:
        """Return a shared entry by its id, also one that some server hides or overrides."""
        return self._shared.entries.get(entry)

    def gazetteer(self, audience: Audience) -> Gazetteer:
        """Return the names that this audience's library knows."""
        return self._view(audience).base.gazetteer

    def with_entries(self, audience: Audience, entries: Iterable[Entry]) -> Library:
        """Return the library as it would be with these entries published for this audience, for trying them out."""
        view = self._view(audience)
        for entry in entries:
            view = view_after(self._shared, view, entry.id, PublishedEntry(entry, 0, None))
        return self._with(audience, view)

    def is_read(self, audience: Audience) -> bool:
        """Say whether what the server has of its own is in memory; if not, `refreshed` reads it."""
        return audience.row not in self._unread

    def without(self, audience: Audience) -> Library:
        """Return the library with what this server has of its own dropped from memory until it is needed again."""
        view = self._servers.get(audience.row)
        if view is None:
            return self
        servers = {server: other for server, other in self._servers.items() if server != audience.row}
        return Library(self._shared, self._background, servers, self._unread | {audience.row}, self._meaning)

    def _with(self, audience: Audience, view: View) -> Library:
        servers = {**self._servers, audience.row: view}
        return Library(self._shared, self._background, servers, self._unread - {audience.row}, self._meaning)

    def _view(self, audience: Audience) -> View:
        if audience.row in self._unread:
            raise NotReadError("This server's entries are just being read. Please try again in a moment.")
        return self._servers.get(audience.row, self._shared)


def library_of(entries: Iterable[Entry], names: Iterable[Name]) -> Library:
    """Return a library of just these entries and names, shared by all, with no pack below them."""
    gazetteer = Gazetteer(names)
    shown = {entry.id: PublishedEntry(entry, 0, None) for entry in entries}
    base = base_of([document_of(one.entry) for one in shown.values()], gazetteer)
    return Library(View(base, shown), shipped_background())


def build_library(store: Store, elsewhere: Elsewhere = indexed) -> Library:
    """Read all that is published out of the store and index it; servers with much of their own are read when needed.

    `elsewhere` indexes many entries of a server at once.
    """
    shared = shared_entries(store)
    owners = {
        *store.revisions.owners(),
        *store.names.owners(),
        *store.choices.owners(),
        *store.additions.owners(),
        *(owner for key in KEYS for owner in store.settings.owners(key)),
    }
    unread = frozenset(owner.row for owner in owners)
    library = Library(View(shared.base, shared.entries), shipped_background(), {}, unread)
    room = READ_AT_START
    for owner in sorted(owners, key=lambda one: one.row):
        room -= len(store.revisions.states(owner))
        if room >= 0:
            library = refreshed(library, store, owner, elsewhere=elsewhere)
    return library


def refreshed(
    library: Library,
    store: Store,
    audience: Audience,
    entry: str | None = None,
    elsewhere: Elsewhere = indexed,
) -> Library:
    """Return the library with what this server has changed: one entry of its own (`entry`), else everything.

    The shared library itself is not read again; `build_library` does that. `elsewhere` indexes many entries at once.
    """
    if audience.server is None:
        return build_library(store, elsewhere)
    shared, before = library._shared, library._servers.get(audience.row)
    if entry is not None and before is not None and before.own_entries is not None:
        revision = store.revisions.shown(audience, entry)
        hidden = store.choices.hidden_by(audience)
        # A shared entry that comes into view again is read with the server's own names: by reading everything.
        comes_back = revision is None and entry in shared.entries
        if hidden <= before.hidden and (entry in hidden) == (entry in before.hidden) and not comes_back:
            shown = _shown(revision) if revision else None
            return library._with(audience, view_after(shared, before, entry, shown))
    view = server_view(
        shared,
        store.revisions.published_bodies(audience),
        store.names.owned_by(audience),
        read_settings(store, audience),
        store.choices.hidden_by(audience),
        before,
        elsewhere,
        store.additions.of(audience),
    )
    return library._with(audience, view)


def _shown(revision: Revision) -> PublishedEntry:
    return PublishedEntry(stored_entry(revision.body), revision.number, None)
