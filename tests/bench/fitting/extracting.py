"""Asking everything that is fitted on, by several processes; the result does not depend on how many there are."""

from __future__ import annotations

import functools
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from knowledge.matching.ranking.semantic import Meaning
from tests.bench.fitting.asking import Case
from tests.bench.fitting.data import (
    REMOVED,
    SIZES,
    golden_cases,
    phrasing_cases,
    read_collection,
    small_base_cases,
    whole_base_cases,
)


@dataclass(frozen=True)
class Encoder:
    """The sentence encoder to ask with: its name, its folder, the database of vectors that are there already."""

    name: str
    folder: Path
    vectors: Path


@dataclass(frozen=True)
class Job:
    """One part of what is asked: `what` of a collection, of simulated bases (`what` is their size) or of the packs."""

    collection: str
    what: str


JOBS = (
    *(Job("questions", str(size)) for size in sorted(SIZES, key=lambda size: -size * SIZES[size])),
    *(Job(name, what) for name in ("questions", "tweets") for what in ("whole", "swaps", *REMOVED)),
    Job("packs", "golden"),
    Job("packs", "phrasings"),
)


def all_cases(data: Path, encoder: Encoder | None, processes: int, kept: Path | None) -> list[Case]:
    """Return every case, from the file `kept` when it is there; it is written when it is not.

    The file is a pickle of one's own making: never read one from somebody else.
    """
    if kept is not None and kept.exists():
        found: list[Case] = pickle.loads(kept.read_bytes())
        return found
    with ProcessPoolExecutor(processes) as pool:
        found = [case for some in pool.map(functools.partial(cases_of, data, encoder), JOBS) for case in some]
    if kept is not None:
        kept.write_bytes(pickle.dumps(found))
    return found


def cases_of(data: Path, encoder: Encoder | None, job: Job) -> list[Case]:
    """Ask what belongs to one job."""
    meaning = _meaning(data, encoder)
    if job.what == "golden":
        return list(golden_cases("tuned", meaning))
    if job.what == "phrasings":
        return list(phrasing_cases(meaning))
    collection = read_collection(data / job.collection)
    if job.what.isdigit():
        return list(small_base_cases(collection, int(job.what), meaning))
    return list(whole_base_cases(collection, job.what, meaning))


@functools.cache
def _meaning(data: Path, encoder: Encoder | None) -> Meaning | None:
    if encoder is None:
        return None
    # Not above: fitting without an encoder needs nothing of the extra.
    from tests.bench.fitting.meaning import fitting_meaning

    return fitting_meaning(encoder.name, encoder.folder, data, encoder.vectors)
