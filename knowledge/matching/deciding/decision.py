"""The decision: answer, ask which, or no entry; one way for every question, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.matching.deciding.explanation import reasons_for
from knowledge.matching.deciding.focus import focus_of
from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import Background
from knowledge.matching.outcome import (
    MOST_ANSWERS,
    MOST_OFFERED,
    MOST_RANKED,
    Budget,
    Decision,
    Match,
    Outcome,
)
from knowledge.matching.ranking.model import (
    MEANING,
    NAMES,
    Model,
    confidence_inputs,
    group_shares,
    says_all,
)
from knowledge.matching.ranking.query import NAMED
from knowledge.matching.ranking.semantic import Meaning
from knowledge.matching.ranking.shortlist import Scored, shortlist
from knowledge.matching.ranking.weights import Models, default_meant_models, shipped_meant_models, shipped_models
from knowledge.question.reading import Passage, Question

# A question of this few telling words says too little to be answered outright, however rare they are.
_LEAST_UNITS = 2
# Rarities (0 to 10): a word below the first hardly tells claims apart, few claims have one above the second.
_TELLING, _RARE = 4.0, 7.0
# In all, the words of a claim are rarer than those of small talk.
_RARE_TOGETHER = 12.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its candidates in order, each with a score, and the probability that the first is right.

    Where the sentence encoder has no weights of its own, all this is of the words alone, and `meant` is the same
    passage with meaning, by the weights that were fitted with another encoder: good for offering, not for answering.
    """

    passage: Passage
    model: Model
    candidates: tuple[Scored, ...]
    scores: tuple[float, ...]
    chance: float
    meant: Ranked | None = None

    @property
    def first(self) -> Scored:
        """The candidate that fits best."""
        return self.candidates[0]


def decide(
    question: Question,
    base: Base,
    background: Background,
    budget: Budget = Budget.BALANCED,
    meaning: Meaning | None = None,
) -> Decision:
    """Decide on a question that was read, over a base, within a budget of wrong answers. Never raises.

    With `meaning`, sentence vectors take part, where it has them.
    """
    ranked = [one for passage in question.passages if (one := rank(passage, base, background, meaning)) is not None]
    linked = tuple(one.document.id for one in base.citing(question.links))
    if not ranked:
        return _of_links(linked)
    ranked.sort(key=lambda one: -one.chance)
    listed = _merged(ranked)
    clauses = [one for clause in question.clauses if (one := rank(clause, base, background, meaning)) is not None]
    answers = _two_claims(clauses, budget) or _answers(ranked, budget)
    chance = ranked[0].chance
    reasons = _reasons(ranked[0])
    share, only_ordered = _share_of_meaning(ranked[0]), ranked[0].meant is not None
    if answers:
        return Decision(Outcome.ANSWERED, answers, (), listed, chance, reasons, share, only_ordered)
    offered = _offered([*ranked, *_other_subjects(clauses, ranked[0])], linked)
    outcome = Outcome.ASK_WHICH if offered else Outcome.NO_ENTRY
    return Decision(outcome, (), offered, listed, chance, reasons, share, only_ordered)


def rank(passage: Passage, base: Base, background: Background, meaning: Meaning | None = None) -> Ranked | None:
    """Rank the base's entries for one passage; None when none shares a word with it, nor is near it in meaning."""
    found = shortlist(passage, base, background, meaning)
    if not found:
        return None
    if meaning is None or found[0].nearness is None:
        return _ranked(passage, base, found, shipped_models())
    own = None if meaning.weights is None else shipped_meant_models(meaning.weights)
    if own is not None:
        return _ranked(passage, base, found, own)
    meant = _ranked(passage, base, found, default_meant_models())
    words = [replace(one, values=one.values[: len(NAMES)]) for one in found if not one.joined]
    # What shares no word with any entry can be offered one, and nothing about it is sure.
    by_words = _ranked(passage, base, words, shipped_models()) if words else replace(meant, chance=0.0)
    return replace(by_words, meant=meant)


def _ranked(passage: Passage, base: Base, found: Sequence[Scored], models: Models) -> Ranked:
    model = models.of(any(one.pair.document.parts for one in found), base.size)
    values = [one.values for one in found]
    scores = model.rank_scores(values)
    order = sorted(range(len(found)), key=lambda place: (-scores[place], found[place].pair.document.document.id))
    opened = _open_first(order, found)
    chance = model.chance(confidence_inputs(values, scores, opened or order))
    order = list(dict.fromkeys((*opened, *order)))
    return Ranked(
        passage,
        model,
        tuple(found[place] for place in order),
        tuple(scores[place] for place in order),
        chance,
    )


def _open_first(order: Sequence[int], found: Sequence[Scored]) -> list[int]:
    # An entry that may not answer must not stand before one that says all that is asked, nor count as its rival.
    may = [place for place in order if not found[place].vetoed]
    return may if found[order[0]].vetoed and may and says_all(found[may[0]].values) else []


