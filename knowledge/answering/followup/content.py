"""Which sentences of an entry answer a question about it ("did Holder know?", "how long did he get?"), if any do.

A sentence is scored by how much of what the question says it has, word by word: rare words weigh more, a name that the
entry does not have at all rules every sentence out, and a question for a person, a date, a number, a place or a length
of time wants a sentence that has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answering.followup.kinds import gives_reason, has_kind, matched
from knowledge.answering.followup.sentences import Piece, Sentence
from knowledge.answering.followup.sought import Asks, Sought, sought_by
from knowledge.answering.followup.words import FAMILY, SYNONYM, gist_of, terms_of
from knowledge.matching.lexicons.word_vectors import gist_cosines
from knowledge.question.cleaning import clean
from knowledge.question.gazetteer import Gazetteer

# All figures here are set on the tuned half of the golden follow-ups alone (`python -m tests.golden --followups`), so
# that of what gets a sentence hardly any gets a wrong one.
# How well a sentence must answer, of about 1.3 at most, and by how much another may be worse that is shown beside it.
LEAST, BESIDE = 0.77, 0.1
MOST_SENTENCES = 2
# What a sentence gains that has what is asked for, a date or a person, and what one loses that has not.
_TYPED, _UNTYPED = 0.08, 0.3
# By words that are only related a sentence is near, and seldom the one that is meant.
_WEAK = 0.95
# What is asked of somebody by name is answered by what is about them.
_WITHOUT_THE_NAME = 0.45
# What the word vectors of question and sentence add, beyond how near they mostly are.
_GIST, _USUAL_GIST = 0.15, 0.25
# Of two that say as much the answer goes first, then what is shorter, then what stands before.
_PRIOR = {Piece.ANSWER: 0.07, Piece.EVIDENCE: 0.03, Piece.CLAIMANT: -0.1, Piece.AS_OF: -0.05}
_BY_CHARACTER, _BY_PLACE = 0.0003, 0.02
# What may be asked without a word more ("how long?", "when was it?"), and how sure a sentence of that kind is then the
# one that is meant, by how many of them there are.
_BARE = frozenset({Asks.LONG, Asks.OLD, Asks.WHEN, Asks.MUCH, Asks.OFTEN, Asks.WHY})
_BARE_SCORES = ((3, 0.95), (6, 0.85))
_MANY_OF_THEM = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence with how well it answers, of about 1.3 at most."""

    sentence: Sentence
    score: float


def answering(
    question: str, sentences: Sequence[Sentence], gazetteer: Gazetteer, claim: str = ""
) -> tuple[Sentence, ...]:
    """Return the one or two sentences that answer a question, in their order; none when none surely does."""
    found = ranked(question, sentences, gazetteer, claim)
    sure = [one for one in found[:MOST_SENTENCES] if one.score >= max(LEAST, found[0].score - BESIDE)]
    chosen = {one.sentence.id for one in sure}
    return tuple(one for one in sentences if one.id in chosen)


def ranked(question: str, sentences: Sequence[Sentence], gazetteer: Gazetteer, claim: str = "") -> list[Found]:
    """Return the sentences by how well they answer a question, the best first; none where it says nothing."""
    terms = [terms_of(one.text, gazetteer) for one in sentences]
    sought = sought_by(question, terms, terms_of(claim, gazetteer))
    if sought is None or not sentences:
        return []
    bare = _bare(sought, sentences)
    near = gist_cosines(gist_of(clean(question).text), b"".join(gist_of(one.text) for one in sentences))
    found = [
        Found(one, _score(sought, one, its, bare) + _GIST * (cosine - _USUAL_GIST) - _BY_PLACE * place / len(sentences))
        for place, (one, its, cosine) in enumerate(zip(sentences, terms, near, strict=True))
    ]
    return sorted(found, key=lambda one: -one.score)


def _bare(sought: Sought, sentences: Sequence[Sentence]) -> float:
    if sought.terms or sought.asks not in _BARE:
        return 0.0
    having = sum(1 for one in sentences if _is_meant(sought, one))
    return next((score for most, score in _BARE_SCORES if having <= most), _MANY_OF_THEM)


def _is_meant(sought: Sought, sentence: Sentence) -> bool:
    return gives_reason(sentence.text) if sought.asks is Asks.WHY else has_kind(sought, sentence.text)


def _score(sought: Sought, sentence: Sentence, terms: frozenset[str], bare: float) -> float:
    covered = _covered(sought, sentence, terms) if sought.terms else bare * _is_meant(sought, sentence)
    length = _BY_CHARACTER * len(sentence.text) if covered > 0 else 0.0
    return covered + _PRIOR.get(sentence.piece, 0.0) - length


def _covered(sought: Sought, sentence: Sentence, terms: frozenset[str]) -> float:
    matches = [matched(term, terms) for term in sought.terms]
    weighed = sum(weight * match for weight, match in zip(sought.weights, matches, strict=True))
    covered = weighed / sum(sought.weights)
    if any(named and match < FAMILY for named, match in zip(sought.named, matches, strict=True)):
        covered *= _WITHOUT_THE_NAME
    if max(matches) < SYNONYM:
        covered *= _WEAK
    if sought.asks in (Asks.PLAIN, Asks.ABOUT):
        return covered
    if has_kind(sought, sentence.text):
        return covered + _TYPED
    return covered if sought.asks is Asks.SAID else covered - _UNTYPED
