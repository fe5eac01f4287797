"""A tiny sentence encoder, made on the spot: real ONNX of a few kilobytes, which fastembed opens from a folder.

Its only layer looks the vector of each word up; words of one meaning share their vector. ONNX is written by hand here
(it is protobuf: a tag, a length, the bytes), so that no test needs a library for it.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Sequence
from pathlib import Path

LENGTH = 24
SYNONYMS = (
    ("reagan", "gipper"),
    ("iran", "ayatollahs"),
    ("money", "cash", "proceeds"),
    ("zetas", "letters"),
    ("allied", "buddies"),
)
_FLOAT, _INT64 = 1, 7


def write_encoder(folder: Path, words: Sequence[str], synonyms: Sequence[Sequence[str]] = SYNONYMS) -> Path:
    """Write an encoder that knows these words and the synonyms into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = ["[PAD]", "[UNK]", *dict.fromkeys((*words, *(word for some in synonyms for word in some)))]
    meant = {word: some[0] for some in synonyms for word in some}
    rows = [_vector(meant.get(word, word)) if place > 1 else [0.001] * LENGTH for place, word in enumerate(vocabulary)]
    (folder / "model.onnx").write_bytes(_model(rows))
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {word: place for place, word in enumerate(vocabulary)},
            "unk_token": "[UNK]",
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    about = {"model_max_length": 128, "pad_token": "[PAD]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "config.json").write_text(json.dumps({"pad_token_id": 0}), encoding="utf-8")
    return folder


def _vector(word: str) -> list[float]:
    digest = hashlib.sha512(word.encode()).digest()
    return [byte / 127.5 - 1 for byte in digest[:LENGTH]]


def _model(rows: Sequence[Sequence[float]]) -> bytes:
    node = _text(1, "words") + _text(1, "input_ids") + _text(2, "states") + _text(4, "Gather")
    values = struct.pack(f"<{len(rows) * LENGTH}f", *(value for row in rows for value in row))
    table = _number(1, len(rows)) + _number(1, LENGTH) + _number(2, _FLOAT) + _text(8, "words") + _bytes(9, values)
    graph = _bytes(1, node) + _text(2, "tiny") + _bytes(5, table)
    graph += _bytes(11, _tensor("input_ids", _INT64, ("batch", "length")))
    graph += _bytes(12, _tensor("states", _FLOAT, ("batch", "length", LENGTH)))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _tensor(name: str, kind: int, sizes: Sequence[str | int]) -> bytes:
    shape = b"".join(_bytes(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in sizes)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())
