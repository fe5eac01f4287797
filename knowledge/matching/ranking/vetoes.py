"""The veto: what no score can outweigh. A vetoed entry may be offered; it never answers."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.matching.index.terms import NAME_MARK
from knowledge.matching.ranking.pair import Pair


@dataclass(frozen=True, slots=True)
class Veto:
    """Why an entry cannot be the one.

    `kind` is names, numbers or not this; `sentence` is for a moderator.
    """

    kind: str
    sentence: str


def vetoes(pair: Pair) -> tuple[Veto, ...]:
    """Return every reason for which this entry may not answer this question."""
    found = []
    names = [one.term.removeprefix(NAME_MARK) for one in pair.missed_names if _counts(one.term, pair)]
    if names:
        found.append(_lacking("names", names))
    numbers = [one.term for one in pair.missed_numbers]
    if numbers:
        found.append(_lacking("numbers", numbers))
    refused = _refused(pair)
    if refused is not None:
        which = pair.document.document.not_this[refused]
        found.append(
            Veto("not this", f"not this: the question is nearest to one that the entry must not answer: {which}")
        )
    return tuple(found)


def _refused(pair: Pair) -> int | None:
    """Return the place of the first question among those that the entry must not answer that is asked, if any is."""
    said = pair.query.analysed.whole
    # By their telling words alone "which documents were withheld" is no other question than "were documents withheld".
    if said not in pair.document.surface_whole:
        verbatim = pair.document.refused_whole.get(said)
        if verbatim is not None:
            return verbatim
    least = max(pair.best_cosine, _LIKE_NOT_THIS)
    if pair.nearest_refused <= least:
        return None
    # What sets a refused question apart are words that no phrasing has; without most of them it is another question.
    near = [
        place
        for place, (cosine, apart) in enumerate(zip(pair.refused_cosines, pair.document.apart, strict=True))
        if cosine > least and pair.apart_share(apart) >= _MOSTLY
    ]
    return next((place for place in near if pair.document.apart[place] or not _says_more(place, pair)), None)


def _says_more(refused: int, pair: Pair) -> bool:
    # "Does Nicaragua have an embassy in Iran" refuses no question whether a giant one is there.
    asked = pair.document.surface_terms - pair.document.not_this[refused].term_set
    return any(one.idf >= _TELLING and one.term in asked and not one.chat for one in pair.query.terms)


def _lacking(kind: str, what: list[str]) -> Veto:
    return Veto(kind, f"{kind}: the question has {', '.join(what)}, the entry has not: this entry may not answer it")


def _counts(term: str, pair: Pair) -> bool:
    # Countries and places are named in passing: whoever says "American" does not name another claim.
    name = pair.query.base.gazetteer.canonical(term.removeprefix(NAME_MARK))
    return name is None or name.kind not in _PASSING_KINDS


# Below this likeness to a question that is not its own, an entry is not in question by it.
_LIKE_NOT_THIS = 0.6
# So much of what sets a refused question apart, in idf, makes a question the refused one.
_MOSTLY = 0.5
# A word this rare says more than the refused question does.
_TELLING = 3.0
_PASSING_KINDS = frozenset({"country", "place"})
