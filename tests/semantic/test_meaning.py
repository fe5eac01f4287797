"""Sentence vectors beside the words, through real ONNX and real fastembed, with an encoder of two kilobytes."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import MeaningError
from knowledge.matching.background import shipped_background
from knowledge.matching.decision import decide
from knowledge.matching.index import Base, Layer, Segment
from knowledge.matching.outcome import Outcome
from knowledge.meaning.keeping import KeptMeaning
from knowledge.meaning.nearest import texts_of
from knowledge.meaning.opening import DEFAULT_MODEL, ModelChoice, open_encoder
from knowledge.meaning.vectors import VectorTable, packed, text_key, unpacked
from knowledge.names import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import SHARED
from tests.semantic.scene import CLAIM, DOCUMENTS, QUESTION, completed, opened, stocked, tiny_encoder


def meaning_for(folder: Path, segment: Segment) -> KeptMeaning:
    meaning = KeptMeaning(opened(tiny_encoder(folder)), VectorTable())
    meaning.table.add(meaning.encoded(texts_of(segment)))
    return meaning


@pytest.fixture
def gazetteer() -> Gazetteer:
    return Gazetteer(())


@pytest.fixture
def segment(gazetteer: Gazetteer) -> Segment:
    return Segment(DOCUMENTS, gazetteer)


def test_words_of_one_meaning_have_one_vector_and_every_vector_length_one(tmp_path):
    encoder = opened(tiny_encoder(tmp_path))
    assert encoder.encode("the gipper") @ encoder.encode("the reagan") == pytest.approx(1, abs=1e-5)
    assert encoder.encode("the gipper") @ encoder.encode("river north") < 0.9
    assert np.linalg.norm(encoder.encode("the river runs")) == pytest.approx(1, abs=1e-5)


def test_who_shares_no_word_with_the_entry_is_led_to_it(tmp_path, segment, gazetteer):
    base = Base((Layer(segment),), gazetteer)
    question = read_question(QUESTION, gazetteer)
    background = shipped_background()
    assert decide(question, base, background).ranked == ()
    meant = decide(question, base, replace(background, meaning=meaning_for(tmp_path, segment)))
    assert meant.ranked[0][0] == "reagan-iran"
    assert meant.meaning is not None
    assert any("meaning:" in reason for reason in meant.reasons)


def test_what_is_hidden_is_not_found_by_meaning(tmp_path, segment, gazetteer):
    meaning = meaning_for(tmp_path, segment)
    hidden = Base((Layer(segment, frozenset({0})),), gazetteer)
    found = decide(read_question(QUESTION, gazetteer), hidden, replace(shipped_background(), meaning=meaning))
    assert "reagan-iran" not in {entry for entry, _ in found.ranked}


def test_a_veto_stands_above_meaning(tmp_path, segment, gazetteer):
    base = Base((Layer(segment),), gazetteer)
    background = replace(shipped_background(), meaning=meaning_for(tmp_path, segment))
    for question in ("Reagan diverted money to Iran in 1742", "The Zetas are at war with MS-13"):
        assert decide(read_question(question, gazetteer), base, background).outcome is not Outcome.ANSWERED, question


def test_frame_and_negation_are_not_encoded(tmp_path, segment, gazetteer):
    base = Base((Layer(segment),), gazetteer)
    background = replace(shipped_background(), meaning=meaning_for(tmp_path, segment))
    plain, framed = (
        decide(read_question(text, gazetteer), base, background).ranked
        for text in ("Reagan diverted money to Iran", "is it true that Reagan not diverted money to Iran?")
    )
    assert plain == framed


def test_words_serve_while_one_vector_is_missing(tmp_path, segment, gazetteer):
    meaning = KeptMeaning(opened(tiny_encoder(tmp_path)), VectorTable())
    *most, last = texts_of(segment)
    meaning.table.add(meaning.encoded(most))
    base = Base((Layer(segment),), gazetteer)
    background = shipped_background()
    question = read_question(CLAIM, gazetteer)
    without = decide(question, base, background)
    assert decide(question, base, replace(background, meaning=meaning)) == without
    meaning.table.add(meaning.encoded([last]))
    assert decide(question, base, replace(background, meaning=meaning)).meaning is not None


def test_an_encoder_that_fails_at_a_question_is_told_once_and_words_go_on(tmp_path, segment, gazetteer, caplog):
    meaning = meaning_for(tmp_path, segment)
    # The model's session is gone, as after running out of memory.
    meaning.encoder._embedding.model.model = None
    meaning.encoder._embedding.model.load_onnx_model = lambda: None
    base = Base((Layer(segment),), gazetteer)
    background = shipped_background()
    with caplog.at_level(logging.WARNING):
        for text in (CLAIM, "the zetas are allied with ms-13", QUESTION):
            question = read_question(text, gazetteer)
            assert decide(question, base, replace(background, meaning=meaning)) == decide(question, base, background)
    assert len(caplog.records) == 1
    assert meaning.failure


def test_a_restart_computes_nothing_and_an_edit_only_what_is_new(tmp_path):
    folder = tiny_encoder(tmp_path / "model")
    store = stocked(tmp_path)
    library, _, computed = completed(opened(folder), store)
    assert computed > 10
    found = library.ask(QUESTION, SHARED).decision
    store.close()
    store = stocked(tmp_path)
    again, _, computed = completed(opened(folder), store)
    assert computed == 0
    assert again.ask(QUESTION, SHARED).decision == found
    store.close()


def test_another_model_computes_anew_and_then_the_old_vectors_go(tmp_path):
    store = stocked(tmp_path)
    first, second = opened(tiny_encoder(tmp_path / "a")), opened(tiny_encoder(tmp_path / "b", "one more word"))
    assert first.key != second.key
    _, _, before = completed(first, store)
    _, meaning, computed = completed(second, store)
    assert computed == before
    assert list(store.vectors.of(first.key))
    meaning.tidy(store)
    assert not list(store.vectors.of(first.key))
    assert len(list(store.vectors.of(second.key))) == computed
    store.close()


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "tokenizer_config.json"])
@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_a_folder_that_is_not_whole_is_one_sentence(tmp_path, name, harm):
    folder = tiny_encoder(tmp_path)
    if harm == "gone":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes((folder / name).read_bytes()[:20])
    with pytest.raises(MeaningError, match=str(folder)):
        opened(folder)


def test_a_model_that_nobody_knows_and_one_that_is_not_here_are_one_sentence(tmp_path):
    with pytest.raises(MeaningError, match="no/such-model"):
        open_encoder(ModelChoice("no/such-model", tiny_encoder(tmp_path), tmp_path), download=False)
    with pytest.raises(MeaningError, match="doctor"):
        open_encoder(ModelChoice(DEFAULT_MODEL, None, tmp_path / "cache"), download=False)


@given(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=64).filter(any))
def test_packing_keeps_a_vector_to_half_a_step(numbers):
    vector = np.array(numbers, dtype=np.float32)
    step = float(np.abs(vector).max()) / 127
    assert np.abs(unpacked(packed(vector)) - vector).max() <= step * 0.51 + 1e-9


@given(st.integers(1, 700), st.integers(0, 2**31))
def test_the_product_over_packed_rows_is_the_cosine(count, seed):
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    table = VectorTable()
    keys = [text_key(str(number)) for number in range(count)]
    table.add(zip(keys, map(packed, vectors), strict=True))
    rows = table.rows(keys)
    assert rows is not None
    assert np.abs(table.cosines(rows, vectors[0]) - vectors @ vectors[0]).max() < 0.02
    assert table.rows([*keys, text_key("unknown")]) is None
