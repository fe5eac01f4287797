"""Judging: what near and the same are told by, for the few candidates that rank first.

*Near* ("may it be offered?") and *the same* ("is it exactly this claim?") are two questions with two measures over the
same inputs: how the candidate's best wording aligns with the question, how it stands beside the other candidates, and
some features of the ranking. Nothing here is of the question alone: how somebody asks must not tell.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from knowledge.matching.alignment.aligning import Alignment, weights
from knowledge.matching.alignment.features import NAMES as ALIGNED
from knowledge.matching.alignment.features import fit, values
from knowledge.matching.alignment.wording import Wording, wording
from knowledge.matching.index.terms import AnalysedDocument
from knowledge.matching.lexicons.similar_words import shipped_similar_words
from knowledge.matching.ranking.features import PAIR_NAMES
from knowledge.matching.ranking.pair import Pair
from knowledge.matching.ranking.semantic import NEARNESS_FEATURES
from knowledge.matching.ranking.shortlist import Scored
from knowledge.question.framing import strip_frames
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.polarity import without_negation
from knowledge.question.tokens import reads_as_spanish, split_words

# So many candidates are judged, and of each the claim and so many phrasings, the nearest by shared words, are aligned.
JUDGED = 4
_PHRASINGS = 2
# Features of the ranking that are judged by, too.
RANKED = (
    "claim_cover", "asked_cover", "entry_cover", "claim_lack", "cosine", "hit_mass", "part_cover", "token_set", "grams",
    "grams_in", "first_hit", "missed_names", "known_name_missed", "worst_unasked", "strange_beside", "refused",
    "refused_rather", "claim_length", "second_nearest", "phrasings_touched", "similar_claim", "similar_entry",
    "claim_similar", "vector_asked", "vector_few", "vector_refused",
)  # fmt: skip
FITS = ("claim_fit", "best_fit", "second_fit", "phrasings", "all_left", "body_left", "verbatim")
LISTED = ("rival_fit", "lead_fit", "order_by_fit", "base_size")
INPUTS = (*ALIGNED, *FITS, *RANKED, *LISTED)
MEANT_INPUTS = (*INPUTS, *NEARNESS_FEATURES)
_RANKED = tuple(map(PAIR_NAMES.index, RANKED))
_MANY = 3.0
# Of a base of ten thousand.
_LARGE = 4.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate beside its best wording. `inputs` are in the order of INPUTS, or of MEANT_INPUTS with meaning."""

    scored: Scored
    alignment: Alignment
    surface: str
    inputs: tuple[float, ...]

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.scored.pair.document.document.id

    @property
    def verbatim(self) -> bool:
        """Whether the question is one of the entry's wordings, word for word."""
        return self.alignment.query.words == self.alignment.surface.words


@dataclass(frozen=True, slots=True)
class Aligned:
    """How well a candidate's best wording fits (0 to 1), the values of ALIGNED and FITS, and those of its ranking."""

    fit: float
    values: tuple[float, ...]
    ranked: tuple[float, ...]


def judge(found: Sequence[Scored]) -> tuple[Judged, ...]:
    """Align the candidates, in the order of their ranking, and return what they are judged by, the best fit first."""
    best = [_best_wording(one.pair) for one in found[:JUDGED]]
    rows = [_row(one, wording) for one, wording in zip(found, best, strict=False)]
    places, inputs = judge_inputs(rows, found[0].pair.query.base.size)
    return tuple(
        Judged(found[place], best[place].alignment, best[place].surface, tuple(row))
        for place, row in zip(places, inputs, strict=True)
    )


def align_surfaces(scored: Scored) -> Aligned:
    """Align one candidate."""
    return _row(scored, _best_wording(scored.pair))


