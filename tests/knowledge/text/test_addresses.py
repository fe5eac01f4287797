"""What looks like an address leads where it looks, and what looks empty is empty."""

from __future__ import annotations

import pytest

from bot.cards.card import answer_card
from bot.cards.fitting import card_texts
from bot.cards.pages import part_pages
from knowledge.answering.followup import AnswerPart
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.entries.entry import Entry
from knowledge.entries.form_fields import PARTS
from knowledge.entries.validation import examine_entry, read_entry, stored_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation import publishing, reports
from knowledge.moderation.drafts import editing, states
from knowledge.moderation.drafts.body import form_values
from knowledge.question.cleaning import clean
from knowledge.question.gazetteer import read_names
from knowledge.store import Store
from knowledge.text.addresses import LinkFault, is_link, link_fault, pretended_host, shown_host
from knowledge.text.normalization import clean_text
from knowledge.text.visibility import is_blank
from tests.scenes.desk import by, draft_of, plain, published, typed

EVIL = "https://evil.example/a"


def problems(entry: dict[str, object]) -> str:
    return "\n".join(str(one) for one in examine_entry(entry)[1])


def cited(title: str, url: str | None = EVIL, archived: str | None = None) -> dict[str, object]:
    links = {"url": url, "archived_url": archived}
    source = {"key": "map", "title": title, "publisher": "P", "kind": "document"}
    return plain("new-one", sources=[source | {key: value for key, value in links.items() if value}])


PRETENDING = (
    "nytimes.com/2020/real-story", "https://nytimes.com/x", "http:/nytimes.com", "www.nytimes.com", "nytimes.com",
    "NYTimes.com", "«nytimes.com»", "nytimes.com/", "nytimes.com:443/a", "Read nytimes.com/2020/a today",
    "ｎｙｔｉｍｅｓ．ｃｏｍ", "nytimes。com", "nytimes\u200b.com", "nytimes.com\u2060/2020", "nytimes․com/a",
    "evil.com/a", "nуtimes.com", "nytimes.соm", "bbc.co.uk/news", "https://evil.example@nytimes.com/",
    "https://nytimes.com.evil.org",
    "e.example/a.gt/x",
)  # fmt: skip


@pytest.mark.parametrize("title", PRETENDING)
def test_a_title_that_looks_like_another_address_is_refused(title: str) -> None:
    assert "looks like an address" in problems(cited(title)), title
    assert "looks like an address" in problems(cited(title, url=None)), title


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("nytimes.com/2020/real-story", "https://www.nytimes.com/2020/real-story"),
        ("www.nytimes.com", "https://nytimes.com/x"),
        ("nytimes.com", "https://cooking.nytimes.com/x"),
        ("https://evil.example/a", EVIL),
        ("Amazon.com announces its results", EVIL),
        ("The U.S./Mexico border in 2012, vol. 2/3", EVIL),
        ("Inc./LLC and/or 24/7: the A.P. says", EVIL),
        ("Sr. Pérez Molina, No. 1", EVIL),
        ("What is node.js?", EVIL),
        ("3.14/2", EVIL),
    ],
)
def test_a_title_in_words_or_of_the_sources_own_host_is_taken(title: str, url: str) -> None:
    assert problems(cited(title, url)) == ""


def test_an_archived_copy_may_have_the_title_of_what_it_copies_when_the_source_names_it() -> None:
    copy = "https://archive.example/web/nytimes"
    assert problems(cited("nytimes.com", "https://nytimes.com/a", copy)) == ""
    assert "looks like an address" in problems(cited("nytimes.com", None, copy))


@pytest.mark.parametrize(
    "link",
    [
        "https://nytimes.com@evil.example/", "https://a:b@evil.example/", "https://@evil.example/", "https://nytimes.com%40x.example/",
        "https://nytimes.com＠evil.example/", "https://nуtimes.com/", "https://xn--a.nуtimes.com/", "https://ɑpplе.com/",
        "https://nyt\u200bimes.com/", "https://nytimes\u00ad.com/", "https://a..example/", "https://ⓝуt.com/", "https://пaypal.com/",
        "https://ο0gle.gοοgle.com/", "https://a.exa\u3164mple/", "https://a\u2044b.example/",
    ],
)  # fmt: skip
def test_an_address_that_hides_where_it_leads_is_none(link: str) -> None:
    assert not is_link(link), link_fault(link)
    assert "sources 1, url" in problems(cited("A map", link))


@pytest.mark.parametrize(
    "link",
    [
        "https://medium.com/@user/x", "https://пример.com/", "https://例え.jp/", "https://ひらがなカタカナ漢字abc.jp/",
        "https://münchen.example/", "https://한국.kr/", "https://[2001:db8::1]/x", "http://93.184.216.34/", "https://a_b.example/",
        "https://παράδειγμα.gr/", "https://a.example./x",
    ],
)  # fmt: skip
def test_an_address_of_one_script_is_one(link: str) -> None:
    assert is_link(link), link_fault(link)


