"""What meaning costs: memory on top of matching by words, one encoding, and a question, at a base of any size.

    python -m tests.bench.semantic --model FOLDER --entries 10000 --texts 16

Two fresh processes hold the same base, over an index as the bot keeps it, and are asked the same questions, one by
words, one with meaning as well; the difference of what they hold is what meaning adds. First they are asked so many
others that as many documents are held taken out of the index as ever are: which ones these are is not what meaning
costs. The vectors are made up, since encoding so many texts takes a quarter of an hour and they are as long whatever
they say; the model and the questions' encodings are real. A time is the percentile over questions of each question's
fastest of three rounds.
"""

from __future__ import annotations

import argparse
import functools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.codec import packed, unpacked
from knowledge.matching.index.document import Document, Part
from knowledge.matching.index.segment import Base, Layer, Segment
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.ranking.semantic import meant_text
from knowledge.meaning.choice import DEFAULT_MODEL, ModelChoice
from knowledge.meaning.fingerprint import weights_of
from knowledge.meaning.opening import open_encoder
from knowledge.meaning.texts import text_key, texts_of
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import open_store
from tests.bench.made_claims import Maker
from tests.golden.questions import golden_questions

QUESTIONS = 200
ROUNDS = 3
# After so many the documents that are held taken out are as many as ever.
_SETTLED = 1500
_AT_ONCE = 1000


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="the folder of the sentence encoder")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--texts", type=int, default=16, help="texts of an entry, the claim among them")
    parser.add_argument("--database", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--step", choices=("words", "meaning"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.step:
        print(json.dumps(_measured(options)))
        return
    with tempfile.TemporaryDirectory() as folder:
        options.database = Path(folder) / "vectors.db"
        _fill(options)
        words, meaning = _process(options, "words"), _process(options, "meaning")
    print(f"{options.entries:,} entries with {options.texts} texts each, {QUESTIONS} questions")
    print(f"memory by words {words['memory']:.0f} MB, with meaning {meaning['memory']:.0f} MB: ", end="")
    print(f"{meaning['memory'] - words['memory']:.0f} MB on top, {meaning['opened'] - meaning['built']:.0f} MB of it")
    print("  for the model and its runtime before the vectors were read")
    for what in ("encoding", "question"):
        print(f"one {what}: p50 {meaning[what + ' 50']:.2f} ms, p95 {meaning[what + ' 95']:.2f} ms", end="")
        print(f" (by words {words['question 50']:.2f} and {words['question 95']:.2f} ms)" * (what == "question"))
    print(f"opening the model {meaning['opening']:.2f} s, reading the vectors {meaning['reading']:.2f} s")


def _made(options: argparse.Namespace) -> tuple[Segment, list[str]]:
    maker = Maker(options.entries)
    documents = [_of_length(one, options.texts, place) for place, one in enumerate(maker.documents())]
    segment = Segment(documents, Gazetteer(()))
    return segment, [one.text for one in maker.questions(documents, QUESTIONS + _SETTLED)]


def _kept(options: argparse.Namespace) -> tuple[Base, list[str]]:
    """Return the base over its index, and the questions, as `_fill` has written them."""
    index, questions = _files(options)
    base = Base((Layer(unpacked(index.read_bytes()).segment),), Gazetteer(()))
    return base, json.loads(questions.read_text(encoding="utf-8"))


def _files(options: argparse.Namespace) -> tuple[Path, Path]:
    return options.database.with_suffix(".index"), options.database.with_suffix(".json")


def _of_length(document: Document, texts: int, place: int) -> Document:
    """Return the document with parts of a body until it has so many texts."""
    own = 1 + len(document.phrasings)
    parts = tuple(Part("caveat", at, f"{document.claim} {place} {at}") for at in range(max(0, texts - own)))
    return replace(document, parts=parts)


def _fill(options: argparse.Namespace) -> None:
    encoder = open_encoder(ModelChoice(DEFAULT_MODEL, options.model, options.model), download=False)
    import numpy as np

    chance = np.random.default_rng(1)
    segment, questions = _made(options)
    # Made here, since what making them takes would count as free memory of the processes that are measured.
    index, asked = _files(options)
    index.write_bytes(packed(segment.documents, segment.ids))
    asked.write_text(json.dumps(questions), encoding="utf-8")
    texts = list(dict.fromkeys(text for one in segment.documents for text in texts_of(one.document)))
    store = open_store(options.database)
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        numbers = chance.integers(-127, 128, size=(len(some), encoder.length), dtype=np.int8)
        scale = np.float32(1 / np.sqrt(encoder.length) / 73).tobytes()
        with store.transaction():
            rows = zip(map(text_key, some), (scale + row.tobytes() for row in numbers), strict=True)
            store.vectors.put(encoder.key, list(rows))
    store.close()


def _process(options: argparse.Namespace, step: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.semantic", "--step", step, "--model", str(options.model)]
    command += ["--entries", str(options.entries), "--texts", str(options.texts), "--database", str(options.database)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measured(options: argparse.Namespace) -> dict[str, float]:
    base, questions = _kept(options)
    background, meaning = shipped_background(), None
    found = {"built": _memory()}
    encode: Callable[[str], object] = len
    if options.step == "meaning":
        # Not above: what the other process does without must not be in its memory.
        started = time.perf_counter()
        from knowledge.meaning.vector_cache import new_meaning, read_into

        encoder = open_encoder(ModelChoice(DEFAULT_MODEL, options.model, options.model), download=False)
        found["opening"], found["opened"] = time.perf_counter() - started, _memory()
        started = time.perf_counter()
        meaning = new_meaning(encoder, weights_of(encoder), remembered=0)
        store = open_store(options.database)
        read_into(meaning, store)
        store.close()
        found["reading"] = time.perf_counter() - started
        encode = encoder.encode
        assert meaning.is_ready([layer.segment for layer in base.layers])
    read = [read_question(question, base.gazetteer) for question in questions]
    ask = functools.partial(decide, base=base, background=background, meaning=meaning)
    for one in read[QUESTIONS:]:
        ask(one)
    # What people write, since made-up names are cut into twice as many pieces as theirs; and of it what is encoded.
    golden = golden_questions()[:: len(golden_questions()) // QUESTIONS]
    passages = [passage for one in golden for passage in read_question(one.question, base.gazetteer).passages[:1]]
    found |= _times("encoding", [functools.partial(encode, meant_text(one)) for one in passages])
    found |= _times("question", [functools.partial(ask, one) for one in read[:QUESTIONS]])
    return {**found, "memory": _memory()}


def _times(what: str, works: Sequence[Callable[[], object]]) -> dict[str, float]:
    fastest = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            started = time.perf_counter()
            work()
            fastest[place] = min(fastest[place], (time.perf_counter() - started) * 1000)
    ordered = sorted(fastest)
    return {f"{what} {share}": ordered[min(len(ordered) - 1, len(ordered) * share // 100)] for share in (50, 95)}


def _memory() -> float:
    """Return how much memory this process holds, in MB, as Linux counts it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise SystemExit("This needs /proc, which Linux has.")


if __name__ == "__main__":
    main()