def judge_inputs(rows: Sequence[Aligned], size: int) -> tuple[list[int], list[list[float]]]:
    """Return what candidates are judged by, in the order of INPUTS (or MEANT_INPUTS), the best fit first.

    `rows` are in the order of the ranking; of these the first are judged. `size` is how many entries the base has:
    among thousands some share any word.
    """
    rows = rows[:JUDGED]
    order = sorted(range(len(rows)), key=lambda place: (-rows[place].fit, place))
    inputs = []
    for rank, place in enumerate(order):
        one = rows[place]
        rival = max([other.fit for at, other in enumerate(rows) if at != place], default=0.0)
        listed = (rival, one.fit - rival, float(rank), base_size(size))
        # The features of meaning follow those of the words.
        meant = one.ranked[len(PAIR_NAMES) :]
        inputs.append([*one.values, *(one.ranked[at] for at in _RANKED), *listed, *meant])
    return order, inputs


def phrasings_seen(count: int) -> float:
    """Return what is seen of how many phrasings an entry has: 1 for some twenty and more, by the logarithm."""
    return min(1.0, math.log1p(count) / _MANY)


def base_size(entries: int) -> float:
    """Return what is seen of how many entries a base has: 1 for ten thousand, by the logarithm."""
    return math.log10(entries + 1) / _LARGE


@dataclass(frozen=True, slots=True)
class _Best:
    alignment: Alignment
    surface: str
    place: int
    fits: tuple[float, ...]
    any_linked: tuple[float, ...]


def _best_wording(pair: Pair) -> _Best:
    idf = pair.weights.__call__
    surfaces = _surfaces(pair)
    align, gazetteer = pair.query.aligner, pair.query.base.gazetteer
    alignments = [align(surface_wording(text, gazetteer)) for text in surfaces]
    fits = tuple([fit(one, idf) for one in alignments])
    # A phrasing that is asked word for word goes before a claim that fits as well.
    said = [one.query.words == one.surface.words for one in alignments]
    best = max(range(len(fits)), key=lambda place: (said[place], fits[place], -place))
    any_linked = tuple(max(column) for column in zip(*(one.query_linked for one in alignments), strict=True))
    return _Best(alignments[best], surfaces[best], best, fits, any_linked)


def _row(scored: Scored, best: _Best) -> Aligned:
    pair, alignment = scored.pair, best.alignment
    document, tokens, idf = pair.document, alignment.query.tokens, pair.weights.__call__
    whole = weights(tokens, idf)
    mass = sum(whole) or 1.0
    body_left = [
        (1 - linked) * (token.term not in document.everything)
        for token, linked in zip(tokens, alignment.query_linked, strict=True)
    ]
    fitting = (
        best.fits[0],
        best.fits[best.place],
        sorted(best.fits)[-2] if len(best.fits) > 1 else 0.0,
        phrasings_seen(len(document.document.phrasings)),
        sum(map(mul, whole, [1 - linked for linked in best.any_linked])) / mass,
        sum(map(mul, whole, body_left)) / mass,
        float(alignment.query.words == alignment.surface.words),
    )
    row = values(alignment, idf, pair.weights.name_likeness, shipped_similar_words().of)
    return Aligned(best.fits[best.place], (*row, *fitting), scored.values)


def _surfaces(pair: Pair) -> list[str]:
    document: AnalysedDocument = pair.document
    near, said = pair.near, pair.query.analysed.whole
    order = sorted(range(1, len(near)), key=near.__getitem__, reverse=True)
    if said in document.surface_whole:
        order.sort(key=lambda place: document.surfaces[place].whole != said)
    nearest = order[:_PHRASINGS]
    return [document.document.claim, *(document.document.phrasings[place - 1] for place in nearest)]


@functools.lru_cache(maxsize=20_000)
def surface_wording(text: str, gazetteer: Gazetteer) -> Wording:
    """Return a claim or phrasing as it is aligned: without negations and question frames, as questions are."""
    plain = strip_frames(text)
    words = without_negation(split_words(plain, spanish=reads_as_spanish(plain) or reads_as_spanish(text)))
    return wording(words, gazetteer.find(words))
