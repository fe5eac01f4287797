"""Make knowledge/matching/lexicons/gist.tsv: vectors of words whose sums say what a text is about.

    python -m tests.bench.make_gist --data FOLDER --words /usr/share/dict/american-english --model MODEL_FOLDER

MODEL_FOLDER holds a sentence encoder (all-MiniLM-L6-v2, Apache-2.0: model.onnx and tokenizer.json), FOLDER the
development data. The vector of each word begins as the encoder's of that word alone and is then moved, by ridge
regression, so that the sums over the words of a claim, each as much as it is rare, come near the encoder's vector of
that claim. The best SIZE directions are kept, the word's rarity is worked in, and the numbers are rounded to -127 to
127. Claims that a development question is about are left out, so that what is measured with these questions holds for
claims that the table has never seen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import linalg, sparse

from knowledge.matching.index.terms import analyse_text
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.word_vectors import SIZE, as_line
from knowledge.question.gazetteer import Gazetteer
from tests.bench.encoded_words import Vectors, alone, asked_for, opened, unit

TABLE = Path("knowledge/matching/lexicons/gist.tsv")
COLLECTIONS = ("questions", "tweets")
# How strongly a word's vector is held to where it began, in claims that pull at it. Chosen on the development
# questions, of .3, 1 and 3.
HELD = 1.0
_LARGEST = 127
# The share of numbers that are cut to the largest, so that a few do not make all others coarse.
_CUT = 0.001


def main() -> None:
    options = asked_for(__doc__, "--data")
    words, states = opened(options.model, options.data / COLLECTIONS[0] / "claims.jsonl", options.words)
    claims = _claims(options.data)
    targets = states.of_whole(claims)
    targets = unit(targets - targets.mean(axis=0))
    weighed = _weighed(claims, words.stems)
    vectors = fitted_vectors(weighed, targets, alone(words, states))
    told = float((unit(weighed @ vectors) * targets).sum(axis=1).mean())
    table = rounded(_with_rarity(_best_directions(vectors), words.stems))
    lines = [f"{stem}\t{as_line(row.tolist())}" for stem, row in zip(words.stems, table, strict=True) if row.any()]
    TABLE.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{len(claims):,} claims, mean cosine of sum and encoder {told:.3f}")
    print(f"{len(lines):,} stems, {TABLE.stat().st_size:,} bytes")


def _claims(data: Path) -> list[str]:
    """Return the claims that no development question is about."""
    known: dict[str, set[str]] = {}
    about: set[str] = set()
    for name in COLLECTIONS:
        for line in (data / name / "claims.jsonl").read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            known.setdefault(claim["claim"], set()).add(claim["id"])
        for line in (data / name / "train.qrels.tsv").read_text(encoding="utf-8").splitlines():
            if line.strip():
                about.add(line.split("\t")[1])
    return [claim for claim, ids in known.items() if not ids & about]


def _weighed(claims: Sequence[str], stems: Sequence[str]) -> sparse.csr_matrix:
    """Return a row a claim, of length 1: how rare each of the stems is that it has."""
    background = shipped_background()
    column = {stem: place for place, stem in enumerate(stems)}
    rows, columns, values = [], [], []
    for row, claim in enumerate(claims):
        there = [stem for stem in sorted(analyse_text(claim, Gazetteer(())).stems) if stem in column]
        rarities = np.array([background.rarity(stem) for stem in there])
        rows += [row] * len(there)
        columns += [column[stem] for stem in there]
        values += (rarities / (np.linalg.norm(rarities) or 1.0)).tolist()
    return sparse.csr_matrix((values, (rows, columns)), (len(claims), len(stems)), dtype=np.float32)


def fitted_vectors(weighed: sparse.csr_matrix, targets: Vectors, first: Vectors) -> Vectors:
    """Return a vector a word, near `first` (of any scale), whose sums over the rows come near `targets`."""
    begun = weighed @ first
    scale = float((begun * targets).sum() / (begun * begun).sum())
    pulled = (weighed.T @ weighed).toarray()
    pulled[np.diag_indices_from(pulled)] += HELD
    moved = linalg.solve(pulled, weighed.T @ (targets - scale * begun), assume_a="pos", overwrite_a=True)
    found: Vectors = scale * first + moved
    return found


def _best_directions(vectors: Vectors) -> Vectors:
    left, lengths, _ = np.linalg.svd(vectors, full_matrices=False)
    best: Vectors = left[:, :SIZE] * lengths[:SIZE]
    return best


def _with_rarity(vectors: Vectors, stems: Sequence[str]) -> Vectors:
    background = shipped_background()
    weighed: Vectors = vectors * np.array([background.rarity(stem) for stem in stems])[:, None]
    return weighed


def rounded(vectors: Vectors) -> Vectors:
    """Return the numbers as whole ones from -127 to 127, all by one scale."""
    largest = float(np.quantile(np.abs(vectors), 1 - _CUT))
    whole: Vectors = np.clip(np.rint(vectors * (_LARGEST / largest)), -_LARGEST, _LARGEST).astype(int)
    return whole


if __name__ == "__main__":
    main()
