"""The decision: answer, ask which, or no entry; one way for every question, with the reasons.

An entry answers where it is sure enough that the question is about exactly its claim (*the same*), and nothing vetoes
it. What is not the same may still be near, and is offered, the likeliest first.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.matching.deciding.contradictions import contradicts
from knowledge.matching.deciding.explanation import reasons_for
from knowledge.matching.deciding.focus import focus_of
from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import Background
from knowledge.matching.outcome import MOST_ANSWERS, MOST_OFFERED, MOST_RANKED, Budget, Decision, Match, Outcome
from knowledge.matching.ranking.features import PAIR_NAMES
from knowledge.matching.ranking.judging import Judged, judge
from knowledge.matching.ranking.model import MEANING, Model, group_shares
from knowledge.matching.ranking.query import NAMED
from knowledge.matching.ranking.semantic import Meaning
from knowledge.matching.ranking.shortlist import Scored, shortlist
from knowledge.matching.ranking.weights import default_meant_model, shipped_meant_model, shipped_model
from knowledge.question.reading import Passage, Question
from knowledge.question.tokens import reads_as_spanish

# A sentence of fewer telling words ("what do you think?") is hardly a claim.
_LEAST_IN_SENTENCE = 3
# A question of this few telling words says too little to be answered outright, however rare they are.
_LEAST_UNITS = 2
_PERCENT = "percent"
# Few claims have a word rarer than this (idfs are from 0 to 10).
_RARE = 7.0
# A word below this idf hardly tells claims apart.
_TELLING = 4.0
# A question that is one of an entry's wordings, word for word, is about its claim, whatever else is alike.
_VERBATIM = 0.99


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as it was judged, with the chances that it may be offered and that it is exactly what is asked."""

    judged: Judged
    near: float
    same: float

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.judged.id

    @property
    def scored(self) -> Scored:
        """The candidate with the features of its ranking."""
        return self.judged.scored


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its candidates: `found` by their ranking, each with a score, and the judged, the likeliest first.

    Where the sentence encoder has no weights of its own, all this is of the words alone, and `meant` is the same
    passage with meaning, by the weights that were fitted with another encoder: good for offering, not for answering.
    """

    passage: Passage
    model: Model
    found: tuple[Scored, ...]
    scores: tuple[float, ...]
    candidates: tuple[Candidate, ...]
    meant: Ranked | None = None

    @property
    def first(self) -> Candidate:
        """The candidate that is most likely what is asked."""
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
    ranked.sort(key=lambda one: -one.first.same)
    clauses = [one for clause in question.clauses if (one := rank(clause, base, background, meaning)) is not None]
    answers = _two_claims(clauses, budget) or _answers(ranked, budget)
    listed = _listed(ranked, answers)
    chance = answers[0].confidence if answers else ranked[0].first.same
    explain = functools.partial(_reasons, ranked[0])
    share, only_ordered = _share_of_meaning(ranked[0]), ranked[0].meant is not None
    offered = _offered([*ranked, *_other_subjects(clauses, ranked[0])], linked)
    if answers:
        answered = {match.entry for match in answers}
        plausible = tuple(entry for entry in offered if entry not in answered)[:MOST_OFFERED]
        unanswered = _unanswered(question, ranked, answered)
        return Decision(
            Outcome.ANSWERED, answers, (), listed, chance, explain, share, only_ordered, plausible, unanswered
        )
    offered = offered[:MOST_OFFERED]
    outcome = Outcome.ASK_WHICH if offered else Outcome.NO_ENTRY
    return Decision(outcome, (), offered, listed, chance, explain, share, only_ordered)


def rank(passage: Passage, base: Base, background: Background, meaning: Meaning | None = None) -> Ranked | None:
    """Rank the base's entries for one passage; None when none shares a word with it, nor is near it in meaning."""
    found = shortlist(passage, base, background, meaning)
    if not found:
        return None
    if meaning is None or found[0].nearness is None:
        return _ranked(passage, found, shipped_model())
    own = None if meaning.weights is None else shipped_meant_model(meaning.weights)
    if own is not None:
        return _ranked(passage, found, own)
    meant = _ranked(passage, found, default_meant_model())
    words = [replace(one, values=one.values[: len(PAIR_NAMES)]) for one in found if not one.joined]
    if not words:
        # What shares no word with any entry can be offered one, and nothing about it is sure.
        unsure = tuple(replace(one, same=0.0) for one in meant.candidates)
        return replace(meant, candidates=unsure, meant=meant)
    return replace(_ranked(passage, words, shipped_model()), meant=meant)