def _answers(ranked: Sequence[Ranked], budget: Budget) -> tuple[Match, ...]:
    matches: dict[str, Match] = {}
    for one in ranked:
        document = one.first.pair.document
        sure = one.chance >= one.model.answer_from[budget] and len(one.first.pair.asked.units) >= _LEAST_UNITS
        if sure and not one.first.vetoed and document.document.id not in matches:
            opposite = one.passage.opposite != document.opposite
            matches[document.document.id] = Match(document.document.id, one.chance, opposite, focus_of(one.first.pair))
    return tuple(matches.values())[:MOST_ANSWERS]


def _two_claims(clauses: Sequence[Ranked], budget: Budget) -> tuple[Match, ...]:
    # A clause lacks what stands beside it, which may be the very thing that makes another claim of it: one clause alone
    # is never answered, two that are each sure of another entry are, when neither goes on with the other's subject.
    own = [one for one in clauses if not any(_goes_on(one, other) for other in clauses if _id(other) != _id(one))]
    answers = _answers(own, budget)
    return answers if len(answers) > 1 else ()


def _goes_on(clause: Ranked, other: Ranked) -> bool:
    # "... and give the money to the contras": all that this clause names, the other's entry has.
    everything = other.first.pair.document.everything
    named = [unit.term for unit in clause.first.pair.asked.units if unit.likeness >= NAMED or unit.rarity >= _RARE]
    return all(term in everything for term in named)


def _other_subjects(clauses: Sequence[Ranked], whole: Ranked) -> list[Ranked]:
    firsts = {_id(one) for one in clauses}
    return [one for one in clauses if len(firsts) > 1 and _id(one) != _id(whole)]


def _id(ranked: Ranked) -> str:
    return ranked.first.pair.document.document.id


def _offered(ranked: Sequence[Ranked], linked: Sequence[str]) -> tuple[str, ...]:
    offered = list(linked)
    meant = [one.meant or one for one in ranked]
    plausible = [one for one in meant if one.chance >= one.model.offer_from]
    plausible += [one for one in ranked if one.meant is not None and one.chance >= one.model.offer_from]
    offered += [_id(one) for one in plausible]
    offered += [_id(one) for one in ranked if _alone_has_what_tells(one) or _is_in_its_words(one)]
    for one in plausible:
        best = one.scores[0]
        offered += [
            candidate.pair.document.document.id
            for candidate, score in zip(one.candidates, one.scores, strict=True)
            if best - score <= one.model.offer_within
        ]
    return tuple(dict.fromkeys(offered))[:MOST_OFFERED]


def _alone_has_what_tells(ranked: Ranked) -> bool:
    # "Didn't a kidnapper confirm it?": one rare word that one entry alone has is too little to answer by, and enough to
    # ask whether that entry is meant.
    first, *others = (one.pair for one in ranked.candidates)
    telling = [unit for unit in first.asked.rarest if unit.rarity >= _TELLING]
    return (
        bool(telling)
        and telling[0].rarity >= _RARE
        and not ranked.first.vetoed
        and all(unit.term in first.document.everything for unit in telling)
        and not any(telling[0].term in other.document.everything for other in others)
    )


def _is_in_its_words(ranked: Ranked) -> bool:
    # Whatever the confidence: an entry that may answer and that is asked in these very words is worth offering.
    units = ranked.first.pair.asked.units
    rare = sum(unit.rarity for unit in units) >= _RARE_TOGETHER
    return len(units) >= _LEAST_UNITS and rare and not ranked.first.vetoed and says_all(ranked.first.values)


def _of_links(linked: tuple[str, ...]) -> Decision:
    if linked:
        listed = tuple((entry, 0.0) for entry in linked[:MOST_RANKED])
        why = ("link: these entries cite the page that the message links to",)
        return Decision(Outcome.ASK_WHICH, (), linked[:MOST_OFFERED], listed, 0.0, why)
    return Decision(Outcome.NO_ENTRY, (), (), (), 0.0, ("words: no entry shares a telling word with the question",))


def _merged(ranked: Iterable[Ranked]) -> tuple[tuple[str, float], ...]:
    """Join the lists of several passages: each entry by its best place, the surest passage first."""
    best: dict[str, float] = {}
    for one in ranked:
        for candidate, score in zip(one.candidates, one.scores, strict=True):
            entry = candidate.pair.document.document.id
            value = one.chance + (score - one.scores[0]) / 100
            best[entry] = max(best.get(entry, value), value)
    ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple((entry, round(score, 6)) for entry, score in ordered[:MOST_RANKED])


def _reasons(ranked: Ranked) -> Sequence[str]:
    reasons = reasons_for(ranked.candidates, ranked.model)
    if ranked.meant is None:
        return reasons
    first = _id(ranked.meant)
    return (*reasons, f"meaning: the model has no weights of its own, so it only orders offers: {first} first")


def _share_of_meaning(ranked: Ranked) -> float | None:
    """Return what meaning adds to the lead of the first over the second (over nothing where it is alone)."""
    ranked = ranked.meant or ranked
    if ranked.first.nearness is None:
        return None
    values = [one.values for one in ranked.candidates]
    first, *second = group_shares(values, (0, 1)[: len(values)], ranked.model)
    return first[MEANING] - (second[0][MEANING] if second else 0.0)
