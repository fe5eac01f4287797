"""Vectors as they are kept, in the database and in memory."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.meaning.texts import text_key
from knowledge.meaning.vectors import VectorTable, as_keys, as_numbers, pack, rotate, unpack


def made(count: int, length: int, seed: int) -> npt.NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(count, length)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def keys(count: int) -> list[bytes]:
    return [text_key(str(number)) for number in range(count)]


@given(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=64).filter(any))
def test_packing_keeps_a_vector_to_half_a_step(numbers):
    vector = np.array(numbers, dtype=np.float64)
    vector = (vector / np.abs(vector).max()).astype(np.float32)
    step = float(np.abs(vector).max()) / 127
    assert np.abs(unpack(pack(vector)) - vector).max() <= step * 0.51 + 1e-9


@given(st.lists(st.binary(min_size=8, max_size=8)))
def test_keys_are_numbers_and_keys_again(some):
    assert as_keys(as_numbers(some)) == some


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 1500), st.integers(383, 385), st.integers(0, 2**31), st.integers(30, 700))
def test_the_product_over_the_table_is_the_cosine(count, length, seed, batch):
    vectors = made(count, length, seed)
    table = VectorTable(length)
    rows = list(zip(keys(count), map(pack, vectors), strict=True))
    for start in range(0, count, batch):
        table.add(rows[start : start + batch])
    # What is there already changes nothing.
    table.add(rows[:10])
    assert len(table) == count
    places = table.rows(as_numbers(keys(count)))
    assert sorted(places) == list(range(count))
    assert np.abs(table.cosines(vectors[0])[places] - vectors @ vectors[0]).max() < 0.04
    assert list(table.rows(as_numbers([text_key("unknown"), keys(1)[0]]))) == [-1, places[0]]


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 1500), st.sets(st.integers(0, 1499)), st.integers(0, 2**31))
def test_of_what_is_forgotten_nothing_stays_and_all_else_does(count, gone, seed):
    vectors = made(count, 16, seed)
    table = VectorTable(16)
    table.add(list(zip(keys(count), map(pack, vectors), strict=True)))
    before = table.rows(as_numbers(keys(count)))
    cosines = table.cosines(vectors[0])
    forgotten = [key for number, key in enumerate(keys(count)) if number in gone]
    table.remove(as_numbers(forgotten))
    after = table.rows(as_numbers(keys(count)))
    for number in range(count):
        assert after[number] == (-1 if number in gone else before[number])
    kept = [row for number, row in enumerate(before) if number not in gone]
    assert set(as_keys(table.others([before]))) == set()
    assert set(as_keys(table.others([]))) == set(keys(count)) - set(forgotten)
    lost = [row for number, row in enumerate(before) if number in gone]
    assert not table.cosines(vectors[0])[lost].any()
    assert (table.cosines(vectors[0])[kept] == cosines[kept]).all()


def test_a_vector_of_another_length_is_left_out():
    table = VectorTable(16)
    table.add([(text_key("short"), b"abc"), (text_key("whole"), pack(made(1, 16, 0)[0]))])
    assert list(table.rows(as_numbers([text_key("short"), text_key("whole")]))) == [-1, 0]


@pytest.mark.parametrize("outlier", [0.0, 0.3, 0.6, 0.9])
def test_a_number_that_is_far_larger_than_the_rest_is_not_lost(outlier):
    vectors = made(200, 384, 1)
    vectors[:, 7] = outlier
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = vectors @ vectors[0]
    vectors = np.array([rotate(vector) for vector in vectors])
    table = VectorTable(384)
    table.add(list(zip(keys(200), map(pack, vectors), strict=True)))
    places = table.rows(as_numbers(keys(200)))
    assert np.abs(table.cosines(vectors[0])[places] - cosines).max() < 0.05


@given(st.integers(1, 800), st.integers(0, 2**31))
def test_turning_changes_no_cosine(length, seed):
    first, second = made(2, length, seed)
    assert rotate(first) @ rotate(second) == pytest.approx(first @ second, abs=1e-5)
    assert np.linalg.norm(rotate(first)) == pytest.approx(1, abs=1e-5)


def test_turning_is_the_same_on_every_machine():
    # Vectors are kept rotated: those of a database that moves must still meet those of questions.
    found = rotate(np.arange(8, dtype=np.float32)) * np.sqrt(8)
    assert np.round(found, 4).tolist() == [-16.0, -8.0, 20.0, -12.0, 8.0, 8.0, -8.0, 8.0]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=8))
def test_in_whatever_pieces_vectors_come_their_cosines_are_the_same(pieces):
    vectors = made(sum(pieces), 384, 2)
    rows = list(zip(keys(len(vectors)), map(pack, vectors), strict=True))
    whole, pieced = VectorTable(384), VectorTable(384)
    whole.add(rows)
    start = 0
    for piece in pieces:
        pieced.add(rows[start : start + piece])
        start += piece
    assert (whole.cosines(vectors[0]) == pieced.cosines(vectors[0])).all()
