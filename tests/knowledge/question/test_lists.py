"""Lists: lines that each say something of their own are taken apart, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.question.lists import MOST_ITEMS, items_of

LISTS = {
    "- MS-13 is in all 50 states\n- the Zetas were founded by Kaibiles": 2,
    "please check:\n1. MS-13 is in all 50 states\n2) the CIA created MS-13\n(3) gangs kept the truce": 3,
    "* MS-13 is in all\n  50 states\n* the CIA created MS-13": 2,
    "• one river runs north\n• another river runs south\n\n• hi\n": 2,
    "MS-13 is in all 50 states\nthe Zetas were founded by Kaibiles\nthe CIA created MS-13": 3,
}
NONE = [
    "",
    "is MS-13 in all 50 states?",
    "- only one item with words",
    "I read this yesterday\nis MS-13 in all 50 states?",
    "are the Zetas\nand\nMS-13 allied in Guatemala?",
    "- hi\n- yo",
]


@pytest.mark.parametrize(("message", "count"), LISTS.items())
def test_items_are_taken_apart_without_their_marks(message: str, count: int) -> None:
    items = items_of(message)
    assert len(items) == count
    assert not any(item[0] in "-*•(123" for item in items)


def test_a_line_without_a_mark_goes_on_with_the_item_above_it() -> None:
    assert items_of("* MS-13 is in all\n  50 states\n* the CIA created MS-13")[0] == "MS-13 is in all 50 states"


@pytest.mark.parametrize("message", NONE)
def test_what_is_no_list_stays_whole(message: str) -> None:
    assert items_of(message) == ()


@given(st.text(max_size=400))
def test_any_text_is_read_and_no_word_is_made_up(message: str) -> None:
    items = items_of(message)
    assert len(items) <= MOST_ITEMS and len(items) != 1
    assert all(word in message for item in items for word in item.split())
