"""Further questions: which part of an entry is asked for, which of its sentences answer, what asks nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering.followup import (
    NONE_OF_THEM,
    AnswerPart,
    FollowUp,
    Kind,
    Said,
    choice_in,
    follow_up,
    sentences_of,
)
from knowledge.answering.followup.phrases import Read, phrase_in, shipped_phrases, verdict_words
from knowledge.answering.library import Library, PublishedEntry, build_library
from knowledge.entries.entry import Entry
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.store import SHARED, open_store
from tests.scenes.asking import CIA, CIA_QUESTION, ZETAS, database
from tests.scenes.strategies import entries

JOH = "honduras-president-convicted-drugs"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    store = open_store(database(tmp_path_factory.mktemp("followup")))
    try:
        return build_library(store)
    finally:
        store.close()


def entry(library: Library, name: str) -> PublishedEntry:
    shown = library.show(name, SHARED)
    assert shown is not None
    return shown


def asked(library: Library, name: str, text: str, *, fresh: bool = False) -> FollowUp:
    return follow_up(library, SHARED, entry(library, name), text, fresh=fresh)


def test_a_card_is_not_offered_again_to_whoever_was_just_given_it(library: Library) -> None:
    tapes = "and the secret jailhouse tapes?"
    assert [one.id for one in library.ask(tapes, SHARED).offered] == [ZETAS]
    for fresh in (False, True):
        found = asked(library, ZETAS, tapes, fresh=fresh)
        assert found.kind is Kind.SENTENCES and "recordings" in found.sentences[0].text
    # After another card it is a question of its own.
    assert asked(library, JOH, tapes, fresh=True).kind is Kind.REPLY


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("says who?", AnswerPart.CLAIMANTS),
        ("who even said that", AnswerPart.CLAIMANTS),
        ("¿según quién?", AnswerPart.CLAIMANTS),
        ("source?", AnswerPart.SOURCES),
        ("Sources pls", AnswerPart.SOURCES),
        ("ok but where did you get that from?", AnswerPart.SOURCES),
        ("since when?", AnswerPart.AS_OF),
        ("how old is this?", AnswerPart.AS_OF),
        ("is that still so?", AnswerPart.STILL),
        ("¿todavía es así?", AnswerPart.STILL),
        ("isn't that just jailhouse gossip?", AnswerPart.EVIDENCE),
        ("why do people believe it?", AnswerPart.EVIDENCE),
        ("could it still happen?", AnswerPart.CAVEATS),
        ("what would change your mind?", AnswerPart.CAVEATS),
        ("what's against it?", AnswerPart.REBUTTALS),
        ("who denies it?", AnswerPart.REBUTTALS),
        ("why", AnswerPart.WHY),
        ("so why not?", AnswerPart.WHY),
        ("so is it true or not?", AnswerPart.YES_OR_NO),
        ("¿sí o no?", AnswerPart.YES_OR_NO),
        ("tldr", AnswerPart.SHORT),
        ("explain like I'm five", AnswerPart.SHORT),
        ("what changed", AnswerPart.CHANGED),
        ("who wrote this", AnswerPart.KEPT_BY),
        ("which pack?", AnswerPart.KEPT_BY),
        ("says the bot?", AnswerPart.BOT),
        ("¿y tú cómo sabes?", AnswerPart.BOT),
        ("bot is wrong", Said.OBJECTION),
        ("no te creo", Said.OBJECTION),
        ("that's a lie", Said.OBJECTION),
        ("thats not what i asked", Said.NOT_MINE),
        ("thanks a lot!", Said.THANKS),
        ("good bot", Said.THANKS),
        ("lol", Said.REMARK),
        ("jajajaja", Said.REMARK),
        ("😂😂", Said.REMARK),
        (":D", Said.REMARK),
        ("do penguins fly?", None),
        ("was he pardoned?", None),
    ],
)
def test_what_is_wanted_is_read_from_the_words(text: str, part: AnswerPart | Said | None) -> None:
    read = phrase_in(text)
    assert (read.what if read else None) is part


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("what do you mean unproven", Verdict.UNPROVEN),
        ("what does misleading mean", Verdict.MISLEADING),
        ("what does mostly false mean?", Verdict.MOSTLY_FALSE),
        ("¿qué quiere decir engañoso?", Verdict.MISLEADING),
    ],
)
def test_the_meaning_of_a_verdict_is_that_of_the_word_that_was_named(text: str, verdict: Verdict) -> None:
    assert phrase_in(text) == Read(AnswerPart.VERDICT, verdict)


def test_a_question_mark_tells_a_question_from_an_objection() -> None:
    assert phrase_in("that's a lie?") == Read(AnswerPart.YES_OR_NO)
    assert phrase_in("that's a lie") == Read(Said.OBJECTION)


@pytest.mark.parametrize("language", Language)
def test_there_are_phrases_for_everything_in_each_language(language: Language) -> None:
    wanted = {what for what, _ in shipped_phrases(language).whole}
    assert wanted == {*AnswerPart, *Said}
    assert set(verdict_words().values()) == set(Verdict)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("was he pardoned?", "President Trump pardoned him"),
        ("how long did he get", "On 26 June 2024 he was sentenced to 45 years"),
        ("¿quién lo indultó?", "President Trump pardoned him"),
    ],
)
def test_a_content_question_gets_the_sentence_that_answers_it(library: Library, text: str, begins: str) -> None:
    found = asked(library, JOH, text)
    assert found.kind is Kind.SENTENCES
    assert any(sentence.text.startswith(begins) for sentence in found.sentences)
    assert all(sentence in sentences_of(entry(library, JOH).entry) for sentence in found.sentences)


@pytest.mark.parametrize("text", ["does he have kids?", "what about his brother?", "who is Hassan Nasrallah?"])
def test_what_the_entry_does_not_say_gets_no_sentence(library: Library, text: str) -> None:
    assert asked(library, JOH, text).kind is Kind.UNANSWERED


def test_a_name_that_the_entry_lacks_rules_every_sentence_out(library: Library) -> None:
    assert asked(library, JOH, "did Trump pardon him?").kind is Kind.SENTENCES
    assert asked(library, JOH, "did Velasco pardon him?").kind is not Kind.SENTENCES


def test_a_question_about_another_claim_goes_to_the_library(library: Library) -> None:
    for fresh in (False, True):
        found = asked(library, ZETAS, f"ok, and {CIA_QUESTION}", fresh=fresh)
        assert found.reply is not None
        assert [answer.shown.id for answer in found.reply.answers] == [CIA]


def test_the_claim_of_the_card_asked_again_gets_yes_or_no(library: Library) -> None:
    found = asked(library, CIA, f"so {CIA_QUESTION}")
    assert found.kind in (Kind.PART, Kind.SENTENCES)
    assert found.reply is None


@given(st.text(max_size=400))
@settings(deadline=None)
def test_reading_never_raises(library: Library, text: str) -> None:
    found = follow_up(library, SHARED, entry(library, CIA), text)
    assert bool(found.part) + bool(found.reply) + bool(found.sentences) <= 1


@given(entries())
@settings(deadline=None, max_examples=30)
def test_sentences_are_the_entry_in_its_own_words_under_names_of_their_own(made: Entry) -> None:
    sentences = sentences_of(made)
    assert len({one.id for one in sentences}) == len(sentences)
    texts = [made.answer, *(one.what for one in (*made.evidence, *made.rebuttals, *made.caveats))]
    for one in sentences:
        assert one.id.startswith(("claimant", "as-of")) or any(one.text in text for text in texts)
        assert set(one.sources) <= {source.key for source in made.sources}


@pytest.mark.parametrize(
    ("text", "offered", "choice"),
    [
        ("yes", 1, 0),
        ("Sí", 1, 0),
        ("esa", 1, 0),
        ("yes", 2, None),
        ("1", 2, 0),
        ("the first one", 2, 0),
        ("la primera", 3, 0),
        ("number 2 please", 2, 1),
        ("the last one", 3, 2),
        ("3", 2, None),
        ("no", 1, NONE_OF_THEM),
        ("none of these", 3, NONE_OF_THEM),
        ("ninguna", 3, NONE_OF_THEM),
        ("who says so?", 2, None),
        ("", 1, None),
    ],
)
def test_a_choice_is_read_from_the_words(text: str, offered: int, choice: object) -> None:
    assert choice_in(text, offered) is choice or choice_in(text, offered) == choice


@pytest.mark.parametrize("text", ["hello, thanks", "gracias", "good morning everyone", "ok, thx a lot!", "hola"])
def test_a_message_of_courtesies_is_no_question(library: Library, text: str) -> None:
    assert not library.read(text, SHARED).passages
    assert library.read(f"{text}, are the Zetas allied with MS-13?", SHARED).passages
