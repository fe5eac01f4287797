"""Features of an alignment: what each side does not account for, and who plays which part.

Each is between 0 and about 1; what weighs is counted in idf, a tenth of each, so that 1 is a very rare word.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import mul

from knowledge.matching.alignment.aligning import Alignment, weights
from knowledge.matching.alignment.wording import Token

NAMES = (
    "query_left", "surface_left", "query_left_most", "surface_left_most", "left_both", "query_left_second",
    "surface_left_second", "query_left_mass", "surface_left_mass", "query_strange", "surface_strange", "strange_both",
    "left_similar", "replaced", "query_name_left", "surface_name_left", "names_both", "linked_mass", "neighbours_kept",
    "inversions", "parts_exchanged", "parts_moved", "parts_kept", "cause_exchanged", "cause_kept", "order_exchanged",
    "order_kept", "degree_exchanged", "degree_moved", "degree_kept", "exchanged", "number_left", "number_replaced",
    "unit_replaced",
)  # fmt: skip
# An idf is from 0 to about 10.
_RARE = 10.0
_LINKED = 0.5
# From this share on a word may be the verb that both texts turn on; a text without one that both have is read around
# what is most likely its verb.
_MAY_BE_VERB, _IS_VERB = 0.3, 0.6
_MOST_VERBS = 3
Weight = Callable[[str], float]


def fit(alignment: Alignment, idf: Weight) -> float:
    """Return how well a wording fits, 0 to 1: the harmonic mean of what is accounted for on both sides."""
    query, surface = weights(alignment.query.tokens, idf), weights(alignment.surface.tokens, idf)
    covered = sum(map(mul, query, alignment.query_linked)) / (sum(query) or 1.0)
    asked = sum(map(mul, surface, alignment.surface_linked)) / (sum(surface) or 1.0)
    both: float = 2 * covered * asked / ((covered + asked) or 1.0)
    return both


def values(
    alignment: Alignment, idf: Weight, likeness: Weight, alike: Callable[[str], Mapping[str, float]]
) -> list[float]:
    """Return the values of NAMES.

    `idf` says how rare a term is, `likeness` how likely it is a name (0 to 1), `alike` which terms are used alike;
    that two words are used alike does not make them the same ("Jupiter", "Saturn").
    """
    query, surface = alignment.query.tokens, alignment.surface.tokens
    query_weights, surface_weights = weights(query, idf), weights(surface, idf)
    query_left = _left(query_weights, alignment.query_linked)
    surface_left = _left(surface_weights, alignment.surface_linked)
    query_most, query_second = _two_highest(query_left)
    surface_most, surface_second = _two_highest(surface_left)
    query_strange, surface_strange, left_similar = _strange(alignment, query_left, surface_left, alike)
    query_name = max(map(_name_like(likeness), query, query_left), default=0.0)
    surface_name = max(map(_name_like(likeness), surface, surface_left), default=0.0)
    return [
        sum(query_left) / (sum(query_weights) or 1.0),
        sum(surface_left) / (sum(surface_weights) or 1.0),
        query_most / _RARE,
        surface_most / _RARE,
        min(query_most, surface_most) / _RARE,
        query_second / _RARE,
        surface_second / _RARE,
        sum(query_left) / 3 / _RARE,
        sum(surface_left) / 3 / _RARE,
        query_strange / _RARE,
        surface_strange / _RARE,
        min(query_strange, surface_strange) / _RARE,
        left_similar,
        _replaced(alignment, query_left, surface_left) / _RARE,
        query_name / _RARE,
        surface_name / _RARE,
        min(query_name, surface_name) / _RARE,
        sum([query_weights[link.query] for link in alignment.links]) / 3 / _RARE,
        _neighbours_kept(alignment),
        _inversions(alignment, query_weights),
        *_parts(alignment, query_weights),
        *_numbers(alignment),
    ]


def _left(whole: Sequence[float], linked: Sequence[float]) -> list[float]:
    return [weight * (1 - share) for weight, share in zip(whole, linked, strict=True)]


def _two_highest(row: Sequence[float]) -> tuple[float, float]:
    highest = sorted(row, reverse=True)[:2]
    return (highest[0] if highest else 0.0), (highest[1] if len(highest) > 1 else 0.0)


def _name_like(likeness: Weight) -> Callable[[Token, float], float]:
    def weigh(token: Token, left: float) -> float:
        if token.bare or not left:
            return 0.0
        return left if token.inner else left * likeness(token.term)

    return weigh


def _strange(
    alignment: Alignment,
    query_left: Sequence[float],
    surface_left: Sequence[float],
    alike: Callable[[str], Mapping[str, float]],
) -> tuple[float, float, float]:
    """Return the most that is left on each side less what is used alike on the other; how alike two left ones are."""
    query_rest, surface_rest, nearest = list(query_left), list(surface_left), 0.0
    for at, token in enumerate(alignment.query.tokens):
        likes = alike(token.term) if query_left[at] and not token.bare else None
        if not likes:
            continue
        for other, theirs in enumerate(alignment.surface.tokens):
            share = likes.get(theirs.term)
            if share:
                query_rest[at] = min(query_rest[at], query_left[at] * (1 - share))
                surface_rest[other] = min(surface_rest[other], surface_left[other] * (1 - share))
                if surface_left[other]:
                    nearest = max(nearest, share)
    return max(query_rest, default=0.0), max(surface_rest, default=0.0), nearest


def _replaced(alignment: Alignment, query_left: Sequence[float], surface_left: Sequence[float]) -> float:
    """Return the most that stands unlinked between the same linked neighbours on both sides: one word for another."""
    worst = 0.0
    links = [link for link in alignment.links if link.strength >= _LINKED]
    query_ends = [-1, *(link.query for link in links), len(query_left)]
    surface_ends = [-1, *(link.surface for link in links), len(surface_left)]
    for (start, end), (first, last) in zip(pairwise(query_ends), pairwise(surface_ends), strict=True):
        if end - start > 1 and last - first > 1:
            worst = max(worst, min(max(query_left[start + 1 : end]), max(surface_left[first + 1 : last])))
    return worst


def _neighbours_kept(alignment: Alignment) -> float:
    """Return the share of neighbouring words of the wording that are neighbours in the query too, in order."""
    of = {link.surface: link.query for link in alignment.links}
    count = len(alignment.surface.tokens) - 1
    if count < 1:
        return 0.0
    return sum(one in of and one + 1 in of and of[one + 1] == of[one] + 1 for one in range(count)) / count


def _inversions(alignment: Alignment, query_weights: Sequence[float]) -> float:
    """Return the share of pairs of linked words, by weight, that stand in another order in the two texts."""
    whole = inverted = 0.0
    for place, one in enumerate(alignment.links):
        for other in alignment.links[place + 1 :]:
            weight = query_weights[one.query] * query_weights[other.query]
            whole += weight
            if one.surface > other.surface:
                inverted += weight
    return inverted / whole if whole else 0.0


def _parts(alignment: Alignment, query_weights: Sequence[float]) -> Iterator[float]:
    query, surface = alignment.query, alignment.surface

    def compared(own: Sequence[Hashable], theirs: Sequence[Hashable]) -> tuple[float, float, float]:
        return _compared(alignment, query_weights, own, theirs)

    by_verb = [compared(query.parts(one), surface.parts(other)) for one, other in _verbs(alignment)]
    parts = tuple(max(column) for column in zip(*by_verb, strict=True))
    cause = compared(query.causes, surface.causes)
    order = compared(query.orders, surface.orders)
    degree = compared(query.degrees, surface.degrees)
    yield from (*parts, cause[0], cause[2], order[0], order[2], *degree)
    yield max(parts[0], cause[0], order[0], degree[0], degree[1] / 2)


def _compared(
    alignment: Alignment, query_weights: Sequence[float], own: Sequence[Hashable], theirs: Sequence[Hashable]
) -> tuple[float, float, float]:
    """Return how much has exchanged its part with something else, has another part, has the same part."""
    moved: dict[tuple[Hashable, Hashable], float] = {}
    kept = 0.0
    for link in alignment.links:
        one, other = own[link.query], theirs[link.surface]
        if one is None or other is None:
            continue
        weight = query_weights[link.query] * link.strength
        if one == other:
            kept += weight
        else:
            moved[one, other] = moved.get((one, other), 0.0) + weight
    exchanged = max([min(weight, moved.get((other, one), 0.0)) for (one, other), weight in moved.items()], default=0.0)
    return exchanged / _RARE, sum(moved.values()) / 2 / _RARE, kept / 2 / _RARE


def _verbs(alignment: Alignment) -> list[tuple[int | None, int | None]]:
    """Return the places of the verbs that both have, the likeliest first, else of the likeliest verb of each."""
    query, surface = alignment.query.tokens, alignment.surface.tokens
    found: list[tuple[float, int, int]] = []
    for link in alignment.links:
        one, other = query[link.query], surface[link.surface]
        share = min(one.verb, other.verb)
        if share >= _MAY_BE_VERB:
            found.append((-share * link.strength, one.place, other.place))
    if found:
        return [(one, other) for _, one, other in sorted(found)[:_MOST_VERBS]]
    return [(_likeliest(query), _likeliest(surface))]


def _likeliest(tokens: Sequence[Token]) -> int | None:
    share, place = max(((token.verb, -token.place) for token in tokens), default=(0.0, 0))
    return -place if share >= _IS_VERB else None


def _numbers(alignment: Alignment) -> tuple[float, float, float]:
    """Return whether a number is left, whether one stands for another, whether one number counts other things."""
    own = {token.number: token for token in alignment.query.tokens if token.number is not None}
    theirs = {token.number: token for token in alignment.surface.tokens if token.number is not None}
    left = [number for number in own if number not in theirs]
    units = [
        0.5 if token.unit in {one.term for one in alignment.surface.tokens} else 1.0
        for number, token in own.items()
        if number in theirs and token.unit and theirs[number].unit and token.unit != theirs[number].unit
    ]
    return float(bool(left)), float(bool(left) and bool(theirs.keys() - own.keys())), max(units, default=0.0)
