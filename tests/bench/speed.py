"""How fast a question is decided, beside its peers, and what an edit and a start cost.

    python -m tests.bench.speed --sizes 1000 10000 100000

All peers are open in one process over the same made claims and are asked in turn, three rounds; a figure is the
percentile over questions of each question's fastest round, in processor time, so that what the machine does meanwhile
counts little. Scans of a large base take their time: they are asked a part of the questions only, spread evenly, and so
is ours for the ratio. Ours is asked over a packed index, as the bot has it from its database.
"""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from knowledge.answering.library import build_library, refreshed
from knowledge.entries.entry import entry_mapping
from knowledge.entries.validation import read_entry
from knowledge.matching.index.codec import packed, unpacked
from knowledge.matching.index.segment import Base, Layer, base_of
from knowledge.moderation.audit import Curator
from knowledge.moderation.drafts import editing
from knowledge.moderation.publishing import publish
from knowledge.question.gazetteer import Gazetteer
from knowledge.store import SHARED, Audience, Store, open_store
from knowledge.store.revisions import RevisionState
from tests.bench import peers
from tests.bench.made_claims import MadeQuestion, Maker
from tests.scenes.making import plain_entry

OURS = "ours: read, rank, decide"
SCANS = ("token_set_ratio, claims", "token_set_ratio, claims and phrasings")
ROUNDS = 3
QUESTIONS = 200
# A scan is asked so many questions that it compares about this many texts a round.
SCANNED = 2_000_000
LARGE_BASE = 10_000
EDITS = 200
STARTS = 3
_AT = "2026-01-01T00:00:00+00:00"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--bodies", action="store_true", help="ask over entries with bodies of some 240 words")
    parser.add_argument("--only-questions", action="store_true", help="leave edits and starts out")
    options = parser.parse_args(arguments)
    ours = {size: _measure_size(size, options.questions, bodies=options.bodies) for size in options.sizes}
    small, large = min(ours), max(ours)
    if small < large:
        print(f"\ngrowth of our p95 from {small:,} to {large:,} claims: {ours[large] / ours[small]:.1f} times")
    if not options.only_questions:
        _measure_edits()
        _measure_starts()


