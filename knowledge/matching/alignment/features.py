"""Features of an alignment: what each side does not account for, and what of it makes another claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import mul

from knowledge.matching.alignment import roles
from knowledge.matching.alignment.aligning import Alignment, weights
from knowledge.matching.alignment.wording import NAME_MARK, Token
from knowledge.matching.lexicons.classes import kinds

NAMES = (
    "query_left", "surface_left", "query_strange", "surface_strange", "strange_both", "left_alike", "query_left_most", "surface_left_most", "left_both", "query_left_second",
    "surface_left_second", "query_left_within", "query_left_mass", "surface_left_mass", "substituted",
    "query_name_left", "surface_name_left", "names_both", "soft", "linked_mass", "bigrams",
    "inversions", "parts_exchanged", "parts_moved", "parts_kept", "cause_exchanged", "cause_moved", "cause_kept",
    "order_exchanged", "order_moved", "order_kept",
    "degree_exchanged", "degree_moved", "degree_kept", "exchanged",
    "number_missed", "number_other", "surface_number", "unit_other", "adjacent_name",
    "verb_left_both", "query_verb_left", "surface_verb_left",
    *(f"{kind}_other" for kind in kinds()), *(f"{kind}_query" for kind in kinds()), *(f"{kind}_surface" for kind in kinds()),
)  # fmt: skip
_TEN = 10.0


def fit(alignment: Alignment, rarity: Callable[[str], float]) -> float:
    """Return how well a wording fits, 0 to 1: the harmonic mean of what is accounted for on both sides."""
    query, surface = weights(alignment.query.tokens, rarity), weights(alignment.surface.tokens, rarity)
    covered = sum(map(mul, query, alignment.query_linked)) / (sum(query) or 1.0)
    asked = sum(map(mul, surface, alignment.surface_linked)) / (sum(surface) or 1.0)
    return 2 * covered * asked / ((covered + asked) or 1.0)


def values(
    alignment: Alignment,
    rarity: Callable[[str], float],
    likeness: Callable[[str], float],
    alike: Callable[[str], Mapping[str, float]],
) -> list[float]:
    """Return the values of NAMES."""
    q, s = alignment.query.tokens, alignment.surface.tokens
    qw, sw = weights(q, rarity), weights(s, rarity)
    ql = [w * (1 - l) for w, l in zip(qw, alignment.query_linked, strict=True)]
    sl = [w * (1 - l) for w, l in zip(sw, alignment.surface_linked, strict=True)]
    q_sorted, s_sorted = sorted(ql, reverse=True), sorted(sl, reverse=True)
    q_max, s_max = _at(q_sorted, 0), _at(s_sorted, 0)
    linked_places = [link.query for link in alignment.links]
    lo, hi = (min(linked_places), max(linked_places)) if linked_places else (0, -1)
    within = sum(ql[lo : hi + 1]) if linked_places else 0.0
    q_names = [w * _likeness(t, likeness) for t, w in zip(q, ql, strict=True)]
    s_names = [w * _likeness(t, likeness) for t, w in zip(s, sl, strict=True)]
    mass = sum(qw[link.query] for link in alignment.links)
    soft = sum(qw[link.query] * (1 - link.strength) for link in alignment.links) / (mass or 1.0)
    sub = _substituted(alignment, ql, sl)
    q_verb = max((w * t.verb for t, w in zip(q, ql, strict=True)), default=0.0)
    s_verb = max((w * t.verb for t, w in zip(s, sl, strict=True)), default=0.0)
    q_rest, s_rest, nearest = _strange(alignment, ql, sl, alike)
    out = [
        sum(ql) / (sum(qw) or 1.0), sum(sl) / (sum(sw) or 1.0), max(q_rest, default=0.0) / _TEN,
        max(s_rest, default=0.0) / _TEN, min(max(q_rest, default=0.0), max(s_rest, default=0.0)) / _TEN, nearest, q_max / _TEN, s_max / _TEN, min(q_max, s_max) / _TEN,
        _at(q_sorted, 1) / _TEN, _at(s_sorted, 1) / _TEN, within / 2 / _TEN, sum(ql) / 3 / _TEN, sum(sl) / 3 / _TEN,
        sub / _TEN, max(q_names, default=0.0) / _TEN, max(s_names, default=0.0) / _TEN,
        min(max(q_names, default=0.0), max(s_names, default=0.0)) / _TEN, soft, mass / 3 / _TEN,
        _bigrams(alignment), _inversions(alignment, qw), *_turned(alignment, qw),
        *_numbers(alignment), _adjacent_name(alignment, q_names), min(q_verb, s_verb) / _TEN, q_verb / _TEN, s_verb / _TEN,
    ]  # fmt: skip
    return out + _classes(alignment)


def _at(row: Sequence[float], place: int) -> float:
    return row[place] if place < len(row) else 0.0


def _likeness(token: Token, likeness: Callable[[str], float]) -> float:
    return 1.0 if token.term[0] == NAME_MARK else 0.0 if token.bare else likeness(token.term)


def _strange(
    alignment: Alignment, ql: Sequence[float], sl: Sequence[float], alike: Callable[[str], Mapping[str, float]]
) -> tuple[list[float], list[float], float]:
    """What is left on each side less what is alike in use to something on the other; how alike two that are left are."""
    q_rest, s_rest, nearest = list(ql), list(sl), 0.0
    for at, token in enumerate(alignment.query.tokens):
        if not ql[at] or token.bare:
            continue
        likes = alike(token.term)
        if not likes:
            continue
        for other, theirs in enumerate(alignment.surface.tokens):
            share = likes.get(theirs.term)
            if share:
                q_rest[at] = min(q_rest[at], ql[at] * (1 - share))
                s_rest[other] = min(s_rest[other], sl[other] * (1 - share))
                if sl[other]:
                    nearest = max(nearest, share)
    return q_rest, s_rest, nearest


def _substituted(alignment: Alignment, ql: Sequence[float], sl: Sequence[float]) -> float:
    """The most that stands between the same linked neighbours on both sides and is not linked: one word for another."""
    worst = 0.0
    links = [link for link in alignment.links if link.strength >= 0.5]
    at_q = [-1, *(link.query for link in links), len(ql)]
    at_s = [-1, *(link.surface for link in links), len(sl)]
    for place in range(len(at_q) - 1):
        a, b, c, d = at_q[place], at_q[place + 1], at_s[place], at_s[place + 1]
        if b - a > 1 and d - c > 1:
            worst = max(worst, min(max(ql[a + 1 : b]), max(sl[c + 1 : d])))
    return worst


def _bigrams(alignment: Alignment) -> float:
    """The share of neighbouring surface tokens that are neighbours in the query too, in order."""
    of = {link.surface: link.query for link in alignment.links}
    count = len(alignment.surface.tokens) - 1
    if count < 1:
        return 0.0
    return sum(one in of and one + 1 in of and of[one + 1] == of[one] + 1 for one in range(count)) / count


def _inversions(alignment: Alignment, qw: Sequence[float]) -> float:
    """The share of pairs of linked tokens, by weight, that stand in another order in the two texts."""
    links = alignment.links
    whole = turned = 0.0
    for place, one in enumerate(links):
        for other in links[place + 1 :]:
            weight = qw[one.query] * qw[other.query]
            whole += weight
            if one.surface > other.surface:
                turned += weight
    return turned / whole if whole else 0.0


def _exchange(
    alignment: Alignment, qw: Sequence[float], q_parts: Sequence[object], s_parts: Sequence[object]
) -> list[float]:
    """How much has changed its part with something else, has another part, has the same part."""
    moved: dict[tuple[object, object], float] = {}
    kept = 0.0
    for link in alignment.links:
        one, other = q_parts[link.query], s_parts[link.surface]
        if one is None or other is None:
            continue
        weight = qw[link.query] * link.strength
        if one == other:
            kept += weight
        else:
            moved[one, other] = moved.get((one, other), 0.0) + weight
    exchanged = max([min(weight, moved.get((b, a), 0.0)) for (a, b), weight in moved.items()], default=0.0)
    return [exchanged / _TEN, sum(moved.values()) / 2 / _TEN, kept / 2 / _TEN]


def _turned(alignment: Alignment, qw: Sequence[float]) -> list[float]:
    q, s = alignment.query, alignment.surface
    q_places, s_places = [t.place for t in q.tokens], [t.place for t in s.tokens]
    out = [
        max(column)
        for column in zip(
            *(
                _exchange(alignment, qw, roles.parts(q.words, q_places, one), roles.parts(s.words, s_places, other))
                for one, other in _verbs(alignment)
            ),
            strict=True,
        )
    ]
    for read in (roles.cause_parts, roles.order_parts, roles.degree_parts):
        out += _exchange(alignment, qw, read(q.words, q_places), read(s.words, s_places))
    return [*out, max(out[0], out[3], out[6], out[9], out[10] / 2)]


def _verbs(alignment: Alignment) -> list[tuple[int | None, int | None]]:
    """The places of the verbs that both have, the likeliest first, else of the likeliest verb of each."""
    q, s = alignment.query, alignment.surface
    found: list[tuple[float, int, int]] = []
    for link in alignment.links:
        one, other = q.tokens[link.query], s.tokens[link.surface]
        share = min(one.verb, other.verb)
        if share >= 0.3:
            found.append((-share * link.strength, one.place, other.place))
    if found:
        return [(one, other) for _, one, other in sorted(found)[:3]]
    return [(_likeliest(q.tokens), _likeliest(s.tokens))]


def _likeliest(tokens: Sequence[Token]) -> int | None:
    share, place = max(((token.verb, -token.place) for token in tokens), default=(0.0, 0))
    return -place if share >= 0.6 else None


def _numbers(alignment: Alignment) -> list[float]:
    q = {t.number: t for t in alignment.query.tokens if t.number is not None}
    s = {t.number: t for t in alignment.surface.tokens if t.number is not None}
    missed = [one for one in q if one not in s]
    unit = 0.0
    linked = {(link.query, link.surface) for link in alignment.links}
    q_terms = {t.term for t in alignment.query.tokens}
    s_terms = {t.term for t in alignment.surface.tokens}
    for number, token in q.items():
        other = s.get(number)
        if other is not None and token.unit and other.unit and token.unit != other.unit:
            unit = max(unit, 0.5 + 0.5 * (token.unit not in s_terms))
    del linked, q_terms
    return [
        min(1.0, len(missed) / 2),
        float(bool(missed) and bool([one for one in s if one not in q])),
        min(1.0, len([one for one in s if one not in q]) / 2),
        unit,
    ]


def _adjacent_name(alignment: Alignment, q_names: Sequence[float]) -> float:
    """How name-like an unlinked word is that stands right beside a linked name: another, longer name."""
    worst = 0.0
    places = [t.place for t in alignment.query.tokens]
    for link in alignment.links:
        token = alignment.query.tokens[link.query]
        if token.term[0] != NAME_MARK:
            continue
        for other in (link.query - 1, link.query + 1):
            if 0 <= other < len(places) and abs(places[other] - places[link.query]) == 1:
                worst = max(worst, q_names[other])
    return worst / _TEN


def _classes(alignment: Alignment) -> list[float]:
    """By kind: whether each has a class that the other has not; the query alone; the surface alone."""
    q_of: dict[str, set[str]] = {}
    s_of: dict[str, set[str]] = {}
    for tokens, of in ((alignment.query.tokens, q_of), (alignment.surface.tokens, s_of)):
        for token in tokens:
            for kind, name in token.classes:
                of.setdefault(kind, set()).add(name)
    other, query, surface = [], [], []
    empty: set[str] = set()
    for kind in kinds():
        a, b = q_of.get(kind, empty), s_of.get(kind, empty)
        other.append(float(bool(a - b) and bool(b - a)))
        query.append(float(bool(a - b)))
        surface.append(float(bool(b - a)))
    return other + query + surface
