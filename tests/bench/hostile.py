"""How long hostile questions take: `python -m tests.bench.hostile`.

Each shape is asked at a length and at twice that length, in processor time, the best of a few with other letters each
time, so that nothing is remembered. Linear is what takes at most 2.3 times as long for twice the length; and nothing
may take more than three times as long as an ordinary message of the same length. Exit status 1 when one does.
"""

from __future__ import annotations

import datetime
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.answering.followup.phrases import phrase_in, phrase_within
from knowledge.answering.library import Library, build_library
from knowledge.exchange.loading import load_packs
from knowledge.exchange.packs import starter_packs
from knowledge.store import SHARED, open_store

LENGTHS = (1500, 3000, 6000)
TIMES, TRIES = 3, 5
MOST_RATIO, MOST_TIMES_ORDINARY = 2.3, 3.0
# Below this a ratio is the clock's.
LEAST_SECONDS = 0.01
ORDINARY = "an ordinary message"
_NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

Letters = Callable[[int], str]
"""Gives as many small letters as asked for, others each time."""


@dataclass(frozen=True)
class Row:
    """One line of the table: a shape at a length, its time, and how it compares with half of it and the ordinary."""

    shape: str
    length: int
    seconds: float
    ratio: float | None
    times_ordinary: float

    @property
    def is_slow(self) -> bool:
        """Whether it takes longer than it may."""
        grows = self.ratio is not None and self.seconds > LEAST_SECONDS and self.ratio > MOST_RATIO
        return grows or self.times_ordinary > MOST_TIMES_ORDINARY

    def __str__(self) -> str:
        ratio = "     -" if self.ratio is None else f"{self.ratio:6.2f}"
        slow = "  SLOW" if self.is_slow else ""
        return f"{self.shape:34} {self.length:7} {1000 * self.seconds:9.2f} {ratio} {self.times_ordinary:7.2f}{slow}"


