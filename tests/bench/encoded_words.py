"""Common words as a sentence encoder sees them: what the tables of likenesses and of gists are made from."""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.tokens import split_words, stem
from knowledge.text.characters import fold

_BATCH = 64
_LONGEST = 96
Vectors = npt.NDArray[np.float32]
# A text, and where the stretches of it begin and end that are looked at.
Marked = tuple[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Words:
    """Stems, each with the form in which it is mostly written and the pieces into which the encoder cuts that."""

    stems: list[str]
    written: list[str]
    pieces: list[tuple[str, ...]]


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


def asked_for(description: str | None, source: str) -> argparse.Namespace:
    """Read the command line of a maker: where the claims are (the option `source`), the list of words, the encoder."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in (source, "--words", "--model"):
        parser.add_argument(option, type=Path, required=True)
    return parser.parse_args()


def opened(model: Path, claims: Path, words: Path) -> tuple[Words, States]:
    """Return the common words of the claims and of the list, and the encoder in the folder `model`."""
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    # Before States, which sets the tokenizer to fill up and to cut.
    common = common_words(claims, words, tokenizer)
    return common, States(model / "model.onnx", tokenizer)


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


def alone(words: Words, states: States) -> Vectors:
    """Return unit vectors of words that are encoded by themselves, less what all have in common."""
    vectors = np.vstack(list(states.of([(one, [(0, len(one))]) for one in words.written])))
    return centred(vectors)


def centred(vectors: Vectors) -> Vectors:
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
