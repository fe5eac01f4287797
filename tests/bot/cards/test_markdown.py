"""Text in Discord: shown as it was written, links that lead where they should."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.markdown import defuse, escape, escape_all, link
from knowledge.text.normalization import shorten

MARKS = st.text(alphabet=st.sampled_from("\\*_~|`<>[]()#-+.1 aé🙂:@/h"), max_size=60)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain text, nothing to it", "plain text, nothing to it"),
        ("**bold** and __under__", r"\*\*bold\*\* and \_\_under\_\_"),
        ("a ||spoiler|| and ~~gone~~", r"a \|\|spoiler\|\| and \~\~gone\~\~"),
        ("about ~5 or a|b", "about ~5 or a|b"),
        ("<@123> <#4> <t:5:R>", r"\<@123> \<#4> \<t:5:R>"),
        ("# no heading", r"\# no heading"),
        ("-# no small print", r"\-# no small print"),
        ("> no quote", r"\> no quote"),
        ("2012. A year", r"2012\. A year"),
        ("[click](https://evil.example)", r"\[click\](https://evil.example)"),
        ("see https://a.example/b_c*d for it_", r"see https://a.example/b_c*d for it\_"),
        ("two\nlines", "two lines"),
    ],
)
def test_escape_takes_the_meaning_from_marks_and_leaves_links(written: str, shown: str) -> None:
    assert escape(written) == shown


@given(MARKS)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    unescaped = re.sub(r"\\([\\*_`<\[\]~|#>+\-.)])", r"\1", escape_all(text))
    assert unescaped == " ".join(text.split())


@given(st.one_of(st.text(max_size=300), MARKS))
def test_look_alikes_are_as_long_as_the_text_and_hold_no_mark(text: str) -> None:
    defused = defuse(text)
    assert len(defused) == len(" ".join(text.split()))
    outside = re.sub(r"https?://\S+", "", defused)
    assert not re.search(r"[\\*_`<\[\]]|~~|\|\|", outside)
    assert not re.match(r"[#>+-]|\d+[.)]", defused)


@pytest.mark.parametrize(
    ("title", "address", "markdown"),
    [
        ("Plain", "https://a.example/x", "[Plain](<https://a.example/x>)"),
        ("[Report on it]", "https://a.example/x", r"[\[Report on it\]](<https://a.example/x>)"),
        ("half a ] bracket", "https://a.example/x", "[half a ) bracket](<https://a.example/x>)"),
        ("Round", "https://a.example/Foo_(bar)", "[Round](<https://a.example/Foo_(bar)>)"),
        ("Open", "https://a.example/Foo_(bar", "[Open](<https://a.example/Foo_%28bar>)"),
        ("Closed", "https://a.example/Foo)", "[Closed](<https://a.example/Foo%29>)"),
        ("https://b.example", "https://a.example", "https://b.example ([link](<https://a.example>))"),
    ],
)
def test_links_survive_whatever_is_in_title_and_address(title: str, address: str, markdown: str) -> None:
    assert link(title, address) == markdown


def test_shortening_ends_at_a_word_and_is_never_too_long() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
    assert shorten("short", 10) == "short"
