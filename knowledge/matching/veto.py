"""The veto: what no score can outweigh. A vetoed entry may be offered; it never answers."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.matching.analysis import NAME_MARK, Terms
from knowledge.matching.pair import Pair


@dataclass(frozen=True, slots=True)
class Veto:
    """Why an entry cannot be the one.

    `kind` is names, numbers, relations, direction, detail or not this; `sentence` is for a moderator.
    """

    kind: str
    sentence: str


def vetoes(pair: Pair) -> tuple[Veto, ...]:
    """Return every reason for which this entry may not answer this question."""
    found = []
    names = [unit.term.removeprefix(NAME_MARK) for unit in pair.missed_names if _counts(unit.term, pair)]
    if names:
        found.append(_lacking("names", names))
    numbers = [unit.term for unit in pair.missed_numbers]
    if numbers:
        found.append(_lacking("numbers", numbers))
    if pair.opposed is not None:
        found.append(
            Veto(
                "relations",
                "relations: the question speaks of the opposite of what the entry claims: it cannot be this one",
            )
        )
    if pair.turned_round:
        found.append(
            Veto(
                "direction", "direction: the question has who did it to whom the other way round: it cannot be this one"
            )
        )
    details = sorted(detail for detail, distance in pair.details.items() if distance == 1.0 and detail != "what")
    if details:
        found.append(
            Veto(
                "detail",
                f"detail: the question asks for a detail ({', '.join(details)}) that the entry is not asked for",
            )
        )
    refused = next((place for place, text in enumerate(pair.document.not_this) if _is_asked(text, pair)), None)
    if refused is not None:
        which = pair.document.document.not_this[refused]
        found.append(
            Veto("not this", f"not this: the question is nearest to one that the entry must not answer: {which}")
        )
    return tuple(found)


def _is_asked(refused: Terms, pair: Pair) -> bool:
    # What sets a refused question apart are words that no phrasing has; without one of them it is another question.
    apart = refused.term_set - pair.document.asked_terms
    near = pair.asks_as(refused) and pair.cosine(refused) > max(pair.best_cosine, _LIKE_NOT_THIS)
    return near and (not apart.isdisjoint(pair.terms) if apart else not _names_more(refused, pair))


def _names_more(refused: Terms, pair: Pair) -> bool:
    # "Did Guatemala legalise drugs" refuses no question that names the very president of the claim.
    claim = pair.document.claim.names
    return bool((claim & pair.asked.terms.names) - refused.names)


def _lacking(kind: str, what: list[str]) -> Veto:
    return Veto(kind, f"{kind}: the question has {', '.join(what)}, the entry has not: it cannot be this one")


def _counts(term: str, pair: Pair) -> bool:
    # Nearly every question of a base about one region names its countries in passing; whoever says "American" does
    # not name another claim.
    name = pair.asked.base.gazetteer.canonical(term.removeprefix(NAME_MARK))
    return name is None or name.name not in PASSING_NAMES


# Below this likeness to a question that is not its own, an entry is not in question by it.
_LIKE_NOT_THIS = 0.6
PASSING_NAMES = frozenset({"United States", "Central America", "Latin America"})
