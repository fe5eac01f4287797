"""What the matcher is fitted on of entries that know many wordings: never a wording that is asked."""

from __future__ import annotations

import random

import pytest
from rapidfuzz import fuzz

from knowledge.exchange.packs import starter_packs
from knowledge.matching.index.document import Document, document_of
from tests.bench.fitting.servers import OWN, parted, read_server, server_files, thick_bases, thickened

ENTRIES = [document_of(entry) for pack in starter_packs() for entry in pack.entries]


@pytest.mark.parametrize("document", ENTRIES[::9], ids=lambda one: one.id)
def test_no_wording_that_is_asked_of_a_thick_pack_nor_one_nearly_the_same_is_kept(document):
    for texts in (document.phrasings, document.not_this):
        kept, asked = parted(texts, random.Random(1))
        assert kept
        assert asked
        assert set(kept) | set(asked) <= set(texts)
        assert max(fuzz.token_set_ratio(one, other) for one in kept for other in asked) < 90


def test_an_entry_is_thickened_by_its_own_questions_and_its_near_misses_alone():
    def row(text: str, expect: str, fair: str, kind: str, style: str = "plain") -> dict[str, object]:
        return {"q": text, "expect": expect.split(), "fair": fair.split(), "kind": kind, "style": style}

    rows = [
        row("do rats spread it", "rats", "rats", "plain"),
        row("a long message", "rats", "rats", "context"),
        row("do cats spread it", "", "rats", "trap"),
        row("a long message of cats", "", "rats", "trap", "context"),
        row("is the moon round", "moon", "moon rats", "plain"),
    ]
    thick = thickened(Document("rats", "Rats spread the plague.", ("rats?",), not_this=("mice?",)), rows)
    assert thick.phrasings == ("rats?", "do rats spread it")
    assert thick.not_this == ("mice?", "do cats spread it")


@pytest.mark.parametrize("file", server_files(OWN)[:3], ids=lambda file: file.stem)
def test_the_entries_that_an_author_is_asked_of_know_the_other_authors_questions_alone(file):
    (documents, _), bases = read_server(file), list(thick_bases(file))
    known = {text for one in documents for text in (*one.phrasings, *one.not_this)}
    assert len(bases) > 1
    for place, (thick, asked) in enumerate(bases):
        assert asked
        others = {one.text for at, (_, some) in enumerate(bases) if at != place for one in some}
        added = {text for one in thick for text in (*one.phrasings, *one.not_this)} - known
        assert added
        assert added <= others
