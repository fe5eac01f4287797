"""Make knowledge/matching/lexicons/alike.tsv: which words are alike in meaning, and how much.

    python -m tests.bench.make_alike --claims CLAIMS.jsonl --words /usr/share/dict/american-english --model FOLDER

FOLDER holds a sentence encoder (all-MiniLM-L6-v2, Apache-2.0: model.onnx and tokenizer.json). Each word is encoded by
itself, in a few plain sentences, and where it stands in the claims; each way gives it a vector, less what all words
have in common, and two words are as like as the mean of their cosines in the three ways. A pair is kept when it is like
enough, some for each word; of names only where the two are of one family (Russia, Russian), and never when the two are
opposed (sold, bought). Words are those of the claims and those of the list that the encoder knows as one piece: the
common ones. The table has one line a stem: the stem, then `other:likeness in hundredths`, the likest first.
"""

from __future__ import annotations

import collections
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.tokens import stem
from knowledge.text.characters import fold
from tests.bench.encoded_words import Marked, States, Vectors, Words, alone, asked_for, centred, opened, unit
from tests.bench.opposed import are_opposed

TABLE = Path("knowledge/matching/lexicons/alike.tsv")
# The table holds a little more than the likeness, since the mean of three cosines is lower than that of one.
LEAST = 0.38
ADDED = 0.03
MOST = 20
# How much each way of encoding says: a word by itself, in plain sentences, in the claims. All were chosen on the
# development questions.
ALONE, IN_SENTENCES, IN_CLAIMS = 0.42, 0.29, 0.29
SENTENCES = ("They talked about {}.", "It was {}.", "a photo of {}")
# So often a word is looked up in the claims; from a few on its vector is trusted whole.
MOST_PLACES, ENOUGH_PLACES = 24, 4
SEED = 20261123
# What the encoder cuts into pieces is like whatever begins with the same short piece (cap, capsize), for no reason.
SHORT_PIECE = 5
# Names that are alike are mostly another claim each (Canada, Mexico); these are not, nor what begins with the same
# letters (Russia, Russian).
NAMED = 0.5
SAME_START = 4
SAME = (
    frozenset({"usa", "us", "america", "american"}),
    frozenset({"uk", "britain", "british", "england", "english"}),
    frozenset({"muslim", "islam", "islamist"}),
    frozenset({"jew", "jewish", "judaism"}),
    frozenset({"covid", "coronavirus", "corona"}),
    frozenset({"democrat", "dem"}),
    frozenset({"republican", "gop"}),
)
_BLOCK = 1000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True)
class Way:
    """A way of encoding words: a unit vector for each, how much it says, and how much it is trusted for each word."""

    vectors: Vectors
    weight: float
    trust: Vectors


def main() -> None:
    options = asked_for(__doc__, "--claims")
    words, states = opened(options.model, options.claims, options.words)
    table = likest(
        words, [_alone(words, states), _in_sentences(words, states), _in_claims(words, states, options.claims)]
    )
    lines = [
        one + "\t" + " ".join(f"{other}:{round(100 * cosine)}" for other, cosine in others)
        for one, others in table.items()
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(words.stems)} stems -> {len(lines)} with a like, {TABLE.stat().st_size:,} bytes")


def _alone(words: Words, states: States) -> Way:
    return Way(alone(words, states), ALONE, np.ones(len(words.stems), dtype=np.float32))


def _in_sentences(words: Words, states: States) -> Way:
    vectors = np.zeros((len(words.stems), 1), dtype=np.float32)
    for sentence in SENTENCES:
        start = sentence.index("{}")
        marked = [(sentence.format(one), [(start, start + len(one))]) for one in words.written]
        vectors = vectors + unit(np.vstack(list(states.of(marked))))
    return Way(centred(vectors), IN_SENTENCES, np.ones(len(vectors), dtype=np.float32))


def _in_claims(words: Words, states: States, claims: Path) -> Way:
    """Encode words where they stand in claims: at some places each, and what stands at few is trusted little."""
    known = {one: at for at, one in enumerate(words.stems)}
    counts: collections.Counter[int] = collections.Counter()
    found: list[tuple[Marked, list[int]]] = []
    texts = [json.loads(line)["claim"] for line in claims.read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(texts)
    for claim in texts:
        matches = [(known.get(_stem_of(match.group())), match.span()) for match in _WORD.finditer(claim)]
        wanted = [(word, span) for word, span in matches if word is not None and counts[word] < MOST_PLACES]
        counts.update(word for word, _ in wanted)
        if wanted:
            found.append(((claim, [span for _, span in wanted]), [word for word, _ in wanted]))
    # Texts of about one length together are encoded faster.
    found.sort(key=lambda one: len(one[0][0]))
    sums: dict[int, Vectors] = {}
    for (_, some), vectors in zip(found, states.of([marked for marked, _ in found]), strict=True):
        for word, vector in zip(some, vectors, strict=True):
            sums[word] = sums.get(word, np.zeros_like(vector)) + unit(vector)
    nowhere = np.zeros_like(next(iter(sums.values())))
    trust = [min(1.0, counts[word] / ENOUGH_PLACES) for word in range(len(words.stems))]
    together = np.array([sums.get(word, nowhere) for word in range(len(words.stems))])
    return Way(centred(together), IN_CLAIMS, np.array(trust, dtype=np.float32))


def _stem_of(written: str) -> str:
    return stem(fold(written).removesuffix("'s").replace("'", ""))


def likest(words: Words, ways: Sequence[Way]) -> dict[str, list[tuple[str, float]]]:
    """Return for each stem the others that are like it, both ways, the likest first."""
    stems = words.stems
    both: dict[str, dict[str, float]] = collections.defaultdict(dict)
    for start in range(0, len(stems), _BLOCK):
        likenesses = _likenesses(ways, slice(start, start + _BLOCK))
        for row, own in enumerate(likenesses, start):
            own[row] = 0.0
            for other in np.argpartition(-own, 3 * MOST)[: 3 * MOST]:
                if (
                    own[other] >= LEAST
                    and not told_apart(stems[row], stems[other])
                    and not _cut_alike(words, row, other)
                ):
                    both[stems[row]][stems[other]] = both[stems[other]][stems[row]] = float(own[other]) + ADDED
    return {
        one: sorted(both[one].items(), key=lambda pair: (-round(pair[1], 2), pair[0]))[:MOST] for one in sorted(both)
    }


def _likenesses(ways: Sequence[Way], some: slice) -> Vectors:
    weights = [way.weight * np.minimum(way.trust[some, None], way.trust[None]) for way in ways]
    summed: Vectors = sum(
        weight * (way.vectors[some] @ way.vectors.T) for weight, way in zip(weights, ways, strict=True)
    ) / sum(weights)
    return summed


def _cut_alike(words: Words, one: int, other: int) -> bool:
    first, second = words.pieces[one], words.pieces[other]
    return max(len(first), len(second)) > 1 and first[0] == second[0] and len(first[0]) < SHORT_PIECE


def told_apart(one: str, other: str) -> bool:
    """Say whether two words are alike and yet each another thing: two countries, two months, ordinals, opposites."""
    if any(character.isdigit() for character in one + other):
        return True
    if are_opposed(one, other):
        return True
    background = shipped_background()
    names = all(background.name_likeness(stem) >= NAMED for stem in (one, other))
    return names and one[:SAME_START] != other[:SAME_START] and not any({one, other} <= same for same in SAME)


if __name__ == "__main__":
    main()
