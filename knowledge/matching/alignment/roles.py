"""Which part each word of a text plays: who does it, who bears it, what caused what, what came first, what is compared.

A shallow reading by small words and order. Around a verb that both texts have, what stands before it does it and what
stands after it bears it, the other way round where it is passive; a preposition says the part of what follows it.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence


class Part(enum.Enum):
    """The part that a word plays beside a verb; those of one text are compared with those of another."""

    DOES = "does"
    BEARS = "bears"
    TO = "to"
    FROM = "from"
    FOR = "for"
    WITH = "with"
    WITHIN = "within"
    TIME = "time"
    THAN = "than"


CAUSE, EFFECT = "cause", "effect"
EARLIER, LATER = "earlier", "later"
GREATER, SMALLER = "greater", "smaller"

_PREPOSITIONS = {
    **dict.fromkeys("to into onto al".split(), Part.TO),
    **dict.fromkeys("from desde".split(), Part.FROM),
    **dict.fromkeys("for para".split(), Part.FOR),
    **dict.fromkeys("with without con sin against versus".split(), Part.WITH),
    **dict.fromkeys(
        "in on at during within inside among amongst between over under about around near "
        "through across along per via behind above below en durante sobre entre".split(),
        Part.WITHIN,
    ),
    # "The tower fell before the church" is "the church fell after the tower": `order_parts` tells them.
    **dict.fromkeys("since after before until".split(), Part.TIME),
}
_THAN = frozenset({"than"})
# "A is less than B" says of B what "A is more than B" says of A.
_LESS = frozenset(
    "less fewer lower smaller shorter worse weaker slower younger later lighter cooler colder poorer softer easier "
    "cheaper narrower thinner shallower nearer closer drier rarer menos peor menor".split()
)
_LESS_WITHIN = 10
_BY = frozenset({"by", "por"})
_KEEPING = frozenset(_PREPOSITIONS) | _BY | _THAN | {"of", "de", "del"}
_TIMES = frozenset({"twice", "double", "times", "half", "thrice"})
_MEASURED = frozenset({"of", "as"})
_NEW_PHRASE = frozenset(
    "the a an his her its their our my your this that these those el la los las un una su sus some any "
    "is are was were be been being do does did has have had will would can could should may might must "
    "and or but so because if when while who which that not only really actually".split()
)
_BE = frozenset("was were been being is are be get gets got fue fueron ser sido".split())
# "Was what made it", "is to cure".
_NOT_PASSIVE = frozenset({"to", "what", "who", "that", "which"})
_BE_WITHIN = 4
_BY_WITHIN = 7
# How participles end; what ends otherwise is passive only where "by" follows.
_ENDS = tuple("ed wn ught elt ept ent itten iven aken olen oken osen orn old ade ound".split())
_AUXILIARIES = frozenset("do does did is are was were will would can could should then has have".split())

_CAUSES = frozenset(
    "cause causes caused causing trigger triggers triggered produce produces produced create creates created make "
    "makes made bring brings brought spread spreads drive drives drove raise raises raised reduce reduces reduced "
    "lower lowers lowered increase increases increased prevent prevents prevented".split()
)
_CAUSES_WITH = {
    **dict.fromkeys("lead leads led leading contributes contribute contributed".split(), "to"),
    **dict.fromkeys("result results resulted resulting".split(), "in"),
}
_BECAUSE = frozenset({"because", "due", "porque", "thanks", "owing"})
_COMES = frozenset(
    "come comes came result results resulted stem stems stemmed consequence effect product outcome die dies died "
    "suffer suffers suffered".split()
)
_OF_OR_FROM = frozenset({"of", "from"})
_CONDITION = frozenset({"if", "when", "whenever", "si", "cuando"})
_SO = frozenset({"so", "therefore", "hence", "thus"})
_NOT_AFTER_SO = frozenset({"that", "many", "much", "far", "called", "long", "is", "was", "are", "did", "does"})
_BEFORE = frozenset("before until till antes predates predate predated preceded precedes earlier older".split())
_AFTER = frozenset("after since following despues later younger once".split())


def parts(words: Sequence[str], places: Sequence[int], verb: int | None) -> list[Part | None]:
    """Return the part of each word at `places`, None where nothing says which; `verb` is the place of the verb."""
    passive = verb is not None and _is_passive(words, verb)
    wanted = set(places)
    found: dict[int, Part | None] = {}
    now: Part | None = None
    for at, word in enumerate(words):
        if word in _THAN:
            now = Part.THAN
        elif word in _BY:
            now = Part.DOES if passive and verb is not None and at > verb else Part.WITH
        elif word in _PREPOSITIONS and now is not Part.THAN and not (word == "to" and at + 1 == verb):
            now = _PREPOSITIONS[word]
        elif at == verb or (word in _NEW_PHRASE and not (at and words[at - 1] in _KEEPING)):
            now = None
        if at in wanted:
            found[at] = None if now is Part.TIME else now or _beside(at, verb, passive=passive)
    return [found[place] for place in places]


def degree_parts(words: Sequence[str], places: Sequence[int]) -> list[str | None]:
    """Return for words at `places` whether they are of the greater or the smaller of what is compared, else None."""
    for at, word in enumerate(words):
        if word in _THAN and at > 1:
            greater, smaller = (SMALLER, GREATER) if _says_less(words[:at]) else (GREATER, SMALLER)
            return _split(words, at, places, greater, smaller)
    for at, word in enumerate(words):
        if word in _TIMES:
            after = next((one for one in range(at + 1, len(words)) if words[one] in _MEASURED), None)
            if after is not None and words[after] == "as":
                after = next((one for one in range(after + 1, len(words)) if words[one] == "as"), None)
            if after is not None:
                greater, smaller = (SMALLER, GREATER) if word == "half" else (GREATER, SMALLER)
                return _split(words, after, places, greater, smaller)
    return [None] * len(places)


def _says_less(words: Sequence[str]) -> bool:
    return not _LESS.isdisjoint(words[-_LESS_WITHIN:])


def _beside(at: int, verb: int | None, *, passive: bool) -> Part | None:
    if verb is None or at == verb:
        return None
    if at < verb:
        return Part.BEARS if passive else Part.DOES
    return None if passive else Part.BEARS


def _is_passive(words: Sequence[str], verb: int) -> bool:
    word = words[verb]
    if word.endswith("ing"):
        return False
    agent = not _BY.isdisjoint(words[verb + 1 : verb + _BY_WITHIN])
    before = words[max(0, verb - _BE_WITHIN) : verb]
    if not _BE.isdisjoint(before[-2:]) and _NOT_PASSIVE.isdisjoint(before[-1:]):
        return agent or word.endswith(_ENDS)
    # "Was the plague spread by rats": the one who bore it stands between.
    return agent and (not _BE.isdisjoint(words[:4]) or words[verb + 1] in _BY)


def cause_parts(words: Sequence[str], places: Sequence[int]) -> list[str | None]:
    """Return for words at `places` whether they are of the cause or of the effect, None where nothing says so."""
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word in _BECAUSE or (word in _COMES and after in _OF_OR_FROM):
            return _split(words, at, places, EFFECT, CAUSE)
        if word in _CAUSES and (after in _BY or _is_passive(words, at)):
            return _split(words, at, places, EFFECT, CAUSE)
        if word in _CAUSES or _CAUSES_WITH.get(word) == after:
            return _split(words, at, places, CAUSE, EFFECT)
        if word in _SO and at > 1 and after not in _NOT_AFTER_SO:
            return _split(words, at, places, CAUSE, EFFECT)
    for at, word in enumerate(words):
        if word in _CONDITION:
            return _split(words, at, places, EFFECT, CAUSE)
    return [None] * len(places)


def order_parts(words: Sequence[str], places: Sequence[int]) -> list[str | None]:
    """Return for words at `places` whether they are of the earlier or of the later, None where nothing says so."""
    for at, word in enumerate(words):
        if word in _BEFORE:
            return _split(words, at, places, EARLIER, LATER)
        if word in _AFTER:
            return _split(words, at, places, LATER, EARLIER)
    return [None] * len(places)


def _split(words: Sequence[str], at: int, places: Sequence[int], first: str, second: str) -> list[str | None]:
    if at <= 1 and not any(place < at for place in places):
        # "Because of X, Y", "if X, does Y": what follows ends where a new clause begins.
        end = next((one for one in range(at + 2, len(words)) if words[one] in _AUXILIARIES), None)
        if end is None:
            return [None] * len(places)
        return [None if place <= at else second if place < end else first for place in places]
    return [first if place < at else None if place == at else second for place in places]
