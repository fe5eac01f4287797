"""A packed segment: what is taken out of it is what was put in, and other code makes another."""

import ast
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from knowledge.exchange.packs import starter_packs
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index import fingerprint as made_with
from knowledge.matching.index.codec import pack, unpack
from knowledge.matching.index.document import Document, Part, document_of
from knowledge.matching.index.fingerprint import SOURCES, TABLES, fingerprint
from knowledge.matching.index.segment import Base, Layer, Segment, base_of
from knowledge.matching.index.terms import analyse_document
from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from tests.bench.made_claims import Maker
from tests.golden.questions import golden_questions
from tests.scenes.making import NAMES
from tests.scenes.strategies import documents

GAZETTEER = Gazetteer(NAMES)
WORDS = st.sampled_from(
    "zetas Los Zetas Guatemala not never 12,000 2012 cartel pact café ¿ ’ crime criminal the of 12k ﷺ one once".split()
)
TEXTS = st.text(st.characters(), max_size=60) | st.lists(WORDS, max_size=12).map(" ".join)
LINKS = st.lists(st.text(st.characters(), max_size=12), max_size=2, unique=True).map(tuple)
DOCUMENTS = st.lists(
    documents(st.text(st.characters(), max_size=8), TEXTS, LINKS), max_size=6, unique_by=lambda one: one.id
)


def decided(base: Base, question: str):
    decision = decide(read_question(question, base.gazetteer), base, shipped_background())
    return decision, decision.reasons()


def as_packed(base: Base) -> Base:
    (layer,) = base.layers
    return Base((Layer(unpack(pack(layer.segment.documents, layer.segment.ids)).segment),), base.gazetteer)


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_what_was_packed_is_the_same_when_it_is_taken_out(documents):
    built = Segment(documents, GAZETTEER)
    body = pack(built.documents, [one.id for one in documents])
    again = unpack(body)
    assert tuple(again.segment.documents) == built.documents == again.segment.documents[:]
    for place, one in enumerate(built.documents):
        assert (
            again.segment.vectors(place)
            == built.vectors(place)
            == one.vectors
            == again.segment.documents[place].vectors
        )
        assert again.segment.refused_vectors(place) == built.refused_vectors(place) == one.refused_vectors
    assert list(again.keys) == [one.id for one in documents] == list(again.segment.ids)
    assert list(again.claims) == [one.claim for one in documents]
    assert again.segment.places == built.places
    assert {link: list(places) for link, places in again.segment.links.items()} == built.links
    assert set(again.segment.postings.terms()) == set(built.postings.terms())
    for term in (*built.postings.terms(), "strange to all"):
        ours, theirs = built.postings.get(term), again.segment.postings.get(term)
        assert again.segment.frequency(term) == built.frequency(term)
        assert again.segment.places_of(term) == built.places_of(term)
        if ours is not None:
            assert (ours.places, ours.weights, ours.highest) == (theirs.places, theirs.weights, theirs.highest)
    for word in built.spelling.words:
        for written in (word[1:], word + "x", word[:2] + word[3:], word[1:2] + word[:1] + word[2:]):
            assert again.segment.spelling.near(written) == built.spelling.near(written)
    assert pack(again.segment.documents, again.keys) == body


def test_a_plain_text_is_held_with_one_set_of_its_own():
    texts = ("the river runs to the north", "how deep is the mountain lake")
    held = as_packed(base_of((Document("one", texts[0], texts[1:]),), GAZETTEER)).document("one")
    assert held is not None
    for text in held.surfaces:
        assert text.term_set is text.stems and text.term_set == set(text.terms)
    empty = [some for text in held.surfaces for some in (text.names, text.numbers, text.initials)]
    assert not any(empty) and all(some is empty[0] for some in empty)


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_reading_a_document_after_its_earlier_state_changes_nothing(documents, earlier):
    for one, before in zip(documents, earlier, strict=False):
        # Texts of both, some of them as something else than they were.
        mixed = replace(
            one,
            phrasings=(before.claim, *one.phrasings, *before.not_this),
            parts=(*before.parts[1:], *one.parts),
            not_this=(*before.phrasings, *one.not_this),
        )
        read = analyse_document(before, GAZETTEER)
        assert analyse_document(mixed, GAZETTEER, read) == analyse_document(mixed, GAZETTEER)


def test_what_did_not_change_is_not_read_again():
    document = Document("one", "The Zetas are allied.", ("a", "b"), (), (Part("answer", 0, "No."),), ("c",))
    before = analyse_document(document, GAZETTEER)
    after = analyse_document(replace(document, phrasings=("b", "new", "a")), GAZETTEER, before)
    kept = (after.surfaces[0], after.surfaces[1], after.surfaces[3], *after.parts, *after.not_this)
    was = (before.surfaces[0], before.surfaces[2], before.surfaces[1], *before.parts, *before.not_this)
    assert all(one is other for one, other in zip(kept, was, strict=True))


@cache
def packs() -> Base:
    found = starter_packs()
    gazetteer = Gazetteer(name for pack in found for name in pack.names)
    return base_of((document_of(entry) for pack in found for entry in pack.entries), gazetteer)


@pytest.mark.slow
def test_the_golden_questions_are_decided_the_same():
    ours = as_packed(packs())
    for golden in golden_questions()[::3]:
        assert decided(ours, golden.question) == decided(packs(), golden.question)


@pytest.mark.parametrize("bodies", [False, True])
def test_made_questions_are_decided_the_same(bodies):
    maker = Maker(300)
    documents = maker.documents(bodies=bodies)
    base = base_of(documents, Gazetteer(()))
    ours = as_packed(base)
    for question in maker.questions(documents, 60):
        assert decided(ours, question.text) == decided(base, question.text)


# What the index is made with and is not listed: what is only asked when a question is.
_AT_QUESTIONS = {"matching/lexicons/background.py", "matching/index/idf.py"}


def test_the_fingerprint_covers_all_code_that_the_index_is_made_with():
    root = Path(knowledge.__file__).parent
    waiting, found = {"matching/index/codec.py", "entries/validation.py"}, set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        for node in ast.walk(ast.parse((root / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("knowledge."):
                other = "/".join(node.module.split(".")[1:]) + ".py"
                waiting |= {other} - found - _AT_QUESTIONS
    assert found == set(SOURCES)
    written = [(root / name).read_text(encoding="utf-8") for name in SOURCES]
    assert set(TABLES) == {
        f"matching/lexicons/{file}" for text in written for file in re.findall(r'"(\w+\.(?:tsv|txt))"', text)
    }


@pytest.mark.parametrize("name", [SOURCES[0], SOURCES[-1], TABLES[0]])
def test_an_index_made_with_other_code_or_tables_is_another(monkeypatch, tmp_path, name):
    before = fingerprint(GAZETTEER)
    root = Path(knowledge.__file__).parent
    copied = shutil.copytree(root, tmp_path / "knowledge", ignore=shutil.ignore_patterns("__pycache__"))
    try:
        monkeypatch.setattr(made_with.importlib.resources, "files", lambda _: copied)
        made_with._code.cache_clear()
        assert fingerprint(GAZETTEER) == before
        (copied / name).write_bytes((root / name).read_bytes() + b"\n")
        made_with._code.cache_clear()
        assert fingerprint(GAZETTEER) != before
    finally:
        made_with._code.cache_clear()
