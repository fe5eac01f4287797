"""Small talk is told from claims: whatever asks about nothing gets its kind, and nothing that claims something does."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.exchange.packs import starter_packs
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.question.small_talk import MOST_WORDS, SmallTalk, small_talk_of
from tests import ROOT

KINDS = {
    SmallTalk.HELP: [
        "help",
        "ayuda",
        "list",
        "how do you work",
        "what can you do",
        "help me please",
        "¿qué puedes hacer?",
    ],
    SmallTalk.ABOUT: ["who made you", "are you chatgpt", "are you an AI?", "hey, who are you?", "¿quién te hizo?"],
    SmallTalk.STOP: ["stop", "sorry wrong channel", "nvm", "please stop", "me equivoqué de canal"],
    SmallTalk.INSULT: ["fuck off", "you suck", "bad bot", "lol you suck", "no sirves para nada"],
    SmallTalk.GREETING: ["hola", "Hi!", "good morning everyone", "hey bot, how are you?", "heyyyyy"],
    SmallTalk.THANKS: ["good bot", "thanks!!", "Thank you so much", "muchas gracias a todos", "thaaanks :D"],
    SmallTalk.FAREWELL: ["brb", "good night all", "hasta luego"],
    SmallTalk.REMARK: [":D", "😂😂", "lol", "hahahahaha", "jajajaja", "huh?", "wtf", "...", "no way!", "<3", "ok cool"],
}
CLAIMS = [
    "are the Zetas dead", "stop the count was a thing?", "help wanted ads are fake",
    "thanks to Reagan the contras got arms",
    "is good morning America owned by Disney", "who made MS-13", "who are the Zetas", "are you sure the CIA did it",
    "hi, are the zetas and ms13 allied?", "lol the CIA created MS-13", "did the bot fake it", "what is MS-13",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_small_talk_has_its_kind(kind: SmallTalk, text: str) -> None:
    assert small_talk_of(text) is kind
    question = read_question(text, Gazetteer(()))
    assert question.small_talk is kind and question.passages == ()


@pytest.mark.parametrize("text", CLAIMS)
def test_what_says_more_is_none(text: str) -> None:
    assert small_talk_of(text) is None
    assert read_question(text, Gazetteer(())).passages


def test_no_claim_and_no_phrasing_that_comes_with_the_bot_is_taken_for_it() -> None:
    taken = [
        text
        for pack in starter_packs()
        for entry in pack.entries
        for text in (entry.claim, *entry.phrasings, *entry.not_this)
        if small_talk_of(text) is not None
    ]
    assert taken == []


@pytest.mark.parametrize("file", sorted((ROOT / "tests/golden/servers").glob("*.jsonl")), ids=lambda one: one.stem)
def test_no_question_about_an_entry_is_taken_for_it(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row for row in rows if row.get("expect") and small_talk_of(str(row["q"])) is not None] == []


def test_no_golden_question_about_an_entry_is_taken_for_it() -> None:
    with (ROOT / "tests/golden/questions.tsv").open(encoding="utf-8", newline="") as file:
        read = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [row for row in read if len(row) > 5 and row[3] and row[0] != "id"]
    assert len(rows) > 1000
    assert [row[-1] for row in rows if small_talk_of(row[-1]) is not None] == []


def test_a_link_beside_it_is_no_small_talk() -> None:
    assert read_question("lol https://example.org/story", Gazetteer(())).small_talk is None


@given(st.text(max_size=250))
def test_any_text_is_read(text: str) -> None:
    small_talk_of(text)


def test_many_words_are_none_at_once() -> None:
    assert small_talk_of("thank you " * MOST_WORDS) is None
