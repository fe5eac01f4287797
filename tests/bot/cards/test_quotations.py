"""Sentences of an entry that answer a further question: evidence is never quoted without what undercuts it."""

from __future__ import annotations

import pytest

from bot.cards.followups import TERMINAL, quoted_lines
from bot.cards.texts import ENGLISH, SPANISH, Texts
from knowledge.answering.followup import Piece, sentences_of
from knowledge.exchange.packs import starter_packs

(ENTRY,) = (one for pack in starter_packs() for one in pack.entries if one.id == "zetas-ms13-alliance-guatemala")
SENTENCES = sentences_of(ENTRY)
(RECORDINGS,) = (one for one in SENTENCES if one.piece is Piece.EVIDENCE and one.about == "recordings")
AGAINST = [one for one in SENTENCES if one.piece is Piece.REBUTTAL and one.about == "recordings"]


@pytest.mark.parametrize("texts", [ENGLISH, SPANISH])
def test_evidence_is_quoted_with_what_undercuts_it_most(texts: Texts) -> None:
    lines = quoted_lines(texts, ENTRY, [RECORDINGS], TERMINAL).lines
    undercutting = ENTRY.undercutting("recordings")[0]
    assert RECORDINGS.text in lines[1]
    assert lines[2].startswith(texts.against_it.format(what=undercutting.what))
    assert any(line.startswith(f"[{ENTRY.source_number(undercutting.sources[0])}]") for line in lines[3:])


def test_what_undercuts_it_is_said_once() -> None:
    first = quoted_lines(ENGLISH, ENTRY, [RECORDINGS, RECORDINGS], TERMINAL).lines
    both = quoted_lines(ENGLISH, ENTRY, [RECORDINGS, AGAINST[0]], TERMINAL).lines
    beginning = ENGLISH.against_it.split("{what}")[0]
    assert sum(line.startswith(beginning) for line in first) == 1
    assert not any(line.startswith(beginning) for line in both)


def test_what_nothing_undercuts_stands_alone() -> None:
    alone = next(one for one in SENTENCES if one.piece is Piece.CAVEAT)
    assert not any("Against it" in line for line in quoted_lines(ENGLISH, ENTRY, [alone], TERMINAL).lines)
