"""The knowledge as one server sees it: ask, show, browse.

A Library is an immutable snapshot: asking it reads memory only and may be done in any thread. `build_library` reads the store;
whoever writes builds a new one (or lets `refreshed` take in what changed) and puts it in the old one's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from knowledge.entry import Entry
from knowledge.matching.background import Background, shipped_background
from knowledge.matching.decision import decide
from knowledge.matching.document import document_of
from knowledge.matching.index import Base, Segment, base_of
from knowledge.matching.nearness import Meaning
from knowledge.matching.outcome import Budget, Decision, Focus, Outcome
from knowledge.names import Gazetteer
from knowledge.question.reading import Question, read_question
from knowledge.store import SHARED, Audience, Store
from knowledge.validation import read_entry


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """An entry as askers are shown it: which revision, and who stands behind it (a pack's title, or None for the server itself)."""

    entry: Entry
    revision: int
    pack: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry that answers a question. `opposite`: the question put the claim the other way round; `focus`: the part it points at."""

    shown: PublishedEntry
    confidence: float
    opposite: bool = False
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the library says to a question.

    `answers` are one or two when the outcome is ANSWERED, else none; `offered` up to three when it is ASK_WHICH; `near` are the other
    candidates, for somebody who says that the answer was not to their question; `understood` is what the question was taken to be.
    """

    outcome: Outcome
    answers: tuple[Answer, ...]
    offered: tuple[PublishedEntry, ...]
    near: tuple[PublishedEntry, ...]
    confidence: float
    understood: str
    reasons: tuple[str, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class _View:
    base: Base
    entries: Mapping[str, PublishedEntry]


class Library:
    """A snapshot of what is published, for every audience. Immutable and safe to read from any thread."""

    def __init__(self, shared: _View, background: Background) -> None:
        self._shared = shared
        self._background = background

    def ask(self, message: str, audience: Audience, budget: Budget = Budget.BALANCED) -> Reply:
        """Answer a message as this audience's library does. Never raises, whatever the text."""
        view = self._view(audience)
        question = self.read(message, audience)
        decision = decide(question, view.base, self._background, budget)
        answers = tuple(
            Answer(view.entries[match.entry], match.confidence, match.opposite, match.focus)
            for match in decision.answers
        )
        answered = {answer.shown.entry.id for answer in answers}
        near = [view.entries[entry] for entry, _ in decision.ranked if entry not in answered]
        return Reply(
            outcome=decision.outcome,
            answers=answers,
            offered=tuple(view.entries[entry] for entry in decision.offered),
            near=tuple(near[:5]),
            confidence=decision.confidence,
            understood=question.understood,
            reasons=decision.reasons,
            decision=decision,
        )

    def read(self, message: str, audience: Audience) -> Question:
        """Read a message with the names that this audience's library knows."""
        return read_question(message, self._view(audience).base.gazetteer)

    def show(self, entry: str, audience: Audience) -> PublishedEntry | None:
        """Return a published entry by its id, or None when this audience has no such entry."""
        return self._view(audience).entries.get(entry)

    def browse(self, audience: Audience) -> tuple[PublishedEntry, ...]:
        """Return everything that is published for this audience, by id."""
        return tuple(self._view(audience).entries.values())

    def suggest(self, typed: str, audience: Audience, most: int = 25) -> tuple[PublishedEntry, ...]:
        """Return entries for what somebody has typed so far: those whose claim has the words, else what the matcher ranks first."""
        view = self._view(audience)
        if not typed.strip():
            return tuple(view.entries.values())[:most]
        # By words alone, since it is asked at every key that is pressed.
        decision = decide(self.read(typed, audience), view.base, replace(self._background, meaning=None))
        typed_words = typed.casefold().split()
        ranked = [entry for entry, _ in decision.ranked]
        literal = [
            entry
            for entry, shown in view.entries.items()
            if entry not in ranked
            and all(word in shown.entry.claim.casefold() or word in entry for word in typed_words)
        ]
        return tuple(view.entries[entry] for entry in (*literal, *ranked))[:most]

    @property
    def uses_meaning(self) -> bool:
        """Whether sentence vectors take part, so that answering takes longer than reading memory."""
        return self._background.meaning is not None

    def with_meaning(self, meaning: Meaning | None) -> Library:
        """Return the library with sentence vectors beside the words, or without them."""
        return Library(self._shared, replace(self._background, meaning=meaning))

    def segments(self) -> tuple[Segment, ...]:
        """Return every segment whose texts are to have vectors."""
        return tuple(layer.segment for layer in self._shared.base.layers)

    def _view(self, audience: Audience) -> _View:
        del (
            audience
        )  # Servers' own entries come with the moderators' commands; until then everybody sees the shared ones.
        return self._shared


def build_library(store: Store) -> Library:
    """Read all that is published out of the store and index it."""
    titles = {pack.id: pack.title for pack in store.packs.all()}
    entries = {
        revision.entry: PublishedEntry(read_entry(revision.body), revision.number, titles.get(revision.origin or ""))
        for revision in store.revisions.published(SHARED)
    }
    gazetteer = Gazetteer(store.names.owned_by(SHARED))
    base = base_of((document_of(shown.entry) for shown in entries.values()), gazetteer)
    return Library(_View(base, entries), shipped_background())