def ranking(found: Sequence[Scored], model: Model) -> tuple[tuple[Scored, ...], tuple[float, ...]]:
    """Return candidates in the order of their ranking, equal ones by id, and the score of each."""
    scores = model.rank_scores([one.values for one in found])
    order = sorted(range(len(found)), key=lambda place: (-scores[place], found[place].pair.document.document.id))
    return tuple(found[place] for place in order), tuple(scores[place] for place in order)


def _ranked(passage: Passage, found: Sequence[Scored], model: Model) -> Ranked:
    ordered, scores = ranking(found, model)
    candidates = [Candidate(one, model.near(one.inputs), model.same(one.inputs)) for one in judge(ordered)]
    said = [one for one in candidates if one.judged.verbatim]
    if len(said) == 1 and _says_enough(said[0]):
        candidates = [replace(one, same=max(one.same, _VERBATIM)) if one is said[0] else one for one in candidates]
    candidates.sort(key=lambda one: (-one.same, -one.near, one.id))
    return Ranked(passage, model, ordered, scores, tuple(candidates))


def _says_enough(candidate: Candidate) -> bool:
    terms = candidate.scored.pair.query.terms
    # "90 %" may be a phrasing of one entry, and yet no claim.
    return len(terms) >= _LEAST_UNITS and any(not one.number and one.term != _PERCENT for one in terms)


def _answers(ranked: Sequence[Ranked], budget: Budget) -> tuple[Match, ...]:
    matches: dict[str, Match] = {}
    for one in ranked:
        first, document = one.first, one.first.scored.pair.document
        sure = first.same >= one.model.answer_from[budget] and _says_enough(first) and not _is_guessed(first)
        if sure and not first.scored.vetoed and not contradicts(first.judged.alignment) and first.id not in matches:
            opposite = one.passage.opposite != document.opposite
            matches[first.id] = Match(first.id, first.same, opposite, focus_of(first.scored.pair))
    return tuple(matches.values())[:MOST_ANSWERS]


def _is_guessed(candidate: Candidate) -> bool:
    # A Spanish question read word for word in English finds entries to offer; it answers by Spanish wordings alone.
    return candidate.scored.pair.query.translated and not reads_as_spanish(candidate.judged.surface)


def _two_claims(clauses: Sequence[Ranked], budget: Budget) -> tuple[Match, ...]:
    # A clause lacks what stands beside it, which may be the very thing that makes another claim of it: one clause alone
    # is never answered, two that are each sure of another entry are, when neither goes on with the other's subject.
    own = [
        one for one in clauses if not any(_goes_on(one, other) for other in clauses if other.first.id != one.first.id)
    ]
    answers = _answers(own, budget)
    return answers if len(answers) > 1 else ()


def _goes_on(clause: Ranked, other: Ranked) -> bool:
    # "... and give the money to the contras": all that this clause names, the other's entry has.
    everything = other.first.scored.pair.document.everything
    terms = clause.first.scored.pair.query.terms
    named = [one.term for one in terms if one.name_likeness >= NAMED or one.idf >= _RARE]
    return all(term in everything for term in named)


def _other_subjects(clauses: Sequence[Ranked], whole: Ranked) -> list[Ranked]:
    firsts = {one.first.id for one in clauses}
    return [one for one in clauses if len(firsts) > 1 and one.first.id != whole.first.id]


