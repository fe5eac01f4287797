"""Parts of an entry on pages that fit into one message each: evidence, sources, caveats and the like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import (
    CAVEATS,
    KEPT_BY,
    REBUTTALS,
    Line,
    Section,
    about_sections,
    as_of_section,
    both_sides,
    caveats_section,
    evidence_sections,
    rebuttal_line,
    sources_section,
)
from bot.cards.fitting import line_text
from bot.cards.texts import ENGLISH, Texts
from knowledge.answering.followup import AnswerPart
from knowledge.answering.library import PublishedEntry

MOST_ON_A_PAGE = 3200
PAGED = frozenset(
    {
        AnswerPart.CLAIMANTS,
        AnswerPart.SOURCES,
        AnswerPart.AS_OF,
        AnswerPart.EVIDENCE,
        AnswerPart.REBUTTALS,
        AnswerPart.CAVEATS,
    }
)
"""The parts that have pages; of the others there is no more than an answer to a further question shows."""


def part_pages(shown: PublishedEntry, part: AnswerPart, texts: Texts = ENGLISH) -> tuple[str, ...]:
    """Return a part of an entry as pages of markdown, at least one, each at most `MOST_ON_A_PAGE` characters."""
    sections = tuple(section for section in _sections(texts, shown, part) if section.lines)
    return section_pages(sections, texts) or (texts.nothing[part],)


def section_pages(sections: Sequence[Section], texts: Texts = ENGLISH, most: int = MOST_ON_A_PAGE) -> tuple[str, ...]:
    """Return sections as pages; one that goes on on the next page has its heading there again."""
    pages: list[str] = []
    page = ""
    for section in sections:
        heading = f"**{section.heading}**"
        begun = False
        for number, line in enumerate(section.lines, 1):
            text = _fitting_line(section, line, number, most - len(heading) - 30, texts.archived_copy)
            addition = text if begun else f"{heading}\n{text}"
            joined = f"{page}{_between(page, begun=begun)}{addition}"
            if len(joined) <= most:
                page = joined
            else:
                pages.append(page)
                page = f"{texts.continued.format(heading=heading) if begun else heading}\n{text}"
            begun = True
    return (*pages, page) if page else tuple(pages)


def _between(page: str, *, begun: bool) -> str:
    return "\n" if begun else "\n\n" if page else ""


def _fitting_line(section: Section, line: Line, number: int, most: int, archived_copy: str) -> str:
    # Addresses may be thousands of characters long; the words of a source are always shown.
    forms = (line, replace(line, second_link=None), replace(line, link=line.second_link, second_link=None))
    bare = replace(line, link=None, second_link=None)
    texts = (line_text(section, form, number, archived_copy) for form in (*forms, bare))
    return next((text for text in texts if len(text) <= most), "")


def _sections(texts: Texts, shown: PublishedEntry, part: AnswerPart) -> tuple[Section, ...]:
    entry, revision = shown.entry, shown.revision
    if part is AnswerPart.CLAIMANTS:
        return both_sides(texts, entry)
    if part is AnswerPart.SOURCES:
        meaning, kept = about_sections(texts, entry, revision, shown.pack)
        return (meaning, sources_section(texts, entry), kept)
    if part is AnswerPart.AS_OF:
        return (
            as_of_section(texts, entry),
            Section(KEPT_BY, texts.kept_as, (Line(texts.revision.format(entry=entry.id, number=revision)),)),
        )
    if part is AnswerPart.EVIDENCE:
        return evidence_sections(texts, entry)
    if part is AnswerPart.REBUTTALS:
        return (
            Section(
                REBUTTALS,
                texts.rebuttals,
                tuple(rebuttal_line(texts, entry, one) for one in entry.rebuttals),
                listed=True,
            ),
        )
    change = (Line(entry.would_change),) if entry.would_change else ()
    return (caveats_section(texts, entry), Section(CAVEATS, texts.would_change, change))
