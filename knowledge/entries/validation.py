"""Reading an entry from plain values: a whole Entry, or everything that is wrong with it, said so that one can act.

One pass collects all problems, since a curator who mends a file wants the list and not the first item of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.entries.entry import (
    AGAINST_CLAIM,
    EVIDENCE_KINDS,
    SOURCE_KINDS,
    Caveat,
    Claimant,
    Entry,
    Evidence,
    Rebuttal,
    Source,
)
from knowledge.entries.limits import (
    ANSWER_LENGTH,
    CAVEAT_LENGTH,
    CAVEATS,
    CLAIM_LENGTH,
    ID_LENGTH,
    LINE_LENGTH,
    NAME_LENGTH,
    NAMES,
    PHRASINGS,
    PIECE_LENGTH,
    PIECES,
    SOURCES,
    TOPIC_LENGTH,
    TOPICS,
    WHEN_LENGTH,
    WHO_LENGTH,
)
from knowledge.entries.problems import Code, InvalidEntryError, Problem
from knowledge.entries.table import Table

_FIELDS = tuple(Entry.__slots__)


def read_entry(data: Mapping[str, Any]) -> Entry:
    """Read a whole entry from the plain values of a TOML or JSON file.

    Text is cleaned on the way (white space folded to single spaces, Unicode in its composed form). Raises
    InvalidEntryError with all problems when it is not fit to be published.
    """
    entry, problems = examine_entry(data)
    if entry is None:
        raise InvalidEntryError(problems)
    return entry


def stored_entry(body: Mapping[str, Any]) -> Entry:
    """Read an entry from a revision, as the rules of its day let it through.

    Rules against deception came later than some revisions. Raises InvalidEntryError when it is no entry at all.
    """
    entry, problems = _examined(Table(body, (), [], strict=False))
    if entry is None:
        raise InvalidEntryError(problems)
    return entry


def examine_entry(data: Mapping[str, Any]) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the entry and no problems, or no entry and every problem that keeps it from being published.

    Lengths and numbers of pieces are looked at before what they hold: of a list that is too long only as much is read
    as is allowed, and a text that is far too long is not looked into. The time grows with the size of `data`.
    """
    return _examined(Table(data, (), []))


def _examined(table: Table) -> tuple[Entry | None, tuple[Problem, ...]]:
    table.only(_FIELDS)
    entry_id = table.slug("id")
    claim = table.text("claim", CLAIM_LENGTH)
    topics = table.texts("topics", TOPICS, TOPIC_LENGTH)
    names = table.texts("names", NAMES, NAME_LENGTH)
    verdict = table.verdict("verdict")
    answer = table.text("answer", ANSWER_LENGTH)
    as_of = table.date("as_of")
    as_of_note = table.optional_text("as_of_note", LINE_LENGTH)
    review_by = table.optional_date("review_by")
    would_change = table.optional_text("would_change", LINE_LENGTH)
    phrasings = table.texts("phrasings", PHRASINGS, LINE_LENGTH)
    not_this = table.texts("not_this", PHRASINGS, LINE_LENGTH)
    claimants = table.pieces("claimants", PIECES, _read_claimant)
    evidence = table.pieces("evidence", PIECES, _read_evidence)
    rebuttals = table.pieces("rebuttals", PIECES, _read_rebuttal)
    caveats = table.pieces("caveats", CAVEATS, _read_caveat)
    sources = table.pieces("sources", SOURCES, _read_source)
    _check_references(table, evidence, rebuttals, caveats, sources)
    if table.problems or verdict is None or as_of is None:
        return None, tuple(table.problems)
    entry = Entry(
        id=entry_id,
        claim=claim,
        topics=topics,
        names=names,
        verdict=verdict,
        answer=answer,
        as_of=as_of,
        as_of_note=as_of_note,
        review_by=review_by,
        would_change=would_change,
        phrasings=phrasings,
        not_this=not_this,
        claimants=claimants,
        evidence=evidence,
        rebuttals=rebuttals,
        caveats=caveats,
        sources=sources,
    )
    return entry, ()


def _read_claimant(table: Table) -> Claimant:
    table.only(Claimant.__slots__)
    return Claimant(who=table.text("who", WHO_LENGTH), when=table.text("when", WHEN_LENGTH))


def _read_evidence(table: Table) -> Evidence:
    table.only(Evidence.__slots__)
    return Evidence(
        id=table.slug("id"),
        kind=table.choice("kind", EVIDENCE_KINDS),
        what=table.text("what", PIECE_LENGTH),
        sources=table.keys("sources"),
    )


def _read_rebuttal(table: Table) -> Rebuttal:
    table.only(Rebuttal.__slots__)
    return Rebuttal(
        against=table.text("against", ID_LENGTH),
        what=table.text("what", PIECE_LENGTH),
        sources=table.keys("sources"),
    )


def _read_caveat(table: Table) -> Caveat:
    table.only(Caveat.__slots__)
    # A caveat may be the curator's own reasoning; the editorial checks ask for a source, the form does not force one.
    return Caveat(what=table.text("what", CAVEAT_LENGTH), sources=table.keys("sources", needed=False))


def _read_source(table: Table) -> Source:
    table.only(Source.__slots__)
    return Source(
        key=table.slug("key"),
        title=table.title("title", ("url", "archived_url")),
        publisher=table.text("publisher", WHO_LENGTH),
        kind=table.choice("kind", SOURCE_KINDS),
        author=table.optional_text("author", WHO_LENGTH),
        date=table.optional_date("date"),
        url=table.optional_link("url"),
        archived_url=table.optional_link("archived_url"),
        accessed=table.optional_date("accessed"),
    )


def _check_references(
    table: Table,
    evidence: tuple[Evidence, ...],
    rebuttals: tuple[Rebuttal, ...],
    caveats: tuple[Caveat, ...],
    sources: tuple[Source, ...],
) -> None:
    if not sources and not table.is_faulty("sources"):
        table.complain("sources", Code.MISSING, "there is none", "An entry needs at least one source")
    keys = [source.key for source in sources]
    ids = [piece.id for piece in evidence]
    table.complain_about_repeats("sources", "key", keys)
    table.complain_about_repeats("evidence", "id", ids)
    if AGAINST_CLAIM in ids:
        wrong = f"the id {AGAINST_CLAIM!r} is kept for the claim itself"
        table.complain("evidence", Code.INVALID, wrong, "Give it another id")
    referring: tuple[tuple[str, Sequence[Evidence | Rebuttal | Caveat]], ...] = (
        ("evidence", evidence),
        ("rebuttals", rebuttals),
        ("caveats", caveats),
    )
    for field, pieces in referring:
        for number, piece in enumerate(pieces, 1):
            for key in piece.sources:
                if key not in keys:
                    wrong = f"no source of this entry has the key {key!r}"
                    right = table.meant(key, keys, "Use the key of one of its sources, or add the source")
                    table.complain((field, number, "sources"), Code.UNKNOWN, wrong, right)
    for number, rebuttal in enumerate(rebuttals, 1):
        if rebuttal.against and rebuttal.against not in (AGAINST_CLAIM, *ids):
            wrong = f"{rebuttal.against!r} is neither the word 'claim' nor a piece of evidence of this entry"
            right = table.meant(rebuttal.against, [AGAINST_CLAIM, *ids], "Use 'claim' or the id of a piece of evidence")
            table.complain(("rebuttals", number, "against"), Code.UNKNOWN, wrong, right)
