"""What each group of inputs buys: taken out in turn, and everything else fitted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.matching.alignment.features import NAMES as ALIGNED
from knowledge.matching.ranking.features import GROUPS, PAIR_NAMES
from knowledge.matching.ranking.judging import FITS
from knowledge.matching.ranking.model import MEANING
from tests.bench.fitting.cases import Case, Found
from tests.bench.fitting.measures import offers_at, right_at
from tests.bench.fitting.recipe import cross_validated

_OF_SERVERS = ("server", "thick server")
# Groups of what the alignment is told by; the names are prefixes.
ALIGNMENT_GROUPS = {
    "left over": ("query_left", "surface_left", "left_both", "replaced"),
    "used alike": ("query_strange", "surface_strange", "strange_both", "left_alike"),
    "names left": ("query_name", "surface_name", "names_both"),
    "parts and order": ("parts", "cause", "order", "degree", "exchanged", "inversions", "neighbours"),
    "numbers left": ("number", "unit"),
    "all wordings": ("second_fit", "phrasings", "all_left", "body_left", "verbatim"),
}


def ablation(cases: Sequence[Case], *, meant: bool) -> Iterator[str]:
    """Yield the rows of a table: without each group, what is right on thin and thick bases, and what offers help.

    Fitted and measured on servers alone, out of folds: twenty times everything would take hours.
    """
    cases = [case for case in cases if case.source.startswith(_OF_SERVERS)]
    yield "| without | right at 1 / 2 % wrong | near-misses / exchanges answered | thick: right | offers help |"
    yield "|--|--|--|--|--|"
    for group in (None, *ALIGNMENT_GROUPS, *GROUPS, *([MEANING] if meant else [])):
        measured = cross_validated([_without(case, group) for case in cases])
        servers = [one for one in measured if one.case.source == "server whole"]
        thick = [one for one in measured if one.case.source == "thick server"]
        one, two = right_at(servers, 0.01), right_at(servers, 0.02)
        cells = [
            group or "(nothing)",
            f"{100 * one.right:.1f} / {100 * two.right:.1f}",
            f"{100 * one.trap:.1f} / {100 * one.opposed:.1f}",
            f"{100 * right_at(thick, 0.01).right:.1f} / {100 * right_at(thick, 0.02).right:.1f}",
            f"{100 * offers_at(servers, 0.4, 0.02).helped:.1f}",
        ]
        yield "| " + " | ".join(cells) + " |"


def _without(case: Case, group: str | None) -> Case:
    if group is None:
        return case
    return replace(case, passages=tuple(_emptied(found, group) for found in case.passages))


def _emptied(found: Found, group: str) -> Found:
    ranked, aligned = found.ranked.copy(), found.aligned.copy()
    if group == MEANING:
        ranked[:, len(PAIR_NAMES) :] = 0.0
    elif group in GROUPS:
        ranked[:, [PAIR_NAMES.index(name) for name, _ in GROUPS[group]]] = 0.0
    else:
        names = (*ALIGNED, *FITS)
        aligned[:, [at for at, name in enumerate(names) if name.startswith(ALIGNMENT_GROUPS[group])]] = 0.0
    return replace(found, ranked=ranked, aligned=aligned)
