"""Further questions: what somebody asks who has an entry's answer before them ("says who?", "since when?")."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from knowledge.answering.library import Library, PublishedEntry, Reply
from knowledge.matching.outcome import Focus, Outcome
from knowledge.question.cleaning import MOST_CHARACTERS
from knowledge.question.courtesy import is_courtesy
from knowledge.store import Audience


class AnswerPart(enum.Enum):
    """A part of an entry that a further question can be about."""

    CLAIMANTS = "claimants"
    SOURCES = "sources"
    AS_OF = "as-of"
    EVIDENCE = "evidence"
    REBUTTALS = "rebuttals"
    CAVEATS = "caveats"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a further question gets: a part of the entry, or the library's reply about something else.

    Neither: it could not be told what is asked. `courtesy` then says that nothing was asked at all ("thanks").
    """

    part: AnswerPart | None = None
    reply: Reply | None = None
    courtesy: bool = False


# What each part is asked for with, in ways that look only so far ahead: a message can repeat how they begin. The
# earliest in the text wins; of two that begin at the same place, the first here.
_WAYS: tuple[tuple[AnswerPart, tuple[str, ...]], ...] = (
    (
        AnswerPart.CAVEATS,
        (
            r"(?:could|can|might|may|will|would) (?:it|this|that|they|there|he|she)\b.{0,120}\b(?:still|ever|yet)",
            r"(?:could|can|might|may|will|would) (?:it|this|that|they|there|he|she)\b.{0,120}\b(?:happen|change)",
            r"still (?:happen|possible)",
            r"(?:are|r) (?:you|u|we) (?:really |so |that |100% )?(?:sure|certain)",
            r"how (?:sure|certain|confident)",
            r"(?:what|anything) (?:would|could|might) change",
            r"caveats?|exceptions?|limits?\b|what if|for (?:sure|certain)|but (?:maybe|perhaps)|room for doubt",
            r"podr[ií]a|seguros?\b",
        ),
    ),
    (
        AnswerPart.REBUTTALS,
        (
            r"why (?:not|isn'?t|is (?:it|this|that) (?:not|n't|false|wrong|misleading|unproven|mixed))",
            r"what(?:'s| is| speaks| counts)? against",
            r"counter ?(?:evidence|arguments?)|rebut\w*|debunk\w*|refut\w*|disprov\w*|other side",
            r"who (?:denie[sd]|dispute[sd]|disagree[sd]?|contradict\w*)",
            r"por qu[eé] no",
        ),
    ),
    (
        AnswerPart.CLAIMANTS,
        (
            r"(?:says?|said|claims?|according to|from) whom?\b",
            r"who(?:'s| is| was| even| actually| really| the hell| tf)* (?:says?|said|saying|claim(?:s|ed|ing)?)",
            r"who (?:tells?|told)",
            r"who(?:'s| is| was| even| actually| really)* (?:started|spread(?:s|ing)?|believes?|reported|came up with)",
            r"who made (?:this|that|it) up|whose (?:claim|words?|idea)|claimants?",
            r"qui[eé]n (?:lo )?(?:dice|dijo)",
        ),
    ),
    (
        AnswerPart.EVIDENCE,
        (
            r"evidence|proofs?\b|proven?\b|gossip|hearsay|rumou?rs?|recordings?|tapes?\b|witness\w*|informants?",
            r"testimony|statistics?|stats\b|based on|basis|made up",
            r"how (?:do|does|did|would|can) (?:you|u|they|we|he|she|anyone|anybody|people) (?:even )?know",
            r"why (?:do|does|did|would) (?:people|they|anyone|anybody|some)",
            r"(?:just|only|mere(?:ly)?) (?:a |some |\w+ )?(?:talk|story|stories|opinion|theory|speculation|word)",
            r"pruebas?|evidencia|chismes?",
        ),
    ),
    (
        AnswerPart.AS_OF,
        (
            r"since when|as of|how (?:old|recent|current|new)|up[- ]to[- ]date|out ?dated",
            r"still (?:true|the case|current|valid|so|hold)|when (?:was|is|did|were|does)|what (?:date|year|day)",
            r"which year|history|revisions?|last (?:checked|updated|changed)",
            r"desde cu[aá]ndo|cu[aá]ndo",
        ),
    ),
    (
        AnswerPart.SOURCES,
        (
            r"sources?\b|sauce\b|citations?|cites?\b|citing|references?|links?\b|articles?\b",
            r"where'?s (?:this|that|it) from|fuentes?\b",
            r"where (?:is|was|did|does|do|can|could)\b.{0,120}\b(?:from|read|find|get|see|say|come)",
        ),
    ),
)
_READ = tuple((part, re.compile(rf"\b(?:{'|'.join(ways)})", re.IGNORECASE)) for part, ways in _WAYS)


def follow_up(library: Library, audience: Audience, shown: PublishedEntry, text: str) -> FollowUp:
    """Read a further question to somebody who was shown this entry. Never raises, whatever the text."""
    part = part_asked(text)
    names = any(passage.names for passage in library.read(text, audience).passages)
    # "Says who?" is about the entry at hand; "who says the Zetas did?" names things, so the library is asked first.
    if part is not None and not names:
        return FollowUp(part)
    if is_courtesy(text):
        return FollowUp(courtesy=True)
    reply = library.ask(text, audience)
    entries = [answer.shown.entry.id for answer in reply.answers]
    if any(entry != shown.entry.id for entry in entries):
        return FollowUp(reply=reply)
    if part is not None:
        return FollowUp(part)
    if entries:
        focus = reply.answers[0].focus
        return FollowUp(_part_with(focus)) if focus else FollowUp(reply=reply)
    if reply.outcome is Outcome.ASK_WHICH and shown.entry.id not in {one.entry.id for one in reply.offered}:
        return FollowUp(reply=reply)
    return FollowUp()


def part_asked(text: str) -> AnswerPart | None:
    """Return the part of an entry that a further question asks for by its words, or None."""
    text = text[:MOST_CHARACTERS]
    found = [(match.start(), place, part) for place, (part, way) in enumerate(_READ) if (match := way.search(text))]
    return min(found)[2] if found else None


def _part_with(focus: Focus) -> AnswerPart:
    return {"caveat": AnswerPart.CAVEATS, "rebuttal": AnswerPart.REBUTTALS}.get(focus.kind, AnswerPart.EVIDENCE)
