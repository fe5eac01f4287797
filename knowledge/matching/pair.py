"""A question beside one candidate: what they share and what each has alone, worked out once for all features."""

from __future__ import annotations

import functools
from collections.abc import Callable

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from knowledge.matching.analysis import NAME_MARK, AnalysedDocument, Terms
from knowledge.matching.asked import Asked, Unit

_STEM_START = 5


class Pair:
    """A question and a candidate. Everything is computed at most once; `weigh` gives the rarity of a term in the base."""

    def __init__(self, asked: Asked, document: AnalysedDocument, score: float, weigh: Callable[[str], float]) -> None:
        self.asked = asked
        self.document = document
        self.score = score
        self.weigh = weigh
        terms = {unit.term for unit in asked.units}
        self.everything_hit = tuple(unit for unit in asked.units if unit.term in document.everything)
        self.missed = tuple(unit for unit in asked.units if unit.term not in document.everything)
        self.claim_mass = self._mass(document.claim)
        best_value, best = -1.0, document.claim
        for text in document.asked:
            value = self._cosine(text, terms)
            if value > best_value:
                best_value, best = value, text
        self.best = best
        self.best_cosine = best_value
        self.best_terms = frozenset(best.terms)

    def _mass(self, text: Terms) -> float:
        return sum(self.weigh(term) for term in set(text.terms)) or 1.0

    def _cosine(self, text: Terms, terms: set[str]) -> float:
        own = set(text.terms)
        shared = sum(self.weigh(term) ** 2 for term in own & terms)
        if not shared:
            return 0.0
        length = sum(self.weigh(term) ** 2 for term in own)
        asked = sum(unit.rarity**2 for unit in self.asked.units)
        return float(shared / (length * asked) ** 0.5)

    def cover(self, terms: frozenset[str]) -> float:
        """Return the share of the question's rarity that these terms have."""
        return sum(unit.rarity for unit in self.asked.units if unit.term in terms) / self.asked.mass

    @functools.cached_property
    def claim_terms(self) -> frozenset[str]:
        return frozenset(self.document.claim.terms)

    @functools.cached_property
    def asked_terms(self) -> frozenset[str]:
        """Every term of the claim and the phrasings."""
        return frozenset().union(*(text.terms for text in self.document.asked))

    @functools.cached_property
    def rarest(self) -> tuple[Unit, ...]:
        """The question's units, the rarest first."""
        return tuple(sorted(self.asked.units, key=lambda unit: (-unit.rarity, unit.term)))

    def lacked(self, text: Terms) -> float:
        """Return the share of a text's rarity that the question lacks."""
        own = set(text.terms)
        terms = self.asked.terms.terms
        return sum(self.weigh(term) for term in own if term not in terms) / (sum(self.weigh(term) for term in own) or 1.0)

    @functools.cached_property
    def starts(self) -> frozenset[str]:
        """The first letters of the entry's longer stems, for words of one family (`crime`, `criminal`)."""
        return frozenset(term[:_STEM_START] for term in self.document.everything if len(term) >= _STEM_START)

    def kin(self, unit: Unit) -> bool:
        """Say whether the entry has a word of the same family as this one."""
        return len(unit.term) >= _STEM_START and unit.term[:_STEM_START] in self.starts

    @functools.cached_property
    def token_set(self) -> float:
        return fuzz.token_set_ratio(self.asked.terms.text, self.best.text) / 100

    @functools.cached_property
    def token_sort(self) -> float:
        return fuzz.token_sort_ratio(self.asked.terms.text, self.best.text) / 100

    @functools.cached_property
    def partial(self) -> float:
        return fuzz.partial_ratio(self.asked.terms.text, self.best.text) / 100

    @functools.cached_property
    def in_order(self) -> float:
        return LCSseq.normalized_similarity(self.asked.terms.terms, self.best.terms)

    @functools.cached_property
    def missed_names(self) -> tuple[Unit, ...]:
        """The gazetteer's names in the question that the entry has not."""
        return tuple(unit for unit in self.missed if unit.term.startswith(NAME_MARK))
