"""`python -m tests.bench.curating`: what publishing an entry and a queue of 10,000 questions cost."""

from __future__ import annotations

import datetime
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from knowledge.answering.library import build_library, refreshed
from knowledge.exchange.loading import load_packs
from knowledge.exchange.packs import starter_packs
from knowledge.moderation import publishing, reports, unanswered
from knowledge.moderation.audit import Curator
from knowledge.store import SHARED, Audience, Store, open_store
from knowledge.store.answers import AnswerFate
from tests.scenes.desk import draft_of

NOW = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)
HERE = Audience(1001)
ENTRIES, QUESTIONS, PEOPLE, SUBJECTS = 60, 10_000, 4_000, 2_500
TEN_PARTS = {
    "evidence": [
        {"id": "a", "kind": "study", "what": "One.", "sources": ["m"]},
        {"id": "b", "kind": "document", "what": "Two.", "sources": ["m"]},
    ],
    "rebuttals": [
        {"against": "a", "what": "Old.", "sources": ["m"]},
        {"against": "claim", "what": "It turns.", "sources": ["n"]},
    ],
    "caveats": [{"what": "Floods.", "sources": ["m"]}, {"what": "Ice.", "sources": ["n"]}],
    "claimants": [{"who": "A map", "when": "1950"}, {"who": "A guide", "when": "1960"}],
    "sources": [
        {"key": "m", "title": "M", "publisher": "O", "kind": "document", "url": "https://a.example"},
        {"key": "n", "title": "N", "publisher": "O", "kind": "book"},
    ],
}  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds it takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def said(what: str, times: list[float]) -> str:
    """Return the median and the 95th percentile in words."""
    return f"{what}: {statistics.median(times):.2f} ms, 95 %: {sorted(times)[int(len(times) * 0.95)]:.2f} ms"


def measure_publishing(store: Store) -> None:
    """Publish entries of ten parts, and let each be found."""
    curator = Curator(HERE, 11, NOW)
    library = refreshed(build_library(store), store, HERE)
    writing, showing, bare = [], [], []
    for number in range(ENTRIES):
        draft = draft_of(store, curator, f"entry-{number}", **TEN_PARTS)
        writing.append(timed(lambda draft=draft: publishing.publish(store, curator, draft.number, version=1)))
        begun = time.perf_counter()
        library = refreshed(library, store, HERE, f"entry-{number}")
        showing.append((time.perf_counter() - begun) * 1000)
        bare.append(timed(lambda number=number: _bare(store, number)))
    print(said("a bare commit", bare))
    print(said("publishing an entry with ten parts", writing))
    print(said("until it is searchable", showing))


def measure_queue(store: Store) -> None:
    """Record questions that nobody could answer, and look at the queue."""
    some = random.Random(4)
    table = files("knowledge.matching.lexicons").joinpath("background.tsv").read_text(encoding="utf-8").splitlines()[1:]
    words = [word for word in (line.split("\t")[0] for line in table) if word.isalpha() and len(word) > 3]
    subjects = [" ".join(some.sample(words, 5)) for _ in range(SUBJECTS)]
    recording = []
    for number in range(QUESTIONS):
        subject = some.choice(subjects) if number % 3 else " ".join(some.sample(words, 5))
        question, person = f"is it true that {subject}", number % PEOPLE + 1
        with store.transaction():
            answer = store.answers.add(
                HERE, channel=1, person=person, how="slash", private=False, question=question, fate=AnswerFate.NO_ENTRY,
                owner=SHARED, entry=None, revision=None, confidence=0.0, offered=(), at="2026",
            )  # fmt: skip
            keep = lambda answer=answer, person=person, question=question: unanswered.keep(  # noqa: E731
                store, HERE, answer=answer, person=person, question=question, at="2026"
            )
            recording.append(timed(keep))
    print(said("recording a question", recording))
    looking = [timed(lambda: _looked(store)) for _ in range(20)]
    print(said(f"/queue with {QUESTIONS} questions in {unanswered.waiting(store, HERE)} groups", looking))


def _bare(store: Store, number: int) -> None:
    with store.transaction():
        store.kept.put("bench", str(number))


def _looked(store: Store) -> None:
    unanswered.queue(store, HERE, 10)
    unanswered.waiting(store, HERE)
    reports.reported(store, HERE)
    reports.disputes(store, HERE)


def main() -> None:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "bench.db")
        load_packs(store, starter_packs(), NOW)
        measure_publishing(store)
        measure_queue(store)
        store.close()


if __name__ == "__main__":
    main()