def test_what_is_wrong_with_an_address_is_said(store: Store) -> None:
    assert LinkFault.USERINFO.value in problems(cited("A map", "https://nytimes.com@evil.example/"))
    assert LinkFault.ODD_HOST.value in problems(cited("A map", "https://nytimes.com%40x.example/"))
    row = published(store, by())
    assert row.revision == 1
    with pytest.raises(InvalidInputError, match="not a whole address"):
        reports.dispute(store, by().audience, 5, 1, "It is wrong.", "https://nytimes.com@evil.example/", by().at)


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.NYTimes.com:443/a", "nytimes.com"), ("https://cooking.nytimes.com/a", "cooking.nytimes.com"),
        ("https://münchen.example/", "münchen.example"), ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("http://１２７。0。0。1/", "127.0.0.1"), ("https://[2001:db8::1]/", "2001:db8::1"),
    ],
)  # fmt: skip
def test_a_host_is_shown_so_that_it_is_taken_for_no_other(link: str, host: str) -> None:
    assert shown_host(link) == host


def shown(entry: Entry) -> tuple[str, str]:
    card = "\n".join(card_texts(answer_card(Answer(PublishedEntry(entry, 1, None), confidence=1.0))))
    return card, "\n".join(part_pages(PublishedEntry(entry, 1, None), AnswerPart.SOURCES))


def test_the_host_stands_beside_a_title_that_is_a_link() -> None:
    # Published before titles were looked at: what cannot be refused any more can be seen.
    entry = stored_entry(cited("nytimes.com: the real story", EVIL))
    for text in shown(entry):
        assert "](<https://evil.example/a>) · evil.example · " in text
    long = stored_entry(cited("A map", f"https://nytimes.com.{'a' * 63}.{'b' * 63}.evil.example/a"))
    for text in shown(long):
        assert "evil.example · P" in text and "· …" in text
    without = read_entry(cited("A map", None))
    for text in shown(without):
        assert "1. A map · P" in text


def test_what_was_stored_under_the_rules_of_its_day_is_read() -> None:
    old = cited("nytimes.com/2020", "https://nytimes.com@evil.example/")
    assert problems(old) and stored_entry(old).sources[0].title == "nytimes.com/2020"


# Zero-width space, joiners, fillers of Hangul, the blank of Braille, variation selectors, tags, marks of direction.
INVISIBLE = (
    "\u200b", "\u200c\u200d", "\u3164", "\uffa0\u115f\u1160", "\u2800\u2800", "\ufe0f", "\U000e0100",
    "\U000e0041\U000e007f", "\u2060\ufeff", "\u200e", "\u00ad", "\u034f", "\u180e\u180b", "\u17b4",
    " \u2007\u3000 \u200b \u2800",
    "\u2063\u2064",
    "",
)  # fmt: skip


@pytest.mark.parametrize("text", INVISIBLE)
def test_invisible_text_is_empty_in_every_field(text: str, store: Store) -> None:
    assert is_blank(text) and clean_text(text) == "" and clean(text).text == ""
    source = {"key": "map", "title": "A map", "publisher": "P", "kind": "document"}
    for field in ("claim", "answer"):
        assert f"{field}: it is missing or empty" in problems(plain("new-one", **{field: text})), field
    for field in ("title", "publisher"):
        assert "it is missing or empty" in problems(plain("new-one", sources=[source | {field: text}])), field
    for pieces in (
        {"caveats": [{"what": text}]}, {"claimants": [{"who": text, "when": "2012"}]},
        {"evidence": [{"id": "a", "kind": "study", "what": text, "sources": ["map"]}]},
        {"rebuttals": [{"against": "claim", "what": text, "sources": ["map"]}]},
        {"phrasings": [text]}, {"not_this": [text]}, {"topics": [text]}, {"names": [text]},
    ):  # fmt: skip
        assert "empty" in problems(plain("new-one", **pieces)), pieces
    assert examine_entry(plain("new-one", would_change=text, as_of_note=text))[0] is not None
    with pytest.raises(InvalidInputError):
        read_names({"names": [{"name": text, "kind": "gang"}]})


@pytest.mark.parametrize("text", INVISIBLE)
def test_invisible_text_is_no_reason_and_no_sentence(text: str, store: Store) -> None:
    draft = draft_of(store, by())
    sent = typed(store, by(), draft, "caveats", what=text)
    assert sent.problems and not any(one.get("what") == text for one in sent.draft.body["pieces"]["caveats"])
    changed = typed(store, by(), draft, "answer", answer=text, would_change=text).draft
    assert form_values(changed.body, PARTS["answer"], 0) == {"answer": "", "would_change": ""}
    with pytest.raises(InvalidInputError):
        states.submit(store, by(), draft.number)
    published(store, by(), "old-one")
    with pytest.raises(InvalidInputError):
        publishing.retire(store, by(), "old-one", text)
    with pytest.raises(InvalidInputError):
        reports.dispute(store, by().audience, 5, 1, text, "", by().at)
    assert editing.begin(store, by(), text, "blank-one").body["fields"].get("claim", "") == ""


@pytest.mark.parametrize("text", ["a", ".", "\u200bx", "é", "한", "👍\ufe0f", "❤\ufe0f", "-", "\u0301x"])
def test_what_can_be_seen_is_not_empty(text: str) -> None:
    assert not is_blank(text) and clean_text(text)


@pytest.mark.parametrize("text", ["", " ", "3.5 of them", "a. b/c", "x" * 6000, "." * 6000, "a." * 3000, "-." * 3000])
def test_looking_for_an_address_ends(text: str) -> None:
    assert pretended_host(text, ()) is None or text.startswith("a.")
