"""Measuring: what became of each golden question, and the shares."""

from __future__ import annotations

import contextlib
import datetime
import enum
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.answering.library import Library, Reply, build_library
from knowledge.exchange.loading import load_packs
from knowledge.exchange.packs import starter_packs
from knowledge.matching.outcome import Outcome
from knowledge.meaning.choice import DEFAULT_MODEL, ModelChoice
from knowledge.meaning.opening import open_encoder
from knowledge.store import SHARED, Store, open_store
from tests.golden.questions import ABOUT_CLAIMS, KINDS, Golden

_LOADED_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Fate(enum.Enum):
    """What became of a question. For one that is about no entry, saying so is right."""

    RIGHT = "right"
    PARTLY = "partly"
    ASKED = "asked which"
    OFFERED_WRONG = "offered wrong"
    WRONG = "wrong"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Result:
    """A question, what the library said to it, and what that is worth."""

    golden: Golden
    reply: Reply
    fate: Fate


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each fate befell `count` questions, in percent."""

    count: int
    percent: dict[Fate, float]


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of a part, in percent; see README.md for what each means."""

    helped: float
    answered: float
    wrong: float
    offered: dict[str, float]


def library_of_starter_packs(model: Path | None = None) -> Library:
    """Return the library of a fresh installation, with the sentence encoder in the folder `model` if it is given."""
    with _opened_store() as store:
        load_packs(store, starter_packs(), _LOADED_AT)
        library = build_library(store)
        return library if model is None else _with_meaning([library], store, model)[0]


def with_meaning(libraries: Sequence[Library], model: Path | None) -> Sequence[Library]:
    """Return libraries with the sentence encoder in the folder `model`; as they are when it is None."""
    if model is None:
        return libraries
    with _opened_store() as store:
        return _with_meaning(libraries, store, model)


@contextlib.contextmanager
def _opened_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(open_store(Path(folder) / "golden.db")) as store:
        yield store


def _with_meaning(libraries: Sequence[Library], store: Store, folder: Path) -> list[Library]:
    # Not above: it needs the extra.
    from knowledge.meaning.fingerprint import weights_of
    from knowledge.meaning.vector_cache import read_meaning

    encoder = open_encoder(ModelChoice(DEFAULT_MODEL, folder, folder), download=False)
    # Raises with what is wrong when the weights are of other features or of another encoder: no shares must be printed
    # that words alone got.
    meaning = read_meaning(encoder, store, weights_of(encoder))
    segments = [segment for library in libraries for segment in library.segments()]
    meaning.keep(store, meaning.encoded(meaning.missing(segments)))
    return [library.with_meaning(meaning) for library in libraries]


def measure(library: Library, questions: Sequence[Golden]) -> tuple[Result, ...]:
    """Ask every question."""
    results = []
    for golden in questions:
        reply = library.ask(golden.question, SHARED)
        results.append(Result(golden, reply, fate(golden, reply)))
    return tuple(results)


def fate(golden: Golden, reply: Reply) -> Fate:
    """Say what became of a question."""
    answered = {answer.shown.entry.id for answer in reply.answers}
    offered = {shown.entry.id for shown in reply.offered}
    if reply.outcome is Outcome.ANSWERED:
        if not answered <= golden.must:
            return Fate.WRONG
        return Fate.RIGHT if answered == golden.must else Fate.PARTLY
    if reply.outcome is Outcome.ASK_WHICH:
        fine = offered & golden.must if golden.must else offered <= golden.may
        return Fate.ASKED if fine else Fate.OFFERED_WRONG
    return Fate.SILENT if golden.must else Fate.RIGHT


def shares_by_kind(results: Sequence[Result], part: str) -> dict[str, Shares]:
    """Return the shares of each kind in a part."""
    return {
        kind: _shares([one for one in results if one.golden.part == part and one.golden.kind == kind]) for kind in KINDS
    }


def totals(results: Sequence[Result], part: str) -> Totals:
    """Return the totals of a part."""
    of_part = [one for one in results if one.golden.part == part]
    claims = [one for one in of_part if one.golden.kind in ABOUT_CLAIMS]
    return Totals(
        helped=_percent(claims, lambda one: one.fate in (Fate.RIGHT, Fate.PARTLY, Fate.ASKED)),
        answered=_percent(claims, lambda one: one.fate in (Fate.RIGHT, Fate.PARTLY)),
        wrong=_percent(of_part, lambda one: one.fate is Fate.WRONG),
        offered={
            kind: _percent(
                [one for one in of_part if one.golden.kind == kind],
                lambda one: one.fate in (Fate.ASKED, Fate.OFFERED_WRONG),
            )
            for kind in KINDS
            if kind not in ABOUT_CLAIMS
        },
    )


def _shares(results: Sequence[Result]) -> Shares:
    return Shares(len(results), {of: _percent(results, lambda one, of=of: one.fate is of) for of in Fate})


def _percent(results: Sequence[Result], holds: Callable[[Result], bool]) -> float:
    return round(100 * sum(holds(one) for one in results) / len(results), 1) if results else 0.0