def _measure_size(size: int, count: int, *, bodies: bool) -> float:
    maker = Maker(size)
    documents = maker.documents(bodies=bodies)
    questions = maker.questions(documents, count)
    started = time.perf_counter()
    base = _as_kept(base_of(documents, Gazetteer(())))
    built = time.perf_counter() - started
    asks = {
        OURS: peers.deciding(base),
        SCANS[0]: peers.scanning_claims(documents),
        SCANS[1]: peers.scanning(documents),
        "FTS5, bm25": peers.fts5(documents),
        "tantivy": peers.tantivy_index(documents),
    }
    every = {name: max(1, count * size // SCANNED) if name in SCANS else 1 for name in asks}
    fastest, right = _ask_in_turn(asks, questions, every)
    print(f"\n{size:,} claims, {count} questions; our index was built and packed in {built:.2f} s")
    print(f"{'':40}{'p50 ms':>9}{'p95 ms':>9}{'asked':>7}{'first right':>13}{'p95 beside ours':>17}")
    for name, seconds in fastest.items():
        # Ours over the same questions as the peer was asked.
        same = [fastest[OURS][at] for at in seconds]
        ratio = _percentile(seconds.values(), 95) / _percentile(same, 95)
        shown = [1000 * _percentile(seconds.values(), share) for share in (50, 95)]
        print(f"{name:40}{shown[0]:9.2f}{shown[1]:9.2f}{len(seconds):7}{right[name]:13.0%}{ratio:16.1f}x")
    return _percentile(fastest[OURS].values(), 95)


def _as_kept(base: Base) -> Base:
    """Return the base as it is when its index was read from the database."""
    segment = base.layers[0].segment
    return Base((Layer(unpacked(packed(segment.documents, segment.ids)).segment),), base.gazetteer)


def _ask_in_turn(
    asks: dict[str, peers.Ask], questions: Sequence[MadeQuestion], every: dict[str, int]
) -> tuple[dict[str, dict[int, float]], dict[str, float]]:
    fastest: dict[str, dict[int, float]] = {name: {} for name in asks}
    found: dict[str, dict[int, bool]] = {name: {} for name in asks}
    for _ in range(ROUNDS):
        for at, question in enumerate(questions):
            for name, ask in asks.items():
                if at % every[name]:
                    continue
                started = time.process_time()
                first = ask(question.text)
                took = time.process_time() - started
                fastest[name][at] = min(took, fastest[name].get(at, took))
                if question.claim:
                    found[name][at] = first == question.claim
    return fastest, {name: sum(one.values()) / max(1, len(one)) for name, one in found.items()}


def _measure_edits() -> None:
    """A moderator's edit of an answer: publishing the draft, the library that is asked next, the first question."""
    commits: list[float] = []
    refreshes: list[float] = []
    first: list[float] = []
    editor = Curator(Audience(1), 1, datetime.datetime.fromisoformat(_AT))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "speed.sqlite")
        entries = _plain_entries(LARGE_BASE)
        _put(store, entries)
        library = refreshed(build_library(store), store, editor.audience)
        for plain in entries[:EDITS]:
            draft = editing.edit(store, editor, plain["id"])
            values = {"answer": f"{plain['answer']} It was said again in May."}
            draft = editing.send(store, editor, draft.number, "answer", 0, draft.version, values).draft
            started = time.perf_counter()
            publish(store, editor, draft.number, version=draft.version, kind="update", sentence="It was said again.")
            commits.append(time.perf_counter() - started)
            started = time.perf_counter()
            library = refreshed(library, store, editor.audience, plain["id"])
            refreshes.append(time.perf_counter() - started)
            started = time.perf_counter()
            ranked = library.ask(plain["claim"], editor.audience).decision.ranked
            first.append(time.perf_counter() - started)
            assert plain["id"] in dict(ranked)
            shown = library.show(plain["id"], editor.audience)
            assert shown is not None and shown.entry.answer == values["answer"]
        store.close()
    commit, refresh = _percentile(commits, 50), _percentile(refreshes, 50)
    print(
        f"\nan edit at {LARGE_BASE:,} entries (medians of {EDITS}): published in {1000 * commit:.2f} ms, then read and "
        f"in the index in {1000 * refresh:.2f} ms: searchable after {(commit + refresh) / commit:.2f} times that; "
        f"the first question after it takes {1000 * _percentile(first, 50):.2f} ms"
    )


def _put(store: Store, entries: Iterable[dict[str, Any]]) -> None:
    with store.transaction():
        for plain in entries:
            body = entry_mapping(read_entry(plain))
            store.revisions.add(SHARED, plain["id"], body, state=RevisionState.PUBLISHED, kind="new", at=_AT)


def _measure_starts() -> None:
    """Start to first answer with a store that is there already, as a fresh process: without a kept index, then with."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speed.sqlite"
        entries = _plain_entries(LARGE_BASE)
        store = open_store(path)
        _put(store, entries)
        store.close()
        command = [sys.executable, "-c", _FRESH, str(path), entries[0]["claim"]]
        for number in range(1 + STARTS):
            started = time.perf_counter()
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
            whole = time.perf_counter() - started
            how = "with the kept index" if number else "no index yet"
            print(f"start to first answer at {LARGE_BASE:,} entries, fresh process, {how}: {whole:.2f} s ({told})")


# What a fresh process does: imports, reads the store, indexes, answers.
_FRESH = """
import sys, time
from pathlib import Path
from knowledge.answering.library import build_library
from knowledge.store import SHARED, open_store
imported = time.process_time()
library = build_library(open_store(Path(sys.argv[1])))
built = time.process_time()
reply = library.ask(sys.argv[2], SHARED)
answered = time.process_time() - built
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
most = "".join(f"; at most {int(line.split()[1]) // 1024} MB" for line in lines if line.startswith("VmHWM"))
print(f"CPU: imports {imported:.2f} s, library {built - imported:.2f} s, answer {answered:.2f} s{most}")
"""


def _plain_entries(size: int) -> list[dict[str, Any]]:
    return [
        plain_entry(
            one.id,
            claim=one.claim,
            phrasings=list(dict.fromkeys(one.phrasings)),
            not_this=[],
            answer=one.parts[0].text[:800],
            evidence=[
                {"id": f"e{part.place}", "kind": "study", "what": part.text[:600], "sources": ["map"]}
                for part in one.parts[1:]
            ],
            rebuttals=[],
        )
        for one in Maker(size).documents(bodies=True)
    ]


def _percentile(seconds: Iterable[float], share: int) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


if __name__ == "__main__":
    main()
