"""What a question and the wording that it is aligned with say otherwise, so that one is no answer to the other.

Each of these is told by a few words and is too rare among the questions that the measures are fitted on for trees to
have learnt it; an entry whose wording contradicts the question may be offered, and never answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.matching.alignment.aligning import Alignment
from knowledge.matching.alignment.wording import Token, Wording

_PERCENT = "percent"
# Kinds of words of which another class makes another claim: what causes, cures or prevents it; accused or convicted.
_EXCLUDING = frozenset({"link", "stage"})
# Less of a token than this is accounted for by something that it stands for.
_UNLINKED = 0.3
_MAY_BE_VERB = 0.5
_HABIT, _PAST = frozenset({"do", "does"}), frozenset({"did", "didnt"})
_LOOSE_NUMBERS = frozenset(
    "dozen dozens score scores hundred hundreds thousand thousands million millions billion billions "
    "docena docenas cien cientos miles millon millones".split()
)
_OF = frozenset({"of", "de"})
# An auxiliary stands so near before its participle.
_NEAR = 3
_BE = frozenset("is are be been being was were has have had get gets got".split())


def contradicts(alignment: Alignment) -> bool:
    """Say whether the question says something else than the wording, however much of it is the same."""
    return _excludes(alignment) or _counts_otherwise(alignment) or _is_of_then(alignment) or _counts_others(alignment)


def _excludes(alignment: Alignment) -> bool:
    # "Does it cause the flu" is not "it cures the flu": each side has a word of one kind that stands for nothing on the
    # other, and the two are of different classes.
    asked = _classes_left(alignment.query, alignment.query_linked)
    said = _classes_left(alignment.surface, alignment.surface_linked)
    return any(kind in _EXCLUDING and name not in said[kind] for kind in asked.keys() & said for name in asked[kind])


def _classes_left(text: Wording, linked: Sequence[float]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for token, share in zip(text.tokens, linked, strict=True):
        for kind, name in token.classes if not share else ():
            found.setdefault(kind, set()).add(name)
    return found


def _counts_otherwise(alignment: Alignment) -> bool:
    # "90 Mexican guns" are not 90 % of them.
    asked = _are_shares(alignment.query)
    said = _are_shares(alignment.surface)
    return any(asked[number].isdisjoint(said[number]) for number in asked.keys() & said)


def _are_shares(text: Wording) -> dict[str, set[bool]]:
    """Return by number that counts something whether it is a share, or, where it stands more than once, both."""
    found: dict[str, set[bool]] = {}
    for token in text.tokens:
        if token.number is not None and token.unit:
            found.setdefault(token.number, set()).add(token.unit == _PERCENT)
    return found


def _is_of_then(alignment: Alignment) -> bool:
    # "Does it sell arms" asks for what goes on; that it sold some in the eighties is another claim.
    query, surface = alignment.query, alignment.surface
    if not query.words or query.words[0] not in _HABIT:
        return False
    own, theirs = query.tokens, surface.tokens
    verbs = [
        (theirs[link.surface], own[link.query])
        for link in sorted(alignment.links, key=lambda link: own[link.query].place)
        if own[link.query].verb >= _MAY_BE_VERB and own[link.query].lemma == theirs[link.surface].lemma
    ]
    return bool(verbs) and _is_past(surface, *verbs[0])


def _is_past(surface: Wording, verb: Token, asked: Token) -> bool:
    if _HABIT.intersection(surface.words[: verb.place]):
        return False
    if _PAST.intersection(surface.words[: verb.place]):
        return verb.text == asked.text
    # "Banned" may stand behind "is": a participle tells no time. "Sold" without it does.
    before = surface.words[max(0, verb.place - _NEAR) : verb.place]
    return verb.text != asked.text and not verb.text.endswith(("s", "ing")) and not _BE.intersection(before)


def _counts_others(alignment: Alignment) -> bool:
    # Hundreds of birds are not hundreds of people.
    asked = dict(_loosely_counted(alignment.query, alignment.query_linked))
    said = dict(_loosely_counted(alignment.surface, alignment.surface_linked))
    return any(asked[number] < _UNLINKED and said[number] < _UNLINKED for number in asked.keys() & said)


def _loosely_counted(text: Wording, linked: Sequence[float]) -> Iterator[tuple[str, float]]:
    """Yield each loose number with how much of what it counts is accounted for."""
    shares = {token.place: share for token, share in zip(text.tokens, linked, strict=True)}
    for place, word in enumerate(text.words):
        if word in _LOOSE_NUMBERS:
            counted = place + 1
            if counted < len(text.words) and text.words[counted] in _OF:
                counted += 1
            if counted in shares:
                yield word, shares[counted]
