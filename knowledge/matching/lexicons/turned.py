"""Whether a question turns a claim round: the one who did it there bears it here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.matching.lexicons.roles import Deed, Side

_PLAINLY = 2
# So many letters are those of a word's family (civil, civilian).
_FAMILY = 5
# A name says who is meant; a word beside it may be said of both.
_NAME, _WORD = 3, 1


def turned(own: Deed, claimed: Deed | None, phrased: Iterable[Deed], mark: str) -> bool:
    """Say whether a claim and its phrasings tell of a deed the other way round: plainly, and hardly ever as it is.

    `claimed` is the claim's deed, `phrased` those of the phrasings; terms that begin with `mark` are names.
    """
    ways = [_way(own, other, mark) for other in phrased if other.kinds & own.kinds]
    if claimed is not None and claimed.kinds & own.kinds:
        way = _way(own, claimed, mark)
        # What the claim tells of somebody by name, it tells twice; two words may be beside each other by chance.
        ways += [way, way] if way.straight or way.named else [way]
    whole = [way for way in ways if way.both]
    return _mostly_crossed(ways) or _mostly_crossed([way for way in whole if way.straight or way.named])


@dataclass(frozen=True, slots=True)
class _Way:
    """How one deed is told beside another: crossed or straight, of both sides, with a name among what is crossed."""

    crossed: bool = False
    straight: bool = False
    both: bool = False
    named: bool = False


def _mostly_crossed(ways: Sequence[_Way]) -> bool:
    crossed = sum(way.crossed for way in ways)
    return crossed >= _PLAINLY and crossed > 2 * sum(way.straight for way in ways)


def is_told(own: Deed, told: Iterable[Deed], mark: str) -> bool:
    """Say whether a deed is told of the same two, by name, as it is."""
    return any(
        other.kinds & own.kinds
        and _weight(own.who, other.who, mark) >= _NAME
        and _weight(own.whom, other.whom, mark) >= _NAME
        for other in told
    )


def _way(own: Deed, other: Deed, mark: str) -> _Way:
    whos, whoms = _weight(own.who, other.who, mark), _weight(own.whom, other.whom, mark)
    across = _weight(own.who, other.whom, mark), _weight(own.whom, other.who, mark)
    if min(across) and 2 * min(across) > whos + whoms:
        return _Way(crossed=True, both=True, named=max(across) >= _NAME)
    # Whoever did it by name is who bore it here, and somebody else did it.
    if across[1] >= _NAME and other.whom and not whos + whoms:
        return _Way(crossed=True, named=True)
    both = min(whos, whoms) > 0
    return _Way(straight=both or max(whos, whoms) >= _NAME, both=both)


def _weight(own: Side, other: Side, mark: str) -> int:
    """Return how much two sides share; words that begin with the same letters are of one family."""
    starts = {term[:_FAMILY] for term in other if not term.startswith(mark)}
    return sum(
        (_NAME if term in other else 0) if term.startswith(mark) else _WORD * (term[:_FAMILY] in starts) for term in own
    )
