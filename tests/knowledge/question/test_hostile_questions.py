"""However a question is made, it takes a time that grows with its length, and not much more than an ordinary one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from bot.asking.commands import MOST_IN_A_QUESTION
from knowledge.matching.index import terms
from knowledge.matching.index.segment import base_of
from knowledge.matching.index.spellings import LONGEST, BuiltSpelling
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.ranking import query
from knowledge.question import tokens
from knowledge.question.cleaning import MOST_CHARACTERS, clean
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.question.tokens import split_words
from tests.scenes.asking import scene


@pytest.mark.parametrize("piece", ["\ufdfa", "½", "ﬃ", "\u1100\u1161\u11a8", "麻", "\u0323\u0301"])
def test_what_is_read_is_bounded_when_it_is_folded_too(piece: str) -> None:
    read = clean("a" + piece * MOST_CHARACTERS).text
    assert len(unicodedata.normalize("NFKD", read)) <= 2 * MOST_CHARACTERS


def test_an_ordinary_accented_message_is_read_to_its_end() -> None:
    text = "¿Será que los añejos cárteles también operan allí? " * 200
    assert len(clean(text[:MOST_CHARACTERS]).text) > MOST_CHARACTERS - 10


def test_a_word_that_nobody_types_is_not_tried_to_be_spelt() -> None:
    known = "a" * LONGEST
    spelling = BuiltSpelling([known, "b" * (LONGEST + 1)])
    assert spelling.near(known[1:]) and not spelling.near("b" * LONGEST) and not spelling.near("b" * (LONGEST + 2))


@pytest.mark.asyncio
async def test_the_option_has_a_length(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        command = here.bot.tree.get_command("ask")
        assert command is not None
        (question,) = (one for one in command.parameters if one.name == "question")  # type: ignore[union-attr]
        assert question.max_value == MOST_IN_A_QUESTION
        answer = await here.discord.slash(here.ann, here.channel, "ask", question="\ufdfa" * MOST_IN_A_QUESTION)
        assert answer.text


def test_what_askers_write_at_length_is_not_remembered() -> None:
    # Runs of four characters take a hundred times the text that they are of: thousands of messages, a gigabyte.
    base = base_of([], Gazetteer(()))
    for number in range(20):
        (passage, *_) = read_question(f"does the river run north {'or south ' * 50}{number}?", base.gazetteer).passages
        known = terms._kept_grams.cache_info().currsize
        assert len(query.asked(passage, base, shipped_background()).grams) > 10
        assert terms._kept_grams.cache_info().currsize == known


def test_a_word_that_nobody_types_is_not_remembered() -> None:
    split_words("a word that is known by now")
    known = tokens._known_word.cache_info().currsize
    for number in range(20):
        assert split_words("q" * (900 + number))
    assert tokens._known_word.cache_info().currsize == known
