"""What a further question to an answer can ask for, and what comes of reading it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from knowledge.answering.followup.sentences import Sentence
from knowledge.answering.library import Reply
from knowledge.entries.verdict import Verdict


class AnswerPart(enum.Enum):
    """A part of an entry, or of what is known about it, that a further question can be about."""

    CLAIMANTS = "claimants"
    SOURCES = "sources"
    AS_OF = "as-of"
    EVIDENCE = "evidence"
    REBUTTALS = "rebuttals"
    CAVEATS = "caveats"
    WHY = "why"
    YES_OR_NO = "yes-or-no"
    SHORT = "short"
    CHANGED = "changed"
    KEPT_BY = "kept-by"
    VERDICT = "verdict"
    STILL = "still"
    BOT = "bot"


class Said(enum.Enum):
    """What somebody wrote under an answer, where it asks for no part."""

    OBJECTION = "objection"
    NOT_MINE = "not-mine"
    THANKS = "thanks"
    REMARK = "remark"


class Kind(enum.Enum):
    """What comes of reading a further question.

    PART: it asks for a part of the entry; SENTENCES: sentences of the entry answer it; REPLY: it is a question about
    something else, and the library has replied; OBJECTION: the verdict is called wrong; NOT_MINE: the card was about
    another claim than was meant; THANKS and REMARK: nothing was asked; UNANSWERED: the entry does not say.
    """

    PART = "part"
    SENTENCES = "sentences"
    REPLY = "reply"
    OBJECTION = "objection"
    NOT_MINE = "not-mine"
    THANKS = "thanks"
    REMARK = "remark"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a further question gets.

    `part` is there for PART, `verdict` with it where the meaning of that verdict's word is asked, `sentences` (one or
    two, in the order of the entry) for SENTENCES and `reply` for REPLY.
    """

    kind: Kind
    part: AnswerPart | None = None
    verdict: Verdict | None = None
    sentences: tuple[Sentence, ...] = ()
    reply: Reply | None = None
