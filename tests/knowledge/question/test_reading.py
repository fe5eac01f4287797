"""Reading a question: whatever is typed is read, and what a person meant survives."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.question import cleaning
from knowledge.question import tokens as words_module
from knowledge.question.cleaning import MOST_CHARACTERS, clean
from knowledge.question.framing import strip_frames
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.numbers import lower_words
from knowledge.question.polarity import states_opposite
from knowledge.question.reading import MOST_PASSAGES, read_question
from knowledge.question.tokens import split_words
from knowledge.text.characters import fold

GAZETTEER = Gazetteer(
    (
        Name("MS-13", "gang", ("Mara Salvatrucha",)),
        Name("Zetas", "cartel", ("Los Zetas",)),
        Name("Juan Orlando Hernández", "person", ("JOH",)),
        Name("Guatemala", "country", ("Guate",)),
    )
)

ANY_TEXT = st.text(st.characters(), max_size=MOST_CHARACTERS)
# Pieces in which regular expressions lose their way, repeated.
PIECES = st.lists(
    st.sampled_from(
        ["is it true that ", "or is it a myth ", "no ", "n't ", "<@1", "<:a:", "https://", "[x](", "```", "> ", "* ",
         "12,", "1.", "and ", "twenty ", "@", ":", "-", "...", "\n", "’", "ﬀ", "e\u0301", "🇸🇻", "¿", " ", "a", "?"]
    ),
    max_size=400,
).map("".join)  # fmt: skip


def read(text):
    return read_question(text, GAZETTEER)


def words(text):
    return [word.text for passage in read(text).passages for word in passage.words]


def names(text):
    return [one.name.name for passage in read(text).passages for one in passage.names]


@given(ANY_TEXT | PIECES)
@example("\ud800 lone surrogate")
@example("\x00" * 10)
@example("a" * MOST_CHARACTERS)
@example("no " * 2000)
@example("<" * MOST_CHARACTERS)
@example("1" * MOST_CHARACTERS)
@example("9" * 400 + " million")
@example("5 to 10 m\u0131llion thou\u017fand, 1 to 2 thou\u017fand")
@example("is it true that " * 300)
@example("(" * 3000 + ")" * 3000)
@example("ß İ ŉ ǰ ﬃ ² ½ ٣ 一二")
@example(":" * MOST_CHARACTERS)
@example("https://" * 700)
@settings(max_examples=300, deadline=None)
def test_reading_never_fails_and_is_deterministic(text):
    question = read(text)
    assert question == read(text)
    assert question.asked == text
    assert len(question.passages) <= MOST_PASSAGES
    for passage in question.passages:
        assert passage.telling
        for one in passage.names:
            assert 0 <= one.start < one.end <= len(passage.words)


@given(ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_cleaning_twice_changes_nothing_more_of_plain_words(text):
    plain = "".join(character for character in text if character.isalpha() or character == " ")
    assert clean(plain).text == clean(clean(plain).text).text


def test_a_message_longer_than_is_read_is_read_as_far_as_that():
    assert read("word " * 5000).passages
    assert read("x" * sys.getrecursionlimit() * 50)


def test_a_message_without_words_has_no_passages():
    for text in ("", "   \n", "???", "🇸🇻🔥", "<@123>", "https://a.example/x", "is it?"):
        assert read(text).passages == (), text


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("<@123456> are the Zetas allied?", "are the Zetas allied?"),
        ("<@!123> <@&456> <#789> hello there", "hello there"),
        ("@everyone the zetas", "the zetas"),
        ("</ask:12345> who <t:1700000000:R> said so", "who said so"),
        ("<:doubt:12345> <a:spin:678> the zetas", "the zetas"),
        ("the zetas :thinking: in Petén 🤔", "the zetas in Petén"),
        ("**the** *zetas* __are__ ~~not~~ ||here|| `now`", "the zetas are not here now"),
        ("> quoted words\n>>> more of them", "quoted words\nmore of them"),
        ("# A heading\n- an item\n1. another", "A heading\nan item\nanother"),
        ("```py\nthe zetas\n```", "the zetas"),
        ("“the zetas” and «the mara»", "the zetas and the mara"),
        ("see https://a.example/x?y=1. The zetas", "see . The zetas"),
        ("[the report](https://a.example/x) says", "the report ( ) says"),
        ("#LosZetas did it", "Los Zetas did it"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("90% of 5 $ are 3 * 4", "90% of 5 $ are 3 4"),
    ],
)
def test_what_discord_and_the_web_put_around_words_is_dropped(message, left):
    assert clean(message).text == left


@pytest.mark.parametrize(
    ("message", "links"),
    [
        ("https://www.A.example/Path/", ("a.example/Path",)),
        ("<https://a.example/x>.", ("a.example/x",)),
        ("(see http://m.a.example/x).", ("a.example/x",)),
        ("[it](https://a.example/x?utm_source=y&id=3#part)", ("a.example/x?id=3",)),
        ("https://a.example/x https://a.example/x/", ("a.example/x",)),
        ("no link", ()),
    ],
)
def test_links_are_kept_in_one_form(message, links):
    assert clean(message).links == links


@pytest.mark.parametrize(
    "question",
    [
        "hey is it true that the zetas killed them?",
        "wait, the zetas killed them, right?",
        "I heard that the zetas killed them",
        "my uncle says the zetas killed them lol",
        "fact check: the zetas killed them",
        "so is it a fact that the zetas killed them or is that a myth",
        "¿es cierto que the zetas killed them?",
        "can someone confirm if the zetas killed them",
    ],
)
def test_the_frame_of_a_question_is_dropped(question):
    assert [word for word in words(question) if word in ("zetas", "killed")] == ["zetas", "killed"]
    extra = set(words(question)) - {"the", "zetas", "killed", "them"}
    assert not extra, extra


@given(st.text(max_size=500))
@settings(max_examples=200, deadline=None)
def test_stripping_frames_never_leaves_nothing(text):
    if any(character.isalnum() for character in text):
        assert any(character.isalnum() for character in strip_frames(text))


def test_accents_and_case_are_folded():
    assert fold("PETÉN, Ñandú, straße") == "peten, nandu, strasse"
    assert words("PETÉN") == words("peten")


def test_names_are_found_however_they_are_written():
    for text in ("ms13 did it", "MS-13 did it", "the Mara Salvatrucha did it", "LA MARA SALVATRUCHA did it"):
        assert names(text) == ["MS-13"], text
    assert names("is JOH really juan orlando hernandez") == ["Juan Orlando Hernández"] * 2


def test_letters_and_digits_part():
    assert words("ms13") == words("ms-13") == words("MS 13") == ["ms", "13"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("12,000", "12000"), ("12k", "12000"), ("12 thousand", "12000"), ("twelve thousand", "12000"),
     ("doce mil", "12000"), ("1.5 million", "1500000"), ("ninety", "90"), ("noventa", "90"), ("90%", "90"),
     ("1,5 millones", "1500000"), ("3,5%", "3.5"), ("3,5 por ciento", "3.5"), ("8.2 million", "8200000"),
     ("2 mil millones", "2000000000"), ("dos mil millones", "2000000000"),
     ("2½ million", "2500000"), ("2 ½ million", "2500000"), ("1¾", "1.75"), ("12¼ %", "12.25")],
)  # fmt: skip
def test_numbers_are_one_however_they_are_written(written, number):
    assert number in [word.text for word in split_words(f"about {written} members") if word.number is not None]


@pytest.mark.parametrize(
    "written",
    [
        "10-12,000",
        "10-12k",
        "10 to 12 thousand",
        "10 a 12 mil",
        "entre diez y doce mil",
        "ten or 12k",
        "ten to twelve thousand",
    ],
)
def test_both_ends_of_a_range_count(written):
    numbers = [word.text for word in split_words(f"{written} gang members") if word.number is not None]
    assert numbers[-1] == "12000"
    assert numbers[0] in {"10000", "10"}


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("5 to 10 million", "5000000", "10000000"),
        ("5-10 millones", "5000000", "10000000"),
        ("between 5 and 10 million", "5000000", "10000000"),
        ("between two and three million", "2000000", "3000000"),
        ("entre dos y tres millones", "2000000", "3000000"),
        ("1,5 a 2 mil millones", "1500000000", "2000000000"),
        ("1.5 to 2 billion", "1500000000", "2000000000"),
        ("5 and 10 million", "5", "10000000"),
    ],
)
def test_the_scale_of_a_range_is_that_of_both_its_ends(written, low, high):
    assert [word.text for word in split_words(f"{written} votes") if word.number is not None] == [low, high]


def test_a_comma_in_a_list_parts_no_fraction():
    assert [word.text for word in split_words("points 1,2 and 13") if word.number is not None] == ["1", "13"]


def test_numbers_that_are_added_up_are_no_range():
    for written, number in (("treinta y cinco", "35"), ("one hundred and five", "105"), ("twenty fourteen", "2014")):
        assert [word.text for word in split_words(written) if word.number is not None] == [number]


@pytest.mark.parametrize(
    ("written", "meant"), [("#1", False), ("100% sure", False), ("90%", True), ("07", True), ("2", True)]
)
def test_only_a_number_that_is_a_figure_is_meant_exactly(written, meant):
    (number,) = [word for word in split_words(written) if word.number is not None]
    assert number.digits is meant


def test_a_short_message_is_one_question():
    assert len(read("The Zetas were there. The mara too. Is that so?").passages) == 1


def test_a_claim_inside_a_pasted_article_is_a_passage_of_its_own():
    filler = "The weather was fine and the market was full of people who sold fruit and flowers to each other. "
    article = filler * 4 + "In 2012 the Zetas and MS-13 formed a pact in Guatemala. " + filler * 4
    question = read(article)
    assert question.is_long
    (passage,) = [one for one in question.passages if one.names]
    assert passage.text == "In 2012 the Zetas and MS-13 formed a pact in Guatemala"
    assert [one.name.name for one in passage.names] == ["Zetas", "MS-13", "Guatemala"]


@pytest.mark.parametrize(
    "sentence",
    [
        "so there was no pact?",
        "the zetas never allied with ms-13",
        "it isn't true that they allied",
        "nobody ever proved the alliance",
        "the zetas and ms13 weren't allied, right?",
        "nunca hubo un pacto",
        "the alliance was debunked",
        "i don't think the CIA created MS-13",
        "i don't believe the CIA created MS-13",
        "I doubt the CIA created MS-13",
        "is it a myth that MS-13 is in all 50 states",
        "it's just a myth that MS-13 is in all 50 states",
        "MS-13 in all 50 states is a myth",
        "es un mito que la MS-13 está en los 50 estados",
        "la CIA no creó a la MS-13",
        "la cia no creo a la ms13",
        "no creo que la CIA creara a la MS-13",
        "no es cierto que la CIA creó a la MS-13",
        "no hubo nunca ningún pacto",
        "no hubo ningún pacto",
        "neither the zetas nor ms-13 were there",
        "no way the CIA created MS-13",
        "there's no way the CIA created MS-13",
        "Reagan didn't know about the money",
        "the zetas weren't allied with ms-13, they never met",
        "there was no base, it was a made up story",
    ],
)
def test_the_opposite_of_a_claim_is_noticed(sentence):
    assert states_opposite(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "was there a pact?",
        "didn't a kidnapper confirm it?",
        "isn't it true that they allied",
        "wasn’t there a recording",
        "they allied, no?",
        "are they allied or not",
        "I don't know if they are allied",
        "nobody denies the alliance",
        "¿hubo un pacto o no?",
        "is it real or fake",
        "why not say that they allied",
        "I can't believe the CIA created MS-13",
        "if I'm not mistaken the CIA created MS-13",
        "it's no secret that the CIA created MS-13",
        "lol no way, is it true the CIA created MS-13",
        "ms 13 is in every state isnt it",
        "the CIA created MS-13, didn't they?",
        "no seriously, did the CIA create MS-13",
        "no, the CIA created MS-13",
        "I didn't know the CIA created MS-13",
        "don't tell me the CIA created MS-13",
        "nobody talks about how the CIA created MS-13",
        "the gangs hid the bodies during the truce",
        "they just hid the bodies during the truce right",
        "the gangs faked the drop in murders",
        "were the truce numbers fake",
        "are they allied or is it just a myth",
        "¿no es cierto que la CIA creó la MS-13?",
        "la CIA creó la MS-13, ¿no es cierto?",
        "¿acaso no creó la CIA a la MS-13?",
        "no puedo creer que la CIA creó la MS-13",
        "a mí no me engañan, hubo un pacto",
        "the 90 percent figure counts traced guns, doesn't it",
        "he pleaded guilty, doesn't that settle it",
    ],
)
def test_a_question_that_states_no_opposite_is_not_taken_for_one(sentence):
    assert not states_opposite(sentence)


def test_an_exclamation_turns_nothing_round():
    for text in ("no way! the CIA created MS-13?", "No. The CIA created MS-13", "hell no... the CIA created MS-13"):
        (passage,) = read(text).passages
        assert not passage.opposite, text
        assert [word.text for word in passage.telling] == ["cia", "created", "ms", "13"], text


def test_what_is_called_a_myth_is_still_denied_when_the_frame_is_off():
    for text in ("MS-13 in all 50 states is just a myth", "is it a myth that MS-13 is in all 50 states?"):
        assert read(text).passages[0].opposite, text
    assert not read("is MS-13 in all 50 states or is that a myth").passages[0].opposite


def test_spanish_is_noticed():
    (passage,) = read("¿es verdad que los Zetas entraron en Guatemala?").passages
    assert passage.spanish
    assert not read("did the Zetas enter Guatemala?").passages[0].spanish


def test_what_was_understood_can_be_shown():
    assert read("<@1> hey is it true that **the Zetas** came?").understood == "the Zetas came?"
    assert read("").understood == ""


@given(
    st.text(st.characters(max_codepoint=127), max_size=200) | st.text(st.sampled_from("aSt 12'.%nd`rh"), max_size=60)
)
@settings(max_examples=200, deadline=None)
def test_the_fast_ways_for_ascii_read_what_the_plain_ones_read(text):
    assert words_module._ASCII_TOKEN.findall(text) == words_module._TOKEN.findall(text)
    assert list(lower_words(text)) == words_module._LETTERS.findall(fold(text))
    plain = "".join(" " if cleaning._is_noise(character) else character for character in text)
    assert text.translate(cleaning._ASCII_NOISE) == plain
