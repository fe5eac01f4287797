"""Why this entry and not that one, in words that a moderator understands; put together when somebody reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from knowledge.matching.index.terms import NAME_MARK
from knowledge.matching.ranking.model import Model, group_shares
from knowledge.matching.ranking.pair import Pair
from knowledge.matching.ranking.semantic import Nearness
from knowledge.matching.ranking.shortlist import Scored

_EXPLAINED = 3
_TOLD = 0.3
# What would be printed as 0.00 is left out.
_SHOWN = 0.005


class Reasons(Sequence[str]):
    """Sentences on the three candidates that fit best; hardly anybody reads them, so they wait to be asked for.

    They say what vetoes each, which words it shares and lacks, how near its gist is, and which groups of features part
    it from the first. To whoever reads them they are a tuple; copied or pickled, they become one.
    """

    __slots__ = ("_of", "_told")

    def __init__(self, candidates: Sequence[Scored], model: Model) -> None:
        self._of: tuple[Sequence[Scored], Model] | None = (candidates, model)
        self._told: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences themselves."""
        of = self._of
        if of is not None:
            self._told = _reasons(*of)
            self._of = None
        return self._told

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self.told[at]

    def __len__(self) -> int:
        return len(self.told)

    def __eq__(self, other: object) -> bool:
        return self.told == (other.told if isinstance(other, Reasons) else other)

    def __hash__(self) -> int:
        return hash(self.told)

    def __repr__(self) -> str:
        return repr(self.told)

    def __reduce__(self) -> tuple[type[tuple[str, ...]], tuple[tuple[str, ...]]]:
        return tuple, (self.told,)


def reasons_for(candidates: Sequence[Scored], model: Model) -> Sequence[str]:
    """Return why it was decided so, in sentences about the candidates that fit best."""
    return Reasons(candidates, model)


def _reasons(candidates: Sequence[Scored], model: Model) -> tuple[str, ...]:
    explained = range(min(_EXPLAINED, len(candidates)))
    shares = group_shares([one.values for one in candidates], explained, model)
    reasons: list[str] = []
    for place, one in enumerate(candidates[:_EXPLAINED]):
        entry = one.pair.document.document.id
        reasons += [f"{entry}: {veto.sentence}" for veto in one.vetoes]
        reasons.append(f"{entry}: {_words(one.pair)}")
        reasons.append(f"{entry}: {_gist(one.pair)}")
        if one.nearness is not None:
            reasons.append(f"{entry}: {_meaning(one.nearness)}")
        if place:
            reasons += _compared(entry, shares[0], shares[place])
    return tuple(reasons)


def _words(pair: Pair) -> str:
    units = pair.asked.units
    spelt = {word.stem: word.written for word in pair.asked.passage.words}
    hit = [_spelt(unit.term, spelt) for unit in units if unit.term in pair.document.everything]
    missed = [_spelt(unit.term, spelt) for unit in units if unit.term not in pair.document.everything]
    text = f"words: the entry has {', '.join(hit) or 'none of them'}"
    return text + (f"; it lacks {', '.join(missed)}" if missed else "")


def _gist(pair: Pair) -> str:
    text = f"gist: {pair.gist_cosines[0]:.2f} to its nearest wording, the words taken together"
    refused = max(pair.refused_gists, default=0.0)
    return text + (f", {refused:.2f} to a question that it must not answer" if refused >= _SHOWN else "")


def _meaning(near: Nearness) -> str:
    text = f"meaning: {near.claim:.2f} to its claim, {near.asked:.2f} to its nearest wording"
    text += f", {near.part:.2f} to its nearest part" if near.part else ""
    return text + (f", {near.refused:.2f} to a question that it must not answer" if near.refused else "")


def _spelt(term: str, spelt: dict[str, str]) -> str:
    return term.removeprefix(NAME_MARK) if term.startswith(NAME_MARK) else spelt.get(term, term)


def _compared(entry: str, first: Mapping[str, float], this: Mapping[str, float]) -> list[str]:
    against = sorted((this[group] - first[group], group) for group in first)
    told = [f"{group} ({difference:+.1f})" for difference, group in against if abs(difference) >= _TOLD]
    return [f"{entry}: beside the first, {', '.join(told)}"] if told else []
