"""Why this entry and not that one, in words that a moderator understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.matching.analysis import NAME_MARK
from knowledge.matching.model import Model, group_shares
from knowledge.matching.nearness import Nearness
from knowledge.matching.pair import Pair
from knowledge.matching.scoring import Scored

_EXPLAINED = 3
_TOLD = 0.3


def reasons_for(candidates: Sequence[Scored], model: Model) -> tuple[str, ...]:
    """Return sentences on the three candidates that fit best.

    They say what vetoes each, which words it shares and lacks, and which groups of features part it from the first.
    """
    explained = range(min(_EXPLAINED, len(candidates)))
    shares = group_shares([one.values for one in candidates], explained, model)
    reasons: list[str] = []
    for place, one in enumerate(candidates[:_EXPLAINED]):
        entry = one.pair.document.document.id
        reasons += [f"{entry}: {veto.sentence}" for veto in one.vetoes]
        reasons.append(f"{entry}: {_words(one.pair)}")
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