def _repeated(piece: str) -> Callable[[int, Letters], str]:
    # Whole pieces alone: half a word at the end ("who is really who is re") may find entries where the others find
    # none, and what these take is a step that has nothing to do with the length.
    return lambda length, letters: letters(6) + " " + piece * ((length - 7) // len(piece))


def _made(piece: Callable[[Letters], str]) -> Callable[[int, Letters], str]:
    def make(length: int, letters: Letters) -> str:
        pieces: list[str] = []
        size = 0
        while size < length:
            pieces.append(piece(letters))
            size += len(pieces[-1])
        return "".join(pieces)[:length]

    return make


_WORDS = (
    "the zetas are said to have teamed up with a gang in guatemala and nobody knows whether they moved drugs from "
    "honduras for the army in 2012 or sold weapons to people who claimed that police took money from it there"
).split()


def _ordinary(length: int, letters: Letters) -> str:
    chooser = random.Random(letters(8))
    sentences: list[str] = []
    while sum(map(len, sentences)) < length:
        words = [chooser.choice(_WORDS) if chooser.random() < 0.8 else letters(7) for _ in range(12)]
        sentences.append(" ".join(words).capitalize() + ". ")
    return "".join(sentences)[:length]


SHAPES: dict[str, Callable[[int, Letters], str]] = {
    ORDINARY: _ordinary,
    "U+FDFA in a row": _repeated("\ufdfa"),
    "U+FDFA apart": _repeated("\ufdfa "),
    "one long word": lambda length, letters: letters(length),
    "long words": _made(lambda letters: letters(400) + " "),
    "words of forty letters": _made(lambda letters: letters(40) + " "),
    "words of nine letters": _made(lambda letters: letters(9) + " "),
    "a letter each": _made(lambda letters: letters(1) + " "),
    "joined words": _repeated("thezetas"),
    "joined by hyphens": _made(lambda letters: letters(4) + "-"),
    "joined by apostrophes": _made(lambda letters: letters(4) + "'"),
    "joined by full stops": _made(lambda letters: letters(4) + "."),
    "joined by joiners": _made(lambda letters: letters(4) + "\u200d"),
    "joined by underscores": _made(lambda letters: letters(4) + "_"),
    "camel case": _made(lambda letters: letters(4).capitalize()),
    "a hashtag": lambda length, letters: "#" + "".join(letters(3).capitalize() for _ in range(length // 3)),
    "Chinese in a row": _made(lambda letters: chr(0x4E00 + ord(letters(1)) * 97)),
    "Japanese": _repeated("麻薬カルテルはグアテマラで"),
    "Korean, decomposed": _repeated("\u1100\u1161\u11a8"),
    "Thai": _repeated("กลุ่มค้ายา"),
    "Arabic": _repeated("العصابات في "),
    "fractions": _repeated("½⅓¼"),
    "fractions apart": _repeated("1½ "),
    "a row of marks": _repeated("\u0323\u0301"),
    "marks on each letter": _made(lambda letters: letters(1) + "\u0323\u0301\u0307"),
    "thirty marks on a letter": _made(lambda letters: letters(1) + "\u0323\u0301" * 15),
    "Hangul fillers": _repeated("\u3164"),
    "emoji": _repeated("👩‍👩‍👧‍👦"),
    "ligatures": _repeated("ﬃ"),
    "fullwidth": _repeated("ｚｅｔａｓ"),
    "digits": _repeated("1234567890"),
    "numbers": _repeated("12,000 10-12,000 1.5 million "),
    "numbers in words": _repeated("twenty one thousand and "),
    "numbers joined": _repeated("twenty-"),
    "grouped digits": _repeated("123,"),
    "full stops": _repeated("."),
    "marks of questions": _repeated("?! "),
    "brackets": _repeated("[("),
    "markdown": _repeated("**_~~||`"),
    "links": _repeated("https://a.example/b?c=d&utm_e=f "),
    "one long link": lambda length, letters: "https://" + letters(length - 8),
    "hosts": _repeated("a.com/"),
    "labels": _repeated("a-b."),
    "tags": _repeated("<@123456789012345678>"),
    "half tags": _repeated("<@1"),
    "quotation": _repeated("> "),
    "line breaks": _repeated("\n"),
    "frames": _repeated("is it true that "),
    "frames at the end": _repeated(", right? "),
    "courtesies": _repeated("thanks ok "),
    "courtesies, then not": lambda length, letters: "thanks ok " * (length // 10) + letters(5),
    "negations": _repeated("is not never no "),
    "conjunctions": _repeated("and or but "),
    "names": _repeated("MS-13 Los Zetas Estuardo Velasco "),
    "initials": _made(lambda letters: letters(1).upper() + ". "),
    "capitals": _made(lambda letters: letters(6).upper() + " "),
    "headline": _made(lambda letters: letters(6).capitalize() + " "),
    "Spanish": _repeated("¿es cierto que los zetas no mataron a nadie? "),
    "sentences": _made(lambda letters: letters(5) + " zetas. "),
    "clauses": _made(lambda letters: letters(4) + " zetas guatemala, "),
    "where is it": _repeated("where is it "),
    "who says": _repeated("who is really "),
    "could it": _repeated("could it "),
}
TOKENS = "tokens of the command line"
SHAPES[TOKENS] = lambda length, letters: "zetas " * (length // 6)


def ordinary_seconds(library: Library, lengths: Sequence[int] = LENGTHS) -> dict[int, float]:
    """Return how long an ordinary message of each length takes."""
    letters = _letters_of(random.Random(2))
    return {length: seconds_of(library, ORDINARY, length, letters) for length in lengths}


def measured(library: Library, shapes: Iterable[str], ordinary: Mapping[int, float], *longer: int) -> list[Row]:
    """Return the table: these shapes at each of the lengths that ordinary messages were measured at, and longer."""
    letters = _letters_of(random.Random(1))
    lengths = (*ordinary, *longer)
    rows = []
    for shape in shapes:
        for length in lengths:
            # What the machine does meanwhile only ever makes something slower: what looks slow is looked at again.
            tries = (_row(library, shape, length, lengths, ordinary, letters) for _ in range(TRIES))
            rows.append(min(itertools.islice(_until_good(tries), TRIES), key=lambda row: (row.is_slow, row.ratio or 0)))
    return rows


def _row(
    library: Library, shape: str, length: int, lengths: Sequence[int], ordinary: Mapping[int, float], letters: Letters
) -> Row:
    half = seconds_of(library, shape, length // 2, letters) if length // 2 in lengths else None
    took = seconds_of(library, shape, length, letters)
    longest = max(ordinary)
    return Row(shape, length, took, took / half if half else None, took / ordinary.get(length, ordinary[longest]))


def _until_good(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if not row.is_slow:
            return


def seconds_of(library: Library, shape: str, length: int, letters: Letters) -> float:
    """Return the processor time of a message of that shape, asked anew and as a further question."""
    times = []
    for _ in range(TIMES):
        text = SHAPES[shape](length, letters)
        begun = time.process_time()
        library.ask(text, SHARED)
        phrase_in(text)
        phrase_within(text)
        times.append(time.process_time() - begun)
        if times[-1] > 1:
            break
    return min(times)


def _letters_of(chooser: random.Random) -> Letters:
    return lambda count: "".join(chooser.choices("abcdefghijklmnoprstuvwyz", k=count))


def starter_library(folder: Path) -> Library:
    """Return the library of the packs that come with the bot."""
    store = open_store(folder / "hostile.db")
    load_packs(store, starter_packs(), _NOW)
    library = build_library(store)
    store.close()
    return library


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = starter_library(Path(folder))
        library.ask("is it true that the zetas teamed up with ms-13?", SHARED)
        ordinary = ordinary_seconds(library)
        rows = measured(library, (shape for shape in SHAPES if shape != TOKENS), ordinary)
        # The command line takes any length: what is beyond the most that is read costs next to nothing.
        rows += measured(library, [TOKENS], ordinary, 300_000, 600_000)
    print(f"{'shape':34} {'length':>7} {'ms':>9} {'ratio':>6} {'x ordinary':>10}")
    for row in rows:
        print(row)
    slow = [row for row in rows if row.is_slow]
    print(f"{len(rows)} rows, {len(slow)} slow; the slowest takes {1000 * max(row.seconds for row in rows):.0f} ms")
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
