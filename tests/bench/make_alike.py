"""Make knowledge/matching/alike.tsv: which words are alike in meaning, and how much.

    python -m tests.bench.make_alike --claims CLAIMS.jsonl --words /usr/share/dict/american-english --model FOLDER

FOLDER holds a sentence encoder (all-MiniLM-L6-v2, Apache-2.0: model.onnx and tokenizer.json). Each word is encoded by
itself, in a few plain sentences, and where it stands in the claims; each way gives it a vector, less what all words
have in common, and two words are as like as the mean of their cosines in the three ways. A pair is kept when it is like
enough, some for each word; of names only where the two are of one family (Russia, Russian), and never when the two are
opposed (sold, bought). Words are those of the claims and those of the list that the encoder knows as one piece: the
common ones. The table has one line a stem: the stem, then `other:likeness in hundredths`, the likest first.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from knowledge.matching.background import shipped_background
from knowledge.matching.relations import relations_in
from knowledge.question.words import fold, split_words, stem

TABLE = Path("knowledge/matching/alike.tsv")
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
_BATCH = 64
_BLOCK = 1000
_LONGEST = 96
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
Vectors = npt.NDArray[np.float32]
# A text, and where the stretches of it begin and end that are looked at.
Marked = tuple[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Words:
    """Stems, each with the form in which it is mostly written and the pieces into which the encoder cuts that."""

    stems: list[str]
    written: list[str]
    pieces: list[tuple[str, ...]]


@dataclass(frozen=True)
class Way:
    """A way of encoding words: a unit vector for each, how much it says, and how much it is trusted for each word."""

    vectors: Vectors
    weight: float
    trust: Vectors


class States:
    """The encoder's states for the pieces of texts."""

    def __init__(self, model: Path, tokenizer: Tokenizer) -> None:
        self._session = onnxruntime.InferenceSession(str(model))
        self._tokenizer = tokenizer
        tokenizer.enable_padding()
        tokenizer.enable_truncation(_LONGEST)

    def of(self, texts: Sequence[Marked]) -> Iterator[list[Vectors]]:
        """Yield for each text the mean states of the pieces of its stretches, one after the other."""
        for start in range(0, len(texts), _BATCH):
            some = texts[start : start + _BATCH]
            cut, states, _ = self._run([text for text, _ in some])
            for (_, stretches), one, state in zip(some, cut, states, strict=True):
                yield [_mean(state, one.offsets, begins, ends) for begins, ends in stretches]

    def of_whole(self, texts: Sequence[str]) -> Vectors:
        """Return the encoder's unit vector of each text."""
        vectors = np.zeros((len(texts), 0), dtype=np.float32)
        # Texts of about one length together are encoded faster.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            _, states, mask = self._run([texts[place] for place in places])
            if not vectors.size:
                vectors = np.zeros((len(texts), states.shape[2]), dtype=np.float32)
            vectors[places] = unit((states * mask[:, :, None]).sum(axis=1))
        return vectors

    def _run(self, texts: Sequence[str]) -> tuple[Sequence[Encoding], Vectors, npt.NDArray[np.int64]]:
        cut = self._tokenizer.encode_batch(list(texts))
        ids = np.array([one.ids for one in cut])
        mask = np.array([one.attention_mask for one in cut])
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return cut, self._session.run(None, inputs)[0], mask


def _mean(states: Vectors, offsets: Sequence[tuple[int, int]], begins: int, ends: int) -> Vectors:
    within = [at for at, (low, high) in enumerate(offsets) if begins <= low < high <= ends]
    mean: Vectors = states[within].mean(0) if within else np.zeros(states.shape[1], dtype=np.float32)
    return mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    words = common_words(options.claims, options.words, tokenizer)
    states = States(options.model / "model.onnx", tokenizer)
    table = likest(
        words, [_alone(words, states), _in_sentences(words, states), _in_claims(words, states, options.claims)]
    )
    lines = [
        one + "\t" + " ".join(f"{other}:{round(100 * cosine)}" for other, cosine in others)
        for one, others in table.items()
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(words.stems)} stems -> {len(lines)} with a like, {TABLE.stat().st_size:,} bytes")


def common_words(claims: Path, words: Path, tokenizer: Tokenizer) -> Words:
    """Return the words of the claims and of the list that are common enough to have a vector."""
    written = _common_forms(claims, words, tokenizer)
    stems = sorted(written)
    forms = [written[one] for one in stems]
    return Words(stems, forms, [tuple(tokenizer.encode(one, add_special_tokens=False).tokens) for one in forms])


def _common_forms(claims: Path, words: Path, tokenizer: Tokenizer) -> dict[str, str]:
    """Return for each stem the form in which it is mostly written."""
    forms: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for line in claims.read_text(encoding="utf-8").splitlines():
        for word in split_words(json.loads(line)["claim"]):
            if word.number is None:
                forms[word.stem][word.written.lower()] += 1
    frequency = shipped_background().frequency
    found = {one for one in forms if one in frequency}
    for text in words.read_text(encoding="utf-8").splitlines():
        if text.islower() and text.isalpha() and len(text) > 1:
            if len(tokenizer.encode(text, add_special_tokens=False).ids) == 1:
                found.add(stem(fold(text)))
            forms[stem(fold(text))][text] += 0
    return {one: min(forms[one], key=lambda form: (-forms[one][form], len(form), form)) for one in found}


def _alone(words: Words, states: States) -> Way:
    return Way(alone(words, states), ALONE, np.ones(len(words.stems), dtype=np.float32))


def alone(words: Words, states: States) -> Vectors:
    """Return unit vectors of words that are encoded by themselves, less what all have in common."""
    vectors = np.vstack(list(states.of([(one, [(0, len(one))]) for one in words.written])))
    return _centred(vectors)


def _in_sentences(words: Words, states: States) -> Way:
    vectors = np.zeros((len(words.stems), 1), dtype=np.float32)
    for sentence in SENTENCES:
        start = sentence.index("{}")
        marked = [(sentence.format(one), [(start, start + len(one))]) for one in words.written]
        vectors = vectors + unit(np.vstack(list(states.of(marked))))
    return Way(_centred(vectors), IN_SENTENCES, np.ones(len(vectors), dtype=np.float32))


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
    return Way(_centred(together), IN_CLAIMS, np.array(trust, dtype=np.float32))


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
    if any(mine.opposes(theirs) for mine in relations_in([one]) for theirs in relations_in([other])):
        return True
    background = shipped_background()
    names = all(background.name_likeness(stem) >= NAMED for stem in (one, other))
    return names and one[:SAME_START] != other[:SAME_START] and not any({one, other} <= same for same in SAME)


def _centred(vectors: Vectors) -> Vectors:
    """Return unit vectors, less what they have in common; what is nothing stays nothing."""
    scaled = unit(vectors)
    there = np.abs(scaled).sum(axis=1) > 0
    scaled[there] -= scaled[there].mean(axis=0)
    return unit(scaled)


def unit(vectors: Vectors) -> Vectors:
    """Return vectors of length 1; what is nothing stays nothing."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


if __name__ == "__main__":
    main()
