"""Why this entry and not that one, in words that a moderator understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from knowledge.matching.alignment.wording import NAME_MARK, Token, Wording
from knowledge.matching.ranking.judging import INPUTS, Judged
from knowledge.matching.ranking.model import Model, group_shares
from knowledge.matching.ranking.pair import Pair
from knowledge.matching.ranking.semantic import Nearness

_EXPLAINED = 3
_SHOWN_DIFFERENCE = 0.3
# What would be printed as 0.00 is left out.
_SHOWN = 0.005
# A word that is linked less surely than this is shown as left over.
_ACCOUNTED = 0.5
_EXCHANGED = INPUTS.index("exchanged")
_SHOWN_EXCHANGED = 0.2


class Weighed(Protocol):
    """A candidate that was judged, with the chances that it is near and that it is the same, 0 to 1."""

    @property
    def judged(self) -> Judged:
        """The candidate beside its best wording."""

    @property
    def near(self) -> float:
        """The chance that it may be offered."""

    @property
    def same(self) -> float:
        """The chance that it is exactly what is asked."""


def reasons_for(candidates: Sequence[Weighed], model: Model) -> tuple[str, ...]:
    """Return sentences on the three candidates that fit best.

    They say what vetoes each, which words it shares and lacks, how near its vector is, and which groups of features set
    it apart from the first.
    """
    explained = range(min(_EXPLAINED, len(candidates)))
    shares = group_shares([one.judged.scored.values for one in candidates], explained, model)
    reasons: list[str] = []
    for place, one in enumerate(candidates[:_EXPLAINED]):
        entry, scored = one.judged.id, one.judged.scored
        reasons.append(f"{entry}: {one.same:.0%} sure that it is exactly this claim, {one.near:.0%} that it is near")
        reasons += [f"{entry}: {veto.sentence}" for veto in scored.vetoes]
        reasons.append(f"{entry}: {_unaccounted(one.judged)}")
        reasons.append(f"{entry}: {_gist(scored.pair)}")
        if scored.nearness is not None:
            reasons.append(f"{entry}: {_meaning(scored.nearness)}")
        if place:
            reasons += _compared(entry, shares[0], shares[place])
    return tuple(reasons)


def _unaccounted(judged: Judged) -> str:
    alignment = judged.alignment
    spelt = {word.stem: word.written for word in judged.scored.pair.query.passage.words}
    asked = _left(alignment.query, alignment.query_linked, spelt)
    said = _left(alignment.surface, alignment.surface_linked, {})
    what = "claim" if judged.surface == judged.scored.pair.document.document.claim else f"phrasing “{judged.surface}”"
    if asked and said:
        text = f"words: the {what} says {said}, the question {asked}"
    elif asked:
        text = f"words: the question also says {asked}, which the {what} does not"
    elif said:
        text = f"words: the {what} also says {said}, which the question does not"
    else:
        text = f"words: the {what} and the question account for each other"
    if judged.inputs[_EXCHANGED] >= _SHOWN_EXCHANGED:
        text += "; who does it, what causes it or which is more stands the other way round"
    return text


def _left(text: Wording, linked: Sequence[float], spelt: Mapping[str, str]) -> str:
    left = [token for token, share in zip(text.tokens, linked, strict=True) if share < _ACCOUNTED]
    return ", ".join(f"*{_spelt(token, spelt)}*" for token in left)


def _spelt(token: Token, spelt: Mapping[str, str]) -> str:
    return token.term.removeprefix(NAME_MARK) if token.inner else spelt.get(token.term, token.text)


def _gist(pair: Pair) -> str:
    text = f"gist: {pair.vector_cosines[0]:.2f} to its nearest wording, the words taken together"
    refused = max(pair.refused_vector_cosines, default=0.0)
    return text + (f", {refused:.2f} to a question that it must not answer" if refused >= _SHOWN else "")


def _meaning(near: Nearness) -> str:
    text = f"meaning: {near.claim:.2f} to its claim, {near.asked:.2f} to its nearest wording"
    text += f", {near.part:.2f} to its nearest part" if near.part else ""
    return text + (f", {near.refused:.2f} to a question that it must not answer" if near.refused else "")


def _compared(entry: str, first: Mapping[str, float], this: Mapping[str, float]) -> list[str]:
    against = sorted((this[group] - first[group], group) for group in first)
    shown = [f"{group} ({difference:+.1f})" for difference, group in against if abs(difference) >= _SHOWN_DIFFERENCE]
    return [f"{entry}: beside the first, {', '.join(shown)}"] if shown else []
