"""What a decision can be: three outcomes and no more, each with its reasons."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_OFFERED = 3
MOST_ANSWERS = 10
MOST_RANKED = 20


class Outcome(enum.Enum):
    """The three things that the bot can do with a question."""

    ANSWERED = "answered"
    ASK_WHICH = "ask_which"
    NO_ENTRY = "no_entry"


class Budget(enum.Enum):
    """How many wrong answers a server or operator accepts, as a share of all questions."""

    STRICT = "strict"
    BALANCED = "balanced"
    HELPFUL = "helpful"


@dataclass(frozen=True, slots=True)
class Focus:
    """The part of an entry that a question points at: evidence, rebuttal or caveat, and its place from 0.

    `named`: the question names that very piece of evidence ("didn't a kidnapper confirm it?"), in words of its own.
    """

    kind: str
    place: int
    named: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that the question is answered with. `opposite`: the question put the claim the other way round."""

    entry: str
    confidence: float
    opposite: bool = False
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the matcher decided on a question.

    `ranked` are up to 20 pairs of entry and score, best first, also when nothing is answered; `confidence` is the
    probability that the first of them is right, 0 when there is none; `offered` are the entries to ask about, empty
    unless the outcome is ASK_WHICH; `explain` puts the reasons together. `meaning` is what sentence vectors
    added to the lead of the first over the second, None when they were not used; `only_ordered` says that they did so
    among the offers alone, since no weights were fitted with their encoder. `plausible` are the entries beside the
    answers that would have been offered without them, empty unless the outcome is ANSWERED. Of a message that was read
    sentence by sentence, `unanswered` is how many sentences have no answer.
    """

    outcome: Outcome
    answers: tuple[Match, ...]
    offered: tuple[str, ...]
    ranked: tuple[tuple[str, float], ...]
    confidence: float
    explain: Callable[[], tuple[str, ...]] = field(repr=False, compare=False)
    meaning: float | None = None
    only_ordered: bool = False
    plausible: tuple[str, ...] = ()
    unanswered: int = 0

    def reasons(self) -> tuple[str, ...]:
        """Return why it was decided so, in sentences, the most telling first.

        They are put together here and not with the decision, since hardly anybody reads them.
        """
        return self.explain()
