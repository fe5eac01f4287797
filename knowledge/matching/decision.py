"""v1"""

from __future__ import annotations

import math

from rapidfuzz import fuzz

from knowledge.matching.analysis import AnalysedDocument, Terms, analyse_words
from knowledge.matching.background import Background
from knowledge.matching.index import Base
from knowledge.matching.outcome import MOST_OFFERED, MOST_RANKED, Budget, Decision, Match, Outcome
from knowledge.question.reading import Passage, Question

CANDIDATES = 20


def decide(question: Question, base: Base, background: Background, budget: Budget = Budget.BALANCED) -> Decision:
    """Decide."""
    best: dict[str, tuple[float, float, Passage, list[str]]] = {}
    for passage in question.passages:
        for one, score, confidence, why in _rank(passage, base, background):
            if one.document.id not in best or best[one.document.id][1] < confidence:
                best[one.document.id] = (score, confidence, passage, why)
    ranked = sorted(best.items(), key=lambda item: (-item[1][1], item[0]))
    if not ranked:
        return Decision(
            Outcome.NO_ENTRY, (), (), (), 0.0, ("Nothing in the knowledge base shares a word with the question.",)
        )
    listed = tuple((entry, round(confidence, 4)) for entry, (_, confidence, _, _) in ranked[:MOST_RANKED])
    first, (_, confidence, passage, why) = ranked[0]
    if confidence > 0.6:
        one = base.document(first)
        opposite = passage.opposite != (one is not None and one.opposite)
        return Decision(Outcome.ANSWERED, (Match(first, confidence, opposite),), (), listed, confidence, tuple(why))
    offered = tuple(entry for entry, (_, c, _, _) in ranked[:MOST_OFFERED] if c > 0.3)
    outcome = Outcome.ASK_WHICH if offered else Outcome.NO_ENTRY
    return Decision(outcome, (), offered, listed, confidence, tuple(why))


def _rank(
    passage: Passage, base: Base, background: Background
) -> list[tuple[AnalysedDocument, float, float, list[str]]]:
    terms = analyse_words(passage.words, passage.names)
    scores: dict[tuple[int, int], float] = {}
    for term in terms.stems:
        rarity = background.rarity(term, base.frequency(term), base.size)
        for number, layer in enumerate(base.layers):
            for place, weight in zip(*layer.segment.postings.get(term, ((), ())), strict=True):
                if place not in layer.hidden:
                    scores[number, place] = scores.get((number, place), 0.0) + rarity * weight
    found = []
    for (number, place), score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES]:
        one = base.layers[number].segment.documents[place]
        confidence, why = _confidence(terms, one, base, background)
        found.append((one, score, confidence, why))
    return found


def _confidence(terms: Terms, one: AnalysedDocument, base: Base, background: Background) -> tuple[float, list[str]]:
    why = []
    missing = terms.names - one.names
    if missing:
        why.append(f"names: the question has {', '.join(sorted(missing))}, the entry has not: it cannot be this one")
    numbers = terms.numbers - one.numbers
    if numbers:
        why.append(f"numbers: the question has {', '.join(sorted(numbers))}, the entry has not: it cannot be this one")
    mass = sum(background.rarity(stem, base.frequency(stem), base.size) for stem in terms.stems) or 1.0
    covered = sum(background.rarity(stem, base.frequency(stem), base.size) for stem in terms.stems & one.everything)
    close = max(fuzz.token_set_ratio(terms.text, asked.text) for asked in one.asked) / 100
    value = -5 + 5 * covered / mass + 3 * close + min(len(terms.stems), 4) * 0.3 - 0.8
    if missing or numbers:
        value = min(value, -2.0)
    why.append(f"words: the entry has {covered / mass:.0%} of what the question says")
    return 1 / (1 + math.exp(-value)), why
