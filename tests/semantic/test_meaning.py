"""Sentence vectors beside the words, through real ONNX and real fastembed, with an encoder of some kilobytes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence, Set
from pathlib import Path

import numpy as np
import pytest

import knowledge.meaning.encoder
from knowledge.errors import MeaningError
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base, Layer, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import Outcome
from knowledge.matching.ranking.semantic import Nearness, meant_text
from knowledge.matching.ranking.shortlist import SHORTLIST, shortlist
from knowledge.meaning import nearest
from knowledge.meaning.choice import DEFAULT_MODEL, MULTILINGUAL_MODEL, ModelChoice
from knowledge.meaning.fingerprint import weights_of
from knowledge.meaning.opening import open_encoder
from knowledge.meaning.texts import text_key, texts_of
from knowledge.meaning.vector_cache import new_meaning
from knowledge.meaning.vectors import as_numbers
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import SHARED
from tests.scenes.meaning import (
    CLAIM,
    DOCUMENTS,
    QUESTION,
    base_of_scene,
    completed,
    decided,
    meaning_for,
    opened,
    stocked,
    tiny_encoder,
)
from tests.scenes.tiny_encoder import LENGTH, write_encoder


@pytest.fixture
def base() -> Base:
    return base_of_scene()


def test_words_of_one_meaning_have_one_vector_and_every_vector_length_one(tmp_path):
    encoder = opened(tiny_encoder(tmp_path))
    assert encoder.encode("the gipper") @ encoder.encode("the reagan") == pytest.approx(1, abs=1e-5)
    assert encoder.encode("the gipper") @ encoder.encode("river north") < 0.9
    assert np.linalg.norm(encoder.encode("the river runs")) == pytest.approx(1, abs=1e-5)


def test_who_shares_no_word_with_the_entry_is_led_to_it(tmp_path, base):
    said, claimed = (set(re.findall(r"\w+", text.lower())) for text in (QUESTION, CLAIM))
    assert not said & claimed
    assert decided(QUESTION, base).ranked == ()
    meant = decided(QUESTION, base, meaning_for(opened(tiny_encoder(tmp_path)), base))
    assert meant.ranked[0][0] == "reagan-iran"
    assert meant.meaning is not None and meant.meaning > 0
    assert any(reason.startswith("reagan-iran: meaning: 0.") for reason in meant.reasons)


def test_what_meaning_alone_has_found_is_told_from_what_words_had_found_but_not_compared(tmp_path):
    towns = "Oslo Bergen Tromso Narvik Stavanger Trondheim Bodo Alta Molde Hamar Skien Moss".split()
    words_alone = [Document(town, f"They know where {town} went.") for town in towns]
    shared = "Reagan diverted money to Iran, and later the long war went on in the south for years."
    documents = (Document("words too", shared), Document("meaning alone", CLAIM), *words_alone)
    encoder = opened(tiny_encoder(tmp_path, shared, *(one.claim for one in words_alone)))
    base = base_of(documents, Gazetteer(()))
    (passage, *_) = read_question(QUESTION, base.gazetteer).passages
    by_words = {one.pair.document.document.id for one in shortlist(passage, base, shipped_background())}
    assert len(by_words) == SHORTLIST and by_words.isdisjoint({"words too", "meaning alone"})
    found = shortlist(passage, base, shipped_background(), meaning_for(encoder, base))
    joined = {one.pair.document.document.id: one.joined for one in found}
    assert joined["words too"] is False and joined["meaning alone"] is True
    assert not any(joined[entry] for entry in by_words) and len(joined) == len(found)


def test_what_is_hidden_is_not_found_by_meaning(tmp_path, base):
    meaning = meaning_for(opened(tiny_encoder(tmp_path)), base)
    hidden = Base((Layer(base.layers[0].segment, frozenset({0})),), base.gazetteer)
    assert "reagan-iran" not in {entry for entry, _ in decided(QUESTION, hidden, meaning).ranked}


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        (CLAIM, "Reagan diverted money to Iran in 1742."),
        (CLAIM, "Bill Clinton diverted money to Iran."),
        ("The Zetas are allied with MS-13.", "The Zetas are at war with MS-13."),
        ("The Zetas are allied with MS-13.", "The Zetas are allied with MS-99."),
    ],
)
def test_a_veto_stands_above_meaning_however_near_it_is(base, plain, other):
    assert decided(plain, base, Certain()).outcome is Outcome.ANSWERED
    assert decided(other, base, Certain()).outcome is not Outcome.ANSWERED
    assert decided(other, base, Certain()).reasons != decided(other, base).reasons
    assert decided(plain, base, Certain()).meaning is not None


class Certain:
    """A meaning to which every question is the same as every entry: no encoder can be surer than that."""

    weights = DEFAULT_MODEL

    def near(self, text: str, segments: Sequence[object]) -> Sequence[Certain]:
        return [self for _ in segments]

    def places(self, most: int, hidden: Set[int]) -> Sequence[int]:
        return [place for place in range(len(DOCUMENTS)) if place not in hidden]

    def of(self, place: int) -> Nearness:
        return Nearness(1.0, 1.0, 0.0, (1.0,), ())


@pytest.mark.parametrize(
    "framed",
    [
        "is it true that Reagan diverted money to Iran?",
        "Reagan never diverted money to Iran",
        "so basically, isn't it true that Reagan diverted money to Iran",
    ],
)
def test_frame_and_negation_are_not_encoded(tmp_path, base, framed):
    passages = read_question(framed, Gazetteer(())).passages
    assert [meant_text(passage) for passage in passages] == ["Reagan diverted money to Iran"]
    meaning = meaning_for(opened(tiny_encoder(tmp_path, "is it true that never so basically isn't")), base)
    assert decided(framed, base, meaning).ranked == decided(CLAIM, base, meaning).ranked


def test_a_question_that_was_asked_before_is_not_encoded_again(tmp_path, base):
    meaning = meaning_for(opened(tiny_encoder(tmp_path)), base)
    before = decided(CLAIM, base, meaning)
    # The session is gone: whatever had to be encoded would fail.
    meaning.encoder._embedding.model.model = None
    meaning.encoder._embedding.model.load_onnx_model = lambda: None
    assert decided(CLAIM, base, meaning) == before
    assert meaning.failure is None


def test_only_so_many_questions_are_remembered(tmp_path, base):
    meaning = new_meaning(opened(tiny_encoder(tmp_path)), DEFAULT_MODEL, remembered=3)
    meaning.table.add(meaning_for(meaning.encoder, base).encoded(document.claim for document in DOCUMENTS))
    for number in range(10):
        decided(f"Reagan diverted {number} rivers", base, meaning)
    assert len(meaning._questions) == 3


def test_words_serve_while_one_vector_is_missing(tmp_path, base):
    meaning = new_meaning(opened(tiny_encoder(tmp_path)), DEFAULT_MODEL)
    *most, last = [text for document in DOCUMENTS for text in texts_of(document)]
    meaning.table.add(meaning.encoded(most))
    assert decided(CLAIM, base, meaning) == decided(CLAIM, base)
    meaning.table.add(meaning.encoded([last]))
    assert decided(CLAIM, base, meaning).meaning is not None


def test_a_model_without_weights_of_its_own_adds_and_orders_offers_and_answers_nothing(tmp_path, base):
    fitted = meaning_for(opened(tiny_encoder(tmp_path)), base)
    other = meaning_for(opened(tmp_path, MULTILINGUAL_MODEL), base)
    for question in (CLAIM, QUESTION, "Reagan diverted money to Iran in 1742", "the river runs", "what is for dinner"):
        by_words, by_other = decided(question, base), decided(question, base, other)
        assert (by_other.answers, by_other.confidence) == (by_words.answers, by_words.confidence), question
        assert set(by_words.offered) <= set(by_other.offered)
        assert by_other.ranked[: len(by_words.ranked)] == by_words.ranked
    meant = decided(QUESTION, base, other)
    assert meant.ranked[0][0] == "reagan-iran" and meant.confidence == 0.0
    assert meant.meaning == pytest.approx(decided(QUESTION, base, fitted).meaning, abs=1e-3)
    assert any("no weights of its own" in reason for reason in meant.reasons)


def test_a_restart_computes_nothing_and_an_edit_only_what_is_new(tmp_path):
    folder = tiny_encoder(tmp_path / "model")
    store = stocked(tmp_path)
    library, _, computed = completed(opened(folder), store)
    assert computed > 10
    found = library.ask(QUESTION, SHARED).decision
    store.close()
    store = stocked(tmp_path)
    again, meaning, computed = completed(opened(folder), store)
    assert computed == 0
    assert again.ask(QUESTION, SHARED).decision == found
    meaning.forget(store, [text_key(CLAIM)])
    assert completed(opened(folder), store)[2] == 1
    store.close()


def test_claim_phrasings_and_every_part_of_the_body_have_a_vector(tmp_path):
    store = stocked(tmp_path)
    library, meaning, _ = completed(opened(tiny_encoder(tmp_path / "model")), store)
    entry = library.show("reagan-iran", SHARED).entry
    pieces = [*entry.evidence, *entry.rebuttals, *entry.caveats]
    texts = {entry.claim, *entry.phrasings, entry.answer, *(piece.what for piece in pieces), *entry.not_this}
    kept = {key for key, _ in store.vectors.of(meaning.encoder.key)}
    assert {text_key(text) for text in texts} <= kept
    store.close()


def test_a_layout_that_was_worked_out_while_texts_were_forgotten_is_not_kept(tmp_path, base, monkeypatch):
    meaning = meaning_for(opened(tiny_encoder(tmp_path)), base)
    (segment,) = (layer.segment for layer in base.layers)
    laid_out = nearest._laid_out

    def slowly(*given):
        layout = laid_out(*given)
        meaning.table.remove(as_numbers([text_key(CLAIM)]))
        meaning.lay_out_anew()
        return layout

    monkeypatch.setattr(nearest, "_laid_out", slowly)
    assert meaning.layout(segment).whole
    monkeypatch.undo()
    assert not meaning.layout(segment).whole and meaning.missing([segment]) == [CLAIM]


def test_another_model_computes_anew_and_then_the_old_vectors_go(tmp_path):
    store = stocked(tmp_path)
    first, second = opened(tiny_encoder(tmp_path / "a")), opened(tiny_encoder(tmp_path / "b", "one more word"))
    assert first.key != second.key
    before = completed(first, store)[2]
    _, meaning, computed = completed(second, store)
    assert computed == before
    assert store.vectors.of(first.key)
    while meaning.tidy(store):
        assert store.vectors.of(first.key)
    assert not store.vectors.of(first.key)
    assert len(store.vectors.of(second.key)) == computed
    store.close()


@pytest.mark.parametrize("name", [f"{name}.json" for name in ("tokenizer", "tokenizer_config", "config")])
def test_vectors_are_of_the_settings_of_a_model(tmp_path, name):
    first, second = tiny_encoder(tmp_path / "a"), tiny_encoder(tmp_path / "b")
    assert opened(first).key == opened(second).key
    (second / name).write_text((second / name).read_text() + " ")
    assert opened(first).key != opened(second).key


@pytest.mark.parametrize("name", ["model.onnx_data", "model.onnx.data", "model.safetensors"])
def test_vectors_are_of_the_weights_that_are_kept_apart(tmp_path, name):
    folder = tiny_encoder(tmp_path)
    without = opened(folder).key
    (folder / name).write_bytes(b"numbers")
    first = opened(folder).key
    (folder / name).write_bytes(b"Numbers")
    assert len({without, first, opened(folder).key}) == 3


def test_vectors_are_of_the_library_that_made_them_and_of_one_spelling_of_the_name(tmp_path, monkeypatch):
    folder = tiny_encoder(tmp_path)
    before = opened(folder).key
    assert opened(folder, DEFAULT_MODEL.upper()).key == before
    monkeypatch.setattr(knowledge.meaning.encoder, "version", lambda name: "99.0")
    assert opened(folder).key != before


def test_a_vector_that_is_no_number_is_an_error(tmp_path):
    encoder = opened(write_encoder(tmp_path, [], {"broken": [float("nan")] * LENGTH}))
    with pytest.raises(MeaningError, match="no usable vector"):
        encoder.encode("broken")


def test_a_model_that_was_downloaded_is_opened_by_its_name_and_known_by_its_files(tmp_path):
    keys = set()
    for words in ((), ("one", "more", "word")):
        cache = tmp_path / f"cache{len(words)}"
        downloaded(tiny_encoder(tmp_path / f"model{len(words)}", *words), cache)
        encoder = open_encoder(ModelChoice(DEFAULT_MODEL, None, cache), download=False)
        assert weights_of(encoder) == DEFAULT_MODEL
        keys.add(encoder.key)
    assert len(keys) == 2


def downloaded(folder: Path, cache: Path) -> None:
    """Put the files of a model where the library puts those of the default one when it downloads them."""
    repository = cache / "models--Qdrant--all-MiniLM-L6-v2-onnx"
    # The library wrote the name in small letters for a while.
    for place in (repository, repository.with_name(repository.name.replace("Qdrant", "qdrant"))):
        (place / "refs").mkdir(parents=True, exist_ok=True)
        (place / "refs" / "main").write_text("0123456789")
        shutil.copytree(folder, place / "snapshots" / "0123456789", dirs_exist_ok=True)


def test_a_vector_that_was_damaged_is_computed_again(tmp_path: Path):
    store = stocked(tmp_path)
    encoder = opened(tiny_encoder(tmp_path / "model"))
    completed(encoder, store)
    with store.transaction():
        store.vectors.put(encoder.key, [(text_key(CLAIM), b"short")])
    assert completed(encoder, store)[2] == 1
    assert completed(encoder, store)[2] == 0
    store.close()
