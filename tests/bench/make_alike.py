"""Make knowledge/matching/alike.tsv: which words are alike in meaning, and how much.

    python -m tests.bench.make_alike --claims CLAIMS.jsonl --words /usr/share/dict/american-english --model FOLDER

FOLDER holds a sentence encoder (all-MiniLM-L6-v2, Apache-2.0: model.onnx and tokenizer.json). Each word is encoded by
itself, the mean of all is taken off, and a pair is kept when the cosine of the two is high enough, a few for each word;
of names only where the two are of one family (Russia, Russian). Words are those of the claims and those of the list
that the encoder knows as one piece: the common ones. The table has one line a stem: the stem, then
`other:cosine in hundredths`, the likest first.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from knowledge.matching.background import shipped_background
from knowledge.question.words import fold, split_words, stem

TABLE = Path("knowledge/matching/alike.tsv")
LEAST = 0.42
MOST = 10
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
_BATCH = 128
_BLOCK = 2000
Vectors = npt.NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    written = _common_forms(options.claims, options.words, tokenizer)
    stems = sorted(written)
    vectors = encoded([written[one] for one in stems], options.model / "model.onnx", tokenizer)
    table = likest(stems, vectors)
    lines = [
        one + "\t" + " ".join(f"{other}:{round(100 * cosine)}" for other, cosine in others)
        for one, others in table.items()
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(stems)} stems -> {len(lines)} with a like, {TABLE.stat().st_size:,} bytes")


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


def encoded(words: Sequence[str], model: Path, tokenizer: Tokenizer) -> Vectors:
    """Return a unit vector for each word: the mean of its tokens' states, less what all words have in common."""
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(str(model))
    vectors = []
    for start in range(0, len(words), _BATCH):
        batch = tokenizer.encode_batch(words[start : start + _BATCH])
        ids = np.array([one.ids for one in batch])
        mask = np.array([one.attention_mask for one in batch])
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = session.run(None, inputs)[0]
        vectors.append((states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True))
    together: Vectors = _unit(np.vstack(vectors).astype(np.float32))
    return _unit(together - together.mean(0))


def likest(stems: Sequence[str], vectors: Vectors) -> dict[str, list[tuple[str, float]]]:
    """Return for each stem the others that are like it, both ways, the likest first."""
    both: dict[str, dict[str, float]] = collections.defaultdict(dict)
    for start in range(0, len(stems), _BLOCK):
        cosines = vectors[start : start + _BLOCK] @ vectors.T
        for row, own in enumerate(cosines):
            own[start + row] = 0.0
            for other in np.argpartition(-own, 3 * MOST)[: 3 * MOST]:
                if own[other] >= LEAST and not told_apart(stems[start + row], stems[other]):
                    both[stems[start + row]][stems[other]] = both[stems[other]][stems[start + row]] = float(own[other])
    return {
        one: sorted(both[one].items(), key=lambda pair: (-round(pair[1], 2), pair[0]))[:MOST] for one in sorted(both)
    }


def told_apart(one: str, other: str) -> bool:
    """Say whether two words are alike and yet each another thing: two countries, two months, two ordinals."""
    if any(character.isdigit() for character in one + other):
        return True
    background = shipped_background()
    names = all(background.name_likeness(stem) >= NAMED for stem in (one, other))
    return names and one[:SAME_START] != other[:SAME_START] and not any({one, other} <= same for same in SAME)


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


if __name__ == "__main__":
    main()
