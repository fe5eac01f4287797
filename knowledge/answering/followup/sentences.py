"""The sentences of an entry that can be quoted in answer to a question about it, each with the sources it stands on."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.entries.entry import Entry


class Piece(enum.Enum):
    """Which part of an entry a sentence stands in."""

    ANSWER = "answer"
    EVIDENCE = "evidence"
    REBUTTAL = "rebuttal"
    CAVEAT = "caveat"
    CLAIMANT = "claimant"
    AS_OF = "as-of"


# A sentence ends before a capital, a digit or an opening mark; initials and titles end none.
_END = re.compile(
    r"(?<=[.!?…])(?<![A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMrs\.)(?<!\bvs\.)(?<!\bNo\.)(?<!\bGen\.)"
    r"(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bSr\.)(?<!\bSra\.)[\"”»')]?\s+(?=[A-ZÁÉÍÓÚÑÜ¿¡\d\"“«'(])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an entry.

    `id` names it within the entry: the piece (`answer`; `evidence.` and the evidence's id; `rebuttal.2`, counted from
    1; likewise `caveat` and `claimant`; `as-of`), a dot and its number in that piece from 1. `sources` are the keys of
    the piece's sources, none for the answer's own; `about` is the id of the evidence that it is or undercuts, or empty.
    """

    id: str
    piece: Piece
    text: str
    sources: tuple[str, ...] = ()
    about: str = ""


def sentences_of(entry: Entry) -> tuple[Sentence, ...]:
    """Return all sentences of an entry that state something, in its order."""
    return tuple(_sentences(entry))


def first_sentence(text: str) -> str:
    """Return the first sentence of a text."""
    return split(text)[0]


def split(text: str) -> list[str]:
    """Return the sentences of a text; one that is blank is itself its only sentence."""
    return [part for part in _END.split(text.strip()) if part] or [text]


def _sentences(entry: Entry) -> Iterator[Sentence]:
    yield from _numbered("answer", Piece.ANSWER, entry.answer)
    for one in entry.evidence:
        yield from _numbered(f"evidence.{one.id}", Piece.EVIDENCE, one.what, one.sources, one.id)
    for number, rebuttal in enumerate(entry.rebuttals, 1):
        yield from _numbered(f"rebuttal.{number}", Piece.REBUTTAL, rebuttal.what, rebuttal.sources, rebuttal.against)
    for number, caveat in enumerate(entry.caveats, 1):
        yield from _numbered(f"caveat.{number}", Piece.CAVEAT, caveat.what, caveat.sources)
    for number, claimant in enumerate(entry.claimants, 1):
        yield Sentence(f"claimant.{number}.1", Piece.CLAIMANT, f"{claimant.who} ({claimant.when})")
    if entry.as_of_note:
        yield from _numbered("as-of", Piece.AS_OF, entry.as_of_note)


def _numbered(name: str, piece: Piece, text: str, sources: tuple[str, ...] = (), about: str = "") -> Iterator[Sentence]:
    for number, sentence in enumerate(split(text), 1):
        yield Sentence(f"{name}.{number}", piece, sentence, sources, about)
