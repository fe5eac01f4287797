"""A tiny sentence encoder, made on the spot: real ONNX of a few kilobytes, which fastembed opens from a folder.

It looks the vector of each word up; words of one meaning share their vector, others may be given one, and the word
FLOOD asks for more memory than a machine can address. ONNX is written by hand here (it is protobuf: a tag, a length,
the bytes), so that no test needs a library for it.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

LENGTH = 24
# A word that nobody writes in an entry.
FLOOD = "memoryflood"
_FLOOD_NUMBERS = 1 << 50
SYNONYMS = (
    ("reagan", "gipper"),
    ("iran", "ayatollahs"),
    ("money", "cash", "moolah", "proceeds"),
    ("zetas", "letters"),
    ("allied", "buddies"),
)
NONE_GIVEN: Mapping[str, Sequence[float]] = MappingProxyType({})
_FLOAT, _INT64 = 1, 7


def write_encoder(folder: Path, words: Sequence[str], given: Mapping[str, Sequence[float]] = NONE_GIVEN) -> Path:
    """Write an encoder that knows these words, the synonyms and the given ones into a folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    known = (*words, *(word for some in SYNONYMS for word in some), *given, FLOOD)
    vocabulary = ["[PAD]", "[UNK]", *dict.fromkeys(known)]
    meant = {word: some[0] for some in SYNONYMS for word in some}
    vectors = {word: given.get(word) or _vector(meant.get(word, word)) for word in vocabulary[2:]}
    rows = [vectors.get(word, [0.001] * LENGTH) for word in vocabulary]
    (folder / "model.onnx").write_bytes(_model(rows, vocabulary.index(FLOOD)))
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
    # Older versions of fastembed ask for this one too.
    (folder / "special_tokens_map.json").write_text(json.dumps({"unk_token": "[UNK]"}), encoding="utf-8")
    (folder / "config.json").write_text(json.dumps({"pad_token_id": 0}), encoding="utf-8")
    return folder


def _vector(word: str) -> list[float]:
    digest = hashlib.sha512(word.encode()).digest()
    return [byte / 127.5 - 1 for byte in digest[:LENGTH]]


def _model(rows: Sequence[Sequence[float]], flood: int) -> bytes:
    nodes = (
        _node("Gather", ("words", "input_ids"), "vectors"),
        # Zeros, one of them for a text of ordinary words, are made and their highest is added: nothing but memory.
        _node("Gather", ("sizes", "input_ids"), "wanted"),
        _node("ReduceMax", ("wanted",), "most"),
        _node("Reshape", ("most", "one"), "size"),
        _node("ConstantOfShape", ("size",), "zeros"),
        _node("ReduceMax", ("zeros",), "zero"),
        _node("Add", ("vectors", "zero"), "states"),
    )
    values = struct.pack(f"<{len(rows) * LENGTH}f", *(value for row in rows for value in row))
    sizes = [_FLOOD_NUMBERS if place == flood else 1 for place in range(len(rows))]
    graph = b"".join(_bytes(1, node) for node in nodes) + _text(2, "tiny")
    graph += _bytes(5, _table("words", _FLOAT, (len(rows), LENGTH), values))
    graph += _bytes(5, _table("sizes", _INT64, (len(rows),), struct.pack(f"<{len(sizes)}q", *sizes)))
    graph += _bytes(5, _table("one", _INT64, (1,), struct.pack("<q", 1)))
    graph += _bytes(11, _tensor("input_ids", _INT64, ("batch", "length")))
    graph += _bytes(12, _tensor("states", _FLOAT, ("batch", "length", LENGTH)))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _node(kind: str, inputs: Sequence[str], output: str) -> bytes:
    return b"".join(_text(1, one) for one in inputs) + _text(2, output) + _text(4, kind)


def _table(name: str, kind: int, sizes: Sequence[int], values: bytes) -> bytes:
    return b"".join(_number(1, size) for size in sizes) + _number(2, kind) + _text(8, name) + _bytes(9, values)


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
