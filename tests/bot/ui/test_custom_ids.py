"""The custom_id: what goes in comes out, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.custom_ids import LONGEST, ComponentId, parse_id

ACTIONS = st.from_regex(r"[a-z]{1,8}(?:-[a-z]{1,8}){0,2}", fullmatch=True)
DETAILS = st.from_regex(r"(?:[a-z0-9.-]{0,60})", fullmatch=True).filter(lambda text: "\n" not in text)
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)


@given(ACTIONS, st.integers(0, 10**18), DETAILS, WORDS)
def test_round_trip(action: str, subject: int, detail: str, words: str) -> None:
    text = f"nsf:1:{action}:{subject}" + (f":{detail}" if detail else "") + (f":{words}" if words else "")
    which = ComponentId(action, subject, detail, words)
    if len(text) > LONGEST or (words and not detail):
        with pytest.raises(ValueError, match="no custom_id"):
            str(which)
    else:
        assert parse_id(str(which)) == which


@given(st.text(max_size=120))
def test_reading_never_raises(text: str) -> None:
    which = parse_id(text)
    assert which is None or str(which) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nsf:2:evidence:1",
        "nsf:1:evidence:",
        "nsf:1:evidence:01",
        "nsf:1:evidence:-0",
        "nsf:1:evidence:--1",
        "nsf:1:evidence:1\n",
        "other",
    ],
)
def test_other_shapes_are_nobodys(text: str) -> None:
    assert parse_id(text) is None


@pytest.mark.parametrize(
    "which",
    [
        ComponentId("Evidence", 1),
        ComponentId("a", -(10**19)),
        ComponentId("a", 1, "x" * 61),
        ComponentId("a", 1, "x", "y\n"),
    ],
)
def test_an_impossible_custom_id_is_never_sent(which: ComponentId) -> None:
    with pytest.raises(ValueError, match="no custom_id"):
        str(which)