def _offered(ranked: Sequence[Ranked], linked: Sequence[str]) -> tuple[str, ...]:
    chances: dict[str, float] = {}
    for one in ranked:
        plausible = [
            (each.near, each.id) for each in (one.meant or one).candidates if each.near >= one.model.offer_from
        ]
        least = max(plausible, default=(0.0, ""))[0] * one.model.offer_within
        for near, entry in plausible:
            if near >= least:
                chances[entry] = max(near, chances.get(entry, 0.0))
        if _alone_has_what_tells(one):
            rarest = one.found[0].pair.document.document.id
            chances[rarest] = max(one.model.offer_from, chances.get(rarest, 0.0))
    likeliest = sorted(chances, key=lambda entry: (-chances[entry], entry))
    return tuple(dict.fromkeys((*linked, *likeliest)))


def _unanswered(question: Question, ranked: Sequence[Ranked], answered: Collection[str]) -> int:
    """Return how many sentences of a long message say enough to be a claim, and are about none of the answers."""
    known = {id(one.passage) for one in ranked if one.first.id in answered and one.first.near >= one.model.offer_from}
    return sum(len(one.telling) >= _LEAST_IN_SENTENCE and id(one) not in known for one in question.sentences)


def _alone_has_what_tells(ranked: Ranked) -> bool:
    # "Didn't a kidnapper confirm it?": one rare word that one entry alone has is too little to answer by, and enough to
    # ask whether that entry is meant.
    first, *others = (one.pair for one in ranked.found)
    telling = [one for one in first.query.rarest if one.idf >= _TELLING]
    return (
        bool(telling)
        and telling[0].idf >= _RARE
        and not ranked.found[0].vetoed
        and all(one.term in first.document.everything for one in telling)
        and not any(telling[0].term in other.document.everything for other in others)
    )


_LINKED = "link: these entries cite the page that the message links to"
_NOTHING_SHARED = "words: no entry shares a telling word with the question"


def _of_links(linked: tuple[str, ...]) -> Decision:
    if linked:
        listed = tuple((entry, 0.0) for entry in linked[:MOST_RANKED])
        return Decision(Outcome.ASK_WHICH, (), linked[:MOST_OFFERED], listed, 0.0, lambda: (_LINKED,))
    return Decision(Outcome.NO_ENTRY, (), (), (), 0.0, lambda: (_NOTHING_SHARED,))


def _listed(ranked: Iterable[Ranked], answers: Sequence[Match]) -> tuple[tuple[str, float], ...]:
    """Join the lists of several passages: what is, or would be, answered first, then each entry by its best place.

    The scores fall from the chance of the first; only their order means something.
    """
    best: dict[str, float] = {}
    for one in ranked:
        for candidate, score in zip(one.found, one.scores, strict=True):
            entry = candidate.pair.document.document.id
            value = one.first.same + (score - one.scores[0]) / 100
            best[entry] = max(best.get(entry, value), value)
        best[one.first.id] = max(best[one.first.id], one.first.same + _FIRST)
    for place, answer in enumerate(answers):
        best[answer.entry] = 1 + _FIRST * (len(answers) - place)
    ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple((entry, round(score, 6)) for entry, score in ordered[:MOST_RANKED])


# Less than any two scores differ by that are told apart.
_FIRST = 1e-4


def _reasons(ranked: Ranked) -> tuple[str, ...]:
    reasons = reasons_for(ranked.candidates, ranked.model)
    if ranked.meant is None:
        return reasons
    first = ranked.meant.first.id
    return (*reasons, f"meaning: the model has no weights of its own, so it only orders offers: {first} first")


def _share_of_meaning(ranked: Ranked) -> float | None:
    """Return what meaning adds to the lead of the first over the second (over nothing where it is alone)."""
    ranked = ranked.meant or ranked
    if ranked.found[0].nearness is None:
        return None
    values = [one.values for one in ranked.found]
    first, *second = group_shares(values, (0, 1)[: len(values)], ranked.model)
    return first[MEANING] - (second[0][MEANING] if second else 0.0)
