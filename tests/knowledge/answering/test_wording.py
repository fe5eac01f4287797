"""Whether a question is in the words of its entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.wording import is_in_its_words
from tests.scenes.entries import whole_entry

CLAIM = "The Zetas recruited former Kaibiles from Guatemala."
ENTRY = whole_entry(claim=CLAIM, phrasings=["did the zetas hire ex-Kaibiles", "¿reclutaron los Zetas a kaibiles?"])


@pytest.mark.parametrize(
    "question",
    [
        CLAIM,
        CLAIM.upper(),
        "is it true that the Zetas recruited former Kaibiles from Guatemala?",
        "wait, did the Zetas really recruit former Kaibiles from Guatemala",
        "hey did the ZETAS hire ex kaibiles lol",
        "¿Reclutaron los zetas a Kaibiles?",
    ],
)
def test_it_is_when_only_inflection_and_what_stands_around_it_differ(question: str) -> None:
    assert is_in_its_words(question, ENTRY)


@pytest.mark.parametrize(
    "question",
    [
        "did the Zetas recruit former Kaibiles?",
        "did the Kaibiles recruit former Zetas from Guatemala?",
        "the Zetas never recruited former Kaibiles from Guatemala, right?",
        "did the Zetas recruit former Kaibiles from Honduras?",
        "",
        "🙂",
    ],
)
def test_it_is_not_when_a_word_more_or_less_another_order_or_a_denial_stands_there(question: str) -> None:
    assert not is_in_its_words(question, ENTRY)


@given(st.text(max_size=300))
def test_it_reads_whatever_is_typed(question: str) -> None:
    assert is_in_its_words(question, ENTRY) in (True, False)
