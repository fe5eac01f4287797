"""Aligning: which words of a question stand for which of a wording, and what each of the two has left over."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.matching.alignment.wording import START, Token, Wording

_FAMILY = 0.6
_FAMILY_SHARE, _FAMILY_LONG = 0.9, 0.6
_CLASS = 0.85
# A rare word that is one letter off an unlinked one is most likely that one (`baned`, `wale`).
_MISSPELT, _LEAST_MISSPELT = 0.7, 4
_INNER_NAME = 0.85
# `'39` for 1939.
_SHORT_YEAR, _SHORTENED, _CENTURIES = 2, 0.9, ("19", "20")
# What a word weighs that tells by its class alone: "all" for "most" makes another claim, "about" hardly any.
_BARE_WEIGHTS = {"quantity": 4.0, "order": 4.0, "degree": 3.0, "nearly": 0.8, "certainty": 1.5, "who": 1.5}
_BARE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two tokens that stand for each other, by their places among the tokens; `strength` is 0 to 1."""

    query: int
    surface: int
    strength: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A question beside one wording: the links, and per token how much of it is accounted for (0 to 1)."""

    query: Wording
    surface: Wording
    links: tuple[Link, ...]
    query_linked: tuple[float, ...]
    surface_linked: tuple[float, ...]


Similar = Callable[[str], Mapping[str, float]]


class Aligner:
    """A query that is aligned with one wording after the other: what its tokens may stand for is looked up once."""

    def __init__(self, query: Wording, synonyms: Similar) -> None:
        self.query = query
        self._synonyms = synonyms
        self._reaches = [Reach(token, synonyms) for token in query.tokens]
        self._phrases = [(phrase.tokens, synonyms(phrase.term)) for phrase in query.phrases]
        self._own = {token.lemma: (at,) for at, token in enumerate(query.tokens)}

    def __call__(self, surface: Wording) -> Alignment:
        """Link each token of the query to at most one of the surface, strongest links first, equal ones in order."""
        query, keys = self.query, surface.counterparts.keys
        found: list[Link] = []
        for at, reach in enumerate(self._reaches):
            if not keys.isdisjoint(reach.keys):
                found += [Link(at, other, strength) for other, strength in reach.places(surface).items()]
        scale = len(surface.tokens) / max(1, len(query.tokens))
        found.sort(key=lambda link: (-link.strength, abs(link.query * scale - link.surface), link.query, link.surface))
        links: list[Link] = []
        query_linked = [0.0] * len(query.tokens)
        surface_linked = [0.0] * len(surface.tokens)
        for link in found:
            if not query_linked[link.query] and not surface_linked[link.surface]:
                links.append(link)
                query_linked[link.query] = surface_linked[link.surface] = link.strength
        # A word said twice is accounted for by the one that it stands for.
        for link in found:
            query_linked[link.query] = max(query_linked[link.query], link.strength)
            surface_linked[link.surface] = max(surface_linked[link.surface], link.strength)
        for at, token in enumerate(query.tokens):
            if token.rare and not query_linked[at]:
                other = _misspelt(token.term, surface.tokens, surface_linked)
                if other is not None:
                    links.append(Link(at, other, _MISSPELT))
                    query_linked[at] = surface_linked[other] = _MISSPELT
        for covered, theirs, strength in self._by_phrases(surface):
            least = min([*(query_linked[at] for at in covered), *(surface_linked[at] for at in theirs)])
            if least < strength:
                links.append(Link(covered[0], theirs[0], strength))
                for at in covered:
                    query_linked[at] = max(query_linked[at], strength)
                for at in theirs:
                    surface_linked[at] = max(surface_linked[at], strength)
        links.sort(key=lambda link: (link.query, link.surface))
        return Alignment(query, surface, tuple(links), tuple(query_linked), tuple(surface_linked))

    def _by_phrases(self, surface: Wording) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
        """Yield what is linked by phrases: the tokens of the query, those of the surface, and how surely."""
        if self._phrases:
            theirs: dict[str, tuple[int, ...]] = {token.lemma: (at,) for at, token in enumerate(surface.tokens)}
            theirs |= {phrase.term: phrase.tokens for phrase in surface.phrases}
            for covered, synonyms in self._phrases:
                for term, strength in synonyms.items():
                    if term in theirs:
                        yield covered, theirs[term], strength
        for phrase in surface.phrases:
            for term, strength in self._synonyms(phrase.term).items():
                if term in self._own:
                    yield self._own[term], phrase.tokens, strength


def align(query: Wording, surface: Wording, synonyms: Similar) -> Alignment:
    """Align a query with a single wording."""
    return Aligner(query, synonyms)(surface)


def _misspelt(term: str, tokens: Sequence[Token], linked: Sequence[float]) -> int | None:
    for at, other in enumerate(tokens):
        long = len(other.term) >= _LEAST_MISSPELT and not other.bare and other.number is None
        if not linked[at] and long and other.term[0] == term[0] and OSA.distance(term, other.term, score_cutoff=1) <= 1:
            return at
    return None


class Reach:
    """What one token may stand for; `keys` are those of `Counterparts` by one of which a wording must have it."""

    def __init__(self, token: Token, synonyms: Similar) -> None:
        self._token = token
        self._synonyms = [] if token.bare else [synonyms(own) for own in (token.lemma, *token.inner)]
        self._short_year = not token.bare and token.number is not None and len(token.number) == _SHORT_YEAR
        keys: set[Hashable] = {token.lemma, *token.classes}
        if not token.bare:
            keys.update(token.inner, (token.term, token.term[:START]), *self._synonyms)
            if self._short_year:
                keys.update([century + str(token.number) for century in _CENTURIES])
        self.keys = frozenset(keys)

    def places(self, surface: Wording) -> dict[int, float]:
        """Return the places of what the token may stand for in a wording, each with how surely."""
        token, tokens, by = self._token, surface.tokens, surface.counterparts
        found: dict[int, float] = dict.fromkeys(by.terms.get(token.lemma, ()), 1.0)
        for one in token.classes:
            # What tells by its class alone stands for another of it ("most", "majority"); "sued" is not "accused".
            same = [at for at in by.classes.get(one, ()) if token.bare or tokens[at].bare]
            _add(found, same, _CLASS)
        if token.bare:
            return found
        if token.inner:
            for stem in token.inner:
                _add(found, by.terms.get(stem, ()), _INNER_NAME)
        else:
            _add(found, by.inner.get(token.term, ()), _INNER_NAME)
            for other in by.starts.get(token.term[:START], ()) if len(token.term) >= START else ():
                if _one_family(token.term, tokens[other].term):
                    _add(found, (other,), _FAMILY)
        for synonyms in self._synonyms:
            for term in synonyms.keys() & by.keys:
                _add(found, by.terms.get(term, ()), synonyms[term])
                # "Italian" for the gazetteer's Italy.
                if not token.inner:
                    _add(found, by.inner.get(term, ()), synonyms[term] * _INNER_NAME)
        if self._short_year:
            for century in _CENTURIES:
                _add(found, by.terms.get(f"{century}{token.number}", ()), _SHORTENED)
        return found


def _add(found: dict[int, float], places: Iterable[int], strength: float) -> None:
    for place in places:
        found[place] = max(found.get(place, 0.0), strength)


def _one_family(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _FAMILY_SHARE * min(len(one), len(other)) and shared >= _FAMILY_LONG * max(len(one), len(other))


def weights(tokens: Sequence[Token], rarity: Callable[[str], float]) -> list[float]:
    """Return how much each token says: its rarity, or a fixed weight for one that tells by its class alone."""
    return [_bare_weight(token) if token.bare else rarity(token.term) for token in tokens]


def _bare_weight(token: Token) -> float:
    return max([_BARE_WEIGHTS.get(kind, _BARE_WEIGHT) for kind, _ in token.classes], default=_BARE_WEIGHT)
