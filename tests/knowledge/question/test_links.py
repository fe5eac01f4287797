"""Links: an entry's own source is found in every spelling of its address, and in an archive's copy of it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entries.validation import read_entry
from knowledge.matching.index.document import document_of
from knowledge.matching.index.segment import base_of
from knowledge.question.cleaning import MOST_CHARACTERS, clean
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.links import plain_link
from knowledge.question.reading import read_question
from tests.scenes.making import every_pack, plain_entry

ARTICLE = "https://en.wikipedia.org/wiki/Arturo_Guzm%C3%A1n_Decena"
BRACKETS = "https://en.wikipedia.org/wiki/Zeta_(disambiguation)"
NEWS = "http://www.cnn.com/2012/10/17/plot/index.html"
PARAMETERS = "http://www.rantburg.com/comments.php?D=2004-10-23&ID=46709&HC=2"
UMLAUT = "https://bücher.example/straße"
INDIAN = "https://उदाहरण.भारत/पथ"

SPELLINGS = [
    (ARTICLE, "https://en.wikipedia.org/wiki/Arturo_Guzm%c3%a1n_Decena"),
    (ARTICLE, "https://en.wikipedia.org/wiki/Arturo_Guzmán_Decena"),
    (ARTICLE, "https://en.wikipedia.org/wiki/Arturo_Guzma\u0301n_Decena"),
    (ARTICLE, "https://en.wikipedia.org/wiki/Arturo_Guzm%E1n_Decena"),
    (ARTICLE, "https://en.wikipedia.org/wiki/%41rturo%5FGuzm%C3%A1n_Decena"),
    (ARTICLE, "https://en.m.wikipedia.org/wiki/Arturo_Guzm%C3%A1n_Decena#Early_life"),
    (ARTICLE, "HTTP://EN.Wikipedia.ORG:80/wiki/Arturo_Guzm%C3%A1n_Decena/"),
    (ARTICLE, "en.wikipedia.org/wiki/Arturo_Guzm%C3%A1n_Decena"),
    (ARTICLE, f"https://web.archive.org/web/20200102030405/{ARTICLE}"),
    (ARTICLE, "http://web.archive.org/web/2020id_/http:/en.wikipedia.org/wiki/Arturo_Guzm%C3%A1n_Decena"),
    (ARTICLE, "https://web.archive.org/web/2020*/en.wikipedia.org/wiki/Arturo_Guzm%C3%A1n_Decena"),
    (ARTICLE, f"web.archive.org/web/20200102030405/{ARTICLE}"),
    (ARTICLE, f"https://archive.ph/20200102/{ARTICLE}"),
    (ARTICLE, f"https://archive.today/2020.01.02-030405/{ARTICLE}"),
    (ARTICLE, f"https://archive.is/newest/{ARTICLE}"),
    (ARTICLE, "https://archive.ph/o/aBc12/https%3A%2F%2Fen.wikipedia.org/wiki/Arturo_Guzm%C3%A1n_Decena"),
    (ARTICLE, "https://www.google.com/url?sa=t&url=https%3A%2F%2Fen.wikipedia.org%2Fwiki%2FArturo_Guzm%25C3%25A1n_Decena"),
    (BRACKETS, "https://en.wikipedia.org/wiki/Zeta_%28disambiguation%29"),
    (BRACKETS, f"({BRACKETS})."),
    (BRACKETS, f"[here]({BRACKETS})"),
    (BRACKETS, f"**{BRACKETS}**!!"),
    (BRACKETS, f"<{BRACKETS}>?"),
    (BRACKETS, f"“{BRACKETS}”, he said"),
    (NEWS, "https://cnn.com/2012/10/17/plot"),
    (NEWS, "https://amp.cnn.com/2012/10/17/plot/"),
    (NEWS, "https://m.cnn.com:443/2012/10/17/plot/index.html?utm_source=a&fbclid=b&gclid=c&igshid=d#top"),
    (NEWS, "www.cnn.com/2012/10/17/plot/amp"),
    (NEWS, "https://www.google.com/amp/s/www.cnn.com/2012/10/17/plot/index.html"),
    (NEWS, "https://www-cnn-com.cdn.ampproject.org/c/s/www.cnn.com/2012/10/17/plot/index.html"),
    (PARAMETERS, "https://rantburg.com/comments.php?HC=2&ID=46709&D=2004-10-23"),
    (PARAMETERS, "rantburg.com/comments.php?ID=46709&amp;HC=2&amp;D=2004-10-23&utm_medium=x"),
    (UMLAUT, "https://xn--bcher-kva.example/stra%C3%9Fe"),
    (UMLAUT, "https://www.BÜCHER.example./straße,"),
    (INDIAN, "https://xn--p1b6ci4b4b3a.xn--h2brj9c/%E0%A4%AA%E0%A4%A5"),
    (INDIAN, "उदाहरण.भारत/पथ"),
    ("https://a.example/wiki/Joaqu%C3%ADn_%22El_Chapo%22_Guzm%C3%A1n", 'https://a.example/wiki/Joaquín_"El_Chapo"_Guzmán'),
    ("https://a.example/wiki/Washington,_D.C.", "https://a.example/wiki/Washington%2C_D.C%2E)"),
    ("https://a.example/conformaci%C3%B3n-d...", "https://a.example/conformación-d..."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "pasted"), SPELLINGS)
def test_a_source_is_found_in_every_spelling_of_its_address(source, pasted):
    assert clean(pasted).links == (plain_link(source),)


@pytest.mark.parametrize(
    ("source", "pasted"), [(pasted, source) for source, pasted in SPELLINGS if pasted.startswith("http")]
)
def test_and_the_other_way_round(source, pasted):
    assert clean(pasted).links == (plain_link(source),)


@pytest.mark.parametrize(("source", "pasted"), [SPELLINGS[at] for at in (1, 8, 9, 12, 17, 24, 29, 31)])
def test_an_entry_is_found_by_its_source_whichever_spelling_it_cites(source, pasted):
    for cited, asked in ((source, pasted), (pasted, source)):
        (one,) = plain_entry()["sources"]
        entry = read_entry(plain_entry(sources=[one | {"url": cited}]))
        found = base_of([document_of(entry)], Gazetteer(())).citing(read_question(asked, Gazetteer(())).links)
        assert [document.document.id for document in found] == [entry.id], (cited, asked)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/x", "https://a.example:8080/x"),
        ("https://a.example/x", "https://a.example/x/y"),
        ("https://a.example/Who%3Fa=1", "https://a.example/Who?a=1"),
        ("https://en.wikipedia.org/wiki/Zeta", "https://es.wikipedia.org/wiki/Zeta"),
        ("https://archive.ph/aBcDe", "https://archive.ph/aBcDf"),
        ("https://a.example/?a", "https://a.example/?b"),
        ("https://a.example/wiki/Zeta_(a)", "https://a.example/wiki/Zeta_(b)"),
    ],
)
def test_two_addresses_stay_two(one, other):
    assert plain_link(one) != plain_link(other)


@pytest.mark.parametrize(
    "text", ["he and/or she", "24/7, 3.5/10", "the U.S./Mexico border", "i.e./e.g. so", "w/o it", "the Zetas/MS-13"]
)
def test_a_slash_alone_makes_no_link(text):
    cleaned = clean(text)
    assert cleaned.links == ()
    assert cleaned.text == text


def test_a_link_without_a_scheme_is_taken_out_of_the_words():
    assert clean("is example.org/report?id=1, right?").text == "is , right?"
    assert clean("is example.org right?").links == ()


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_link_has_a_plain_form(text):
    assert isinstance(plain_link(text), str)
    assert isinstance(plain_link(f"https://{text}"), str)


def test_every_source_of_the_packs_has_a_form_that_stays():
    links = {link for pack in every_pack() for entry in pack.entries for link in document_of(entry).links}
    assert len(links) > 150
    assert all(plain_link(link) == link for link in links)


@pytest.mark.parametrize(
    "piece",
    [")", ").", "(.", "https://a/).", "a.", "a-", "www.", "//", "https://web.archive.org/web/2020/", "a=b&", "%E1",
     "google.com/url?a=b&", "मि.", "'", '"a'],
)  # fmt: skip
def test_no_run_of_pieces_takes_long(piece):
    text = ("https://a/" + piece * MOST_CHARACTERS)[:MOST_CHARACTERS] + " " + (piece * MOST_CHARACTERS)[:99]
    begun = time.process_time()
    clean(text)
    plain_link(text)
    assert time.process_time() - begun < 0.2
