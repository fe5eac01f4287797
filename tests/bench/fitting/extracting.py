"""Asking everything that is fitted on, by several processes; the result does not depend on how many there are."""

from __future__ import annotations

import functools
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from knowledge.matching.ranking.semantic import Meaning
from tests.bench.fitting.cases import Case
from tests.bench.fitting.public import SIZES, read_collection, small_cases, whole_cases
from tests.bench.fitting.servers import (
    OWN,
    THICK,
    THIN,
    WHOLE,
    merged_cases,
    pack_cases,
    server_cases,
    server_files,
    thick_cases,
    thick_pack_cases,
    whole_pack_cases,
)

# The packs are thinned in so many ways.
_PACKS = 2
# The thick packs stand in so many bases each time.
_THICK_PACKS = (1, 3)


@dataclass(frozen=True)
class Encoder:
    """The sentence encoder to ask with: its name, its folder, the database of vectors that are there already."""

    name: str
    folder: Path
    vectors: Path


@dataclass(frozen=True)
class Job:
    """One part of what is asked: of which collection, and what of it."""

    collection: str
    what: str


def jobs(data: Path) -> list[Job]:
    """Return everything that is asked, the longest first."""
    found = [Job(name, "whole") for name in ("questions", "tweets")]
    found += [Job("questions", str(size)) for size in sorted(SIZES, reverse=True)]
    found += [Job("merged", str(folder)) for folder in (data / "bases", OWN)]
    found += [Job("whole packs", "tuned"), *(Job("packs", str(turn)) for turn in range(_PACKS))]
    found += [Job("thick packs", str(turn)) for turn in _THICK_PACKS]
    return found + [Job(str(file), how) for file in server_files(data / "bases", OWN) for how in (WHOLE, THIN, THICK)]


def all_cases(data: Path, encoder: Encoder | None, processes: int, kept: Path | None) -> list[Case]:
    """Return every case, from the file `kept` when it is there; it is written when it is not.

    The file is a pickle of one's own making: never read one from somebody else.
    """
    if kept is not None and kept.exists():
        found: list[Case] = pickle.loads(kept.read_bytes())
        return found
    with ProcessPoolExecutor(processes) as pool:
        asked = pool.map(functools.partial(cases_of, data, encoder), jobs(data))
        found = [case for some in asked for case in some]
    if kept is not None:
        kept.write_bytes(pickle.dumps(found))
    return found


def cases_of(data: Path, encoder: Encoder | None, job: Job) -> list[Case]:
    """Ask what belongs to one job."""
    meaning = _meaning(data, encoder)
    if job.collection == "whole packs":
        return whole_pack_cases(meaning)
    if job.collection == "packs":
        return pack_cases(int(job.what), meaning)
    if job.collection == "thick packs":
        return thick_pack_cases(int(job.what), meaning)
    if job.collection == "merged":
        return merged_cases(server_files(Path(job.what)), meaning)
    if job.what == THICK:
        return thick_cases(Path(job.collection), meaning)
    if job.what in (WHOLE, THIN):
        if job.collection in ("questions", "tweets"):
            return list(whole_cases(read_collection(data / job.collection), meaning))
        return server_cases(Path(job.collection), job.what, meaning)
    return list(small_cases(read_collection(data / job.collection), int(job.what), meaning))


@functools.cache
def _meaning(data: Path, encoder: Encoder | None) -> Meaning | None:
    if encoder is None:
        return None
    # Not above: fitting without an encoder needs nothing of the extra.
    from tests.bench.fitting.meaning import fitting_meaning

    return fitting_meaning(encoder.name, encoder.folder, data, encoder.vectors)
