"""What the matcher is measured beside: the searches that somebody would take off the shelf for this."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

import tantivy
from rapidfuzz import fuzz, process

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.reading import read_question
from knowledge.question.tokens import STOP_WORDS, split_words

Ask = Callable[[str], str | None]
_MOST = 10


def deciding(base: Base) -> Ask:
    """Ours: the whole way from the message to the decision."""
    background = shipped_background()

    def ask(question: str) -> str | None:
        decision = decide(read_question(question, base.gazetteer), base, background)
        return decision.ranked[0][0] if decision.ranked else None

    return ask


def scanning(documents: Sequence[Document]) -> Ask:
    """rapidfuzz's token_set_ratio with every claim and phrasing."""
    texts = [text.lower() for one in documents for text in (one.claim, *one.phrasings)]
    owners = [one.id for one in documents for _ in (one.claim, *one.phrasings)]

    def ask(question: str) -> str | None:
        found = process.extract(question.lower(), texts, scorer=fuzz.token_set_ratio, limit=_MOST)
        return owners[found[0][2]] if found else None

    return ask


def scanning_claims(documents: Sequence[Document]) -> Ask:
    """rapidfuzz's token_set_ratio with every claim, phrasings left out."""
    texts = [one.claim.lower() for one in documents]

    def ask(question: str) -> str | None:
        found = process.extract(question.lower(), texts, scorer=fuzz.token_set_ratio, limit=_MOST)
        return documents[found[0][2]].id if found else None

    return ask


def fts5(documents: Sequence[Document]) -> Ask:
    """SQLite FTS5: content words joined by OR, bm25, in memory."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(claim, phrasings, tokenize='porter unicode61')")
    rows = ((number, one.claim, "\n".join(one.phrasings)) for number, one in enumerate(documents))
    database.executemany("INSERT INTO t(rowid, claim, phrasings) VALUES (?, ?, ?)", rows)

    def ask(question: str) -> str | None:
        words = _content_words(question)
        if not words:
            return None
        wanted = " OR ".join(f'"{word}"' for word in words)
        query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 3.0, 2.0) LIMIT ?"
        row = database.execute(query, (wanted, _MOST)).fetchone()
        return documents[row[0]].id if row else None

    return ask


def tantivy_index(documents: Sequence[Document]) -> Ask:
    """Tantivy: content words, stemmed, in memory."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    builder.add_text_field("text", tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for number, one in enumerate(documents):
        writer.add_document(tantivy.Document(number=number, text="\n".join((one.claim, *one.phrasings))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> str | None:
        words = _content_words(question)
        if not words:
            return None
        found = searcher.search(index.parse_query(" ".join(words), ["text"]), _MOST).hits
        return documents[searcher.doc(found[0][1])["number"][0]].id if found else None

    return ask


def _content_words(question: str) -> list[str]:
    return [word.text for word in split_words(question) if word.text not in STOP_WORDS and word.text.isalnum()]
