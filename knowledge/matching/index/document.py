"""What the matcher knows of an entry: its texts, by how close each stands to the claim."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.entries.entry import Entry
from knowledge.question.links import plain_link


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of an entry's body that a question can point at.

    `kind` is answer, evidence, rebuttal, caveat or claimant, `place` its place among those of the kind, from 0.
    """

    kind: str
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as the index takes it. `names` are canonical names, `links` are in the form of `plain_link`."""

    id: str
    claim: str
    phrasings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    not_this: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def document_of(entry: Entry) -> Document:
    """Return what the matcher indexes of an entry."""
    parts = [Part("answer", 0, entry.answer)]
    parts += [Part("evidence", place, piece.what) for place, piece in enumerate(entry.evidence)]
    parts += [Part("rebuttal", place, piece.what) for place, piece in enumerate(entry.rebuttals)]
    parts += [Part("caveat", place, piece.what) for place, piece in enumerate(entry.caveats)]
    parts += [Part("claimant", place, f"{piece.who} {piece.when}") for place, piece in enumerate(entry.claimants)]
    links = dict.fromkeys(plain_link(link) for source in entry.sources for link in source.links)
    return Document(entry.id, entry.claim, entry.phrasings, entry.names, tuple(parts), entry.not_this, tuple(links))
