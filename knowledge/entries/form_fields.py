"""The parts of an entry as somebody writes them: which fields stand together in a form, and how long each may be."""

from __future__ import annotations

import enum
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


class Shape(enum.Enum):
    """What a field of a form is: a pick from a scale or a list, or a text of one line or several."""

    VERDICT = "verdict"
    AGAINST = "against"
    SOURCES = "sources"
    CHOICE = "choice"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    key: str
    label: str
    shape: Shape
    longest: int = LINE_LENGTH
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPart:
    """What one form changes: fields of the entry itself, or (`listed`) of one piece of a list of the entry."""

    key: str
    title: str
    one: str
    fields: tuple[Field, ...]
    listed: str | None = None


_SOURCES = Field("sources", "Sources", Shape.SOURCES, hint="Which sources say so")
_DATE_HINT = "A day, a month or a year: 8 April 2012, 2012-04-08, April 2012 or 2012"

_PARTS = (
    FormPart(
        "claim",
        "Claim and verdict",
        "the claim",
        (
            Field("claim", "Claim", Shape.TEXT, CLAIM_LENGTH, "One neutral sentence in the affirmative"),
            Field("verdict", "Verdict", Shape.VERDICT, hint="On the claim as it is worded above"),
            Field("topics", "Topics", Shape.LINE, hint="A few words, with commas between them"),
        ),
    ),
    FormPart(
        "answer",
        "Answer",
        "the answer",
        (
            Field("answer", "Answer", Shape.TEXT, ANSWER_LENGTH, "One to three plain sentences, the fact first"),
            Field("would_change", "What would change the verdict", Shape.TEXT, hint="If you know; askers can read it"),
        ),
    ),
    FormPart(
        "dates",
        "Dates",
        "the dates",
        (
            Field("as_of", "As of", Shape.LINE, hint=_DATE_HINT),
            Field("as_of_note", "Note on that date", Shape.LINE, hint="If the date needs a word"),
            Field("review_by", "Look at it again by", Shape.LINE, hint=_DATE_HINT),
        ),
    ),
    FormPart(
        "evidence",
        "Evidence",
        "piece of evidence",
        (
            Field("kind", "Kind", Shape.CHOICE, choices=EVIDENCE_KINDS),
            Field("what", "What is offered for the claim", Shape.TEXT, PIECE_LENGTH),
            _SOURCES,
        ),
        "evidence",
    ),
    FormPart(
        "rebuttals",
        "Rebuttals",
        "rebuttal",
        (
            Field("against", "Against", Shape.AGAINST, hint="The claim itself, or one piece of evidence"),
            Field("what", "What counts against it", Shape.TEXT, PIECE_LENGTH),
            _SOURCES,
        ),
        "rebuttals",
    ),
    FormPart(
        "caveats",
        "Caveats",
        "caveat",
        (Field("what", "What limits the verdict", Shape.TEXT, CAVEAT_LENGTH), _SOURCES),
        "caveats",
    ),
    FormPart(
        "sources",
        "Sources",
        "source",
        (
            Field("url", "Link", Shape.LINE, URL_LENGTH, "Begins with https:// or http://"),
            Field("title", "Title", Shape.LINE, LINE_LENGTH),
            Field("publisher", "Publisher", Shape.LINE, WHO_LENGTH),
            Field(
                "author_date", "Author, date", Shape.LINE, LINE_LENGTH, "Jane Doe, 8 April 2012; either may be left out"
            ),
            Field("kind", "Kind", Shape.CHOICE, choices=SOURCE_KINDS),
        ),
        "sources",
    ),
    FormPart(
        "archived",
        "Archived link",
        "archived link",
        (
            Field("archived_url", "Archived link", Shape.LINE, URL_LENGTH, "A copy that stays when the page goes"),
            Field("accessed", "Seen on", Shape.LINE, hint=_DATE_HINT),
        ),
        "sources",
    ),
    FormPart(
        "claimants",
        "Claimants",
        "claimant",
        (
            Field("who", "Who makes the claim", Shape.LINE, WHO_LENGTH),
            Field("when", "When, in words", Shape.LINE, WHEN_LENGTH),
        ),
        "claimants",
    ),
    FormPart(
        "phrasings",
        "Phrasings",
        "phrasing",
        (Field("text", "Another way of asking about the claim", Shape.TEXT, LINE_LENGTH),),
        "phrasings",
    ),
    FormPart(
        "names",
        "Names",
        "name",
        (Field("text", "A name that the claim is about", Shape.LINE, NAME_LENGTH),),
        "names",
    ),
    FormPart(
        "not-this",
        "Not this",
        "near-miss",
        (Field("text", "A question that this entry must not answer", Shape.TEXT, LINE_LENGTH),),
        "not_this",
    ),
)
PARTS: Mapping[str, FormPart] = {part.key: part for part in _PARTS}
PLAIN_LISTS = ("phrasings", "names", "not_this")
"""The lists whose pieces are a text each."""
