"""The parts of an entry as somebody writes them: which fields stand together in a form, and how long each may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.entry import EVIDENCE_KINDS, SOURCE_KINDS
from knowledge.entries.limits import (
    ANSWER_LENGTH,
    CAVEAT_LENGTH,
    CLAIM_LENGTH,
    LINE_LENGTH,
    NAME_LENGTH,
    PIECE_LENGTH,
    URL_LENGTH,
    WHEN_LENGTH,
    WHO_LENGTH,
)

VERDICT, AGAINST, SOURCES, CHOICE, LINE, TEXT = "verdict", "against", "sources", "choice", "line", "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `shape` is one of VERDICT, AGAINST, SOURCES, CHOICE, LINE and TEXT."""

    key: str
    label: str
    shape: str
    longest: int = LINE_LENGTH
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one form changes: fields of the entry itself, or (`listed`) of one piece of a list of the entry."""

    key: str
    title: str
    one: str
    fields: tuple[Field, ...]
    listed: str | None = None


_SOURCES = Field("sources", "Sources", SOURCES, hint="Which sources say so")
_DATE_HINT = "A day, a month or a year: 2012-04-08, 2012-04 or 2012"

_PARTS = (
    Part(
        "claim",
        "Claim and verdict",
        "the claim",
        (
            Field("claim", "Claim", TEXT, CLAIM_LENGTH, "One neutral sentence in the affirmative"),
            Field("verdict", "Verdict", VERDICT, hint="On the claim as it is worded above"),
            Field("topics", "Topics", LINE, hint="A few words, with commas between them"),
        ),
    ),
    Part(
        "answer",
        "Answer",
        "the answer",
        (
            Field("answer", "Answer", TEXT, ANSWER_LENGTH, "One to three plain sentences, the fact first"),
            Field("would_change", "What would change the verdict", TEXT, hint="If you know; askers can read it"),
        ),
    ),
    Part(
        "dates",
        "Dates",
        "the dates",
        (
            Field("as_of", "As of", LINE, hint=_DATE_HINT),
            Field("as_of_note", "Note on that date", LINE, hint="If the date needs a word"),
            Field("review_by", "Look at it again by", LINE, hint=_DATE_HINT),
        ),
    ),
    Part(
        "evidence",
        "Evidence",
        "piece of evidence",
        (
            Field("kind", "Kind", CHOICE, choices=EVIDENCE_KINDS),
            Field("what", "What is offered for the claim", TEXT, PIECE_LENGTH),
            _SOURCES,
        ),
        "evidence",
    ),
    Part(
        "rebuttals",
        "Rebuttals",
        "rebuttal",
        (
            Field("against", "Against", AGAINST, hint="The claim itself, or one piece of evidence"),
            Field("what", "What counts against it", TEXT, PIECE_LENGTH),
            _SOURCES,
        ),
        "rebuttals",
    ),
    Part(
        "caveats",
        "Caveats",
        "caveat",
        (Field("what", "What limits the verdict", TEXT, CAVEAT_LENGTH), _SOURCES),
        "caveats",
    ),
    Part(
        "sources",
        "Sources",
        "source",
        (
            Field("url", "Link", LINE, URL_LENGTH, "Begins with https:// or http://"),
            Field("title", "Title", LINE, LINE_LENGTH),
            Field("publisher", "Publisher", LINE, WHO_LENGTH),
            Field("author_date", "Author, date", LINE, LINE_LENGTH, "Jane Doe, 2012-04-08; either may be left out"),
            Field("kind", "Kind", CHOICE, choices=SOURCE_KINDS),
        ),
        "sources",
    ),
    Part(
        "archived",
        "Archived link",
        "archived link",
        (
            Field("archived_url", "Archived link", LINE, URL_LENGTH, "A copy that stays when the page goes"),
            Field("accessed", "Seen on", LINE, hint=_DATE_HINT),
        ),
        "sources",
    ),
    Part(
        "claimants",
        "Claimants",
        "claimant",
        (Field("who", "Who makes the claim", LINE, WHO_LENGTH), Field("when", "When, in words", LINE, WHEN_LENGTH)),
        "claimants",
    ),
    Part(
        "phrasings",
        "Phrasings",
        "phrasing",
        (Field("text", "Another way of asking about the claim", TEXT, LINE_LENGTH),),
        "phrasings",
    ),
    Part(
        "names",
        "Names",
        "name",
        (Field("text", "A name that the claim is about", LINE, NAME_LENGTH),),
        "names",
    ),
    Part(
        "not-this",
        "Not this",
        "near-miss",
        (Field("text", "A question that this entry must not answer", TEXT, LINE_LENGTH),),
        "not_this",
    ),
)
PARTS: Mapping[str, Part] = {part.key: part for part in _PARTS}
PLAIN_LISTS = ("phrasings", "names", "not_this")
"""The lists whose pieces are a text each."""
