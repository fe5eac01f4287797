"""The short card: what of an answer fits a phone's screen. The rest is a press away.

In this order: the claim, the verdict and as of when, the answer, every caveat, the strongest sources, and how much
counts against the claim and who keeps the entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.cards.card import asked_about_section, numbers, opposite_note
from bot.cards.fitting import MOST_CHARACTERS, line_text
from bot.cards.markdown import defuse, escape, escape_all, link
from bot.cards.texts import Texts
from knowledge.answering.library import Answer
from knowledge.answering.wording import is_in_its_words
from knowledge.entries.entry import Entry, Source
from knowledge.entries.strength import strongest_sources
from knowledge.text.normalization import shorten

PHONE_LINE = 42
"""So many characters a line of Discord's has on most phones."""
MOST_SOURCES = 3
MOST_ECHOED = 120
_SAID_BACK = 40


@dataclass(frozen=True, slots=True)
class _Extent:
    """How much stands there besides what always does.

    `linked` says of each source that is named whether it is a link.
    """

    kept_by: bool = False
    asked: bool = False
    linked: tuple[bool, ...] = ()
    references: bool = False
    asked_about: bool = False


def short_card_texts(
    answer: Answer, texts: Texts, question: str = "", notes: tuple[str, ...] = (), most: int = MOST_CHARACTERS
) -> tuple[str, ...]:
    """Return the short card of an answer as blocks of markdown in order, together at most `most` characters.

    The question is shown where it is not in the words of the entry, so that a mismatch is seen; `notes` are to the
    asker. With `most` of at least 3,980 claim, verdict, day, answer and every caveat are whole, for any entry that
    `knowledge.entries.validation` lets through.
    """
    if answer.opposite:
        # The claim stands above it.
        notes = (opposite_note(texts, answer.shown.entry, _SAID_BACK), *notes)
    shown = _Extent()
    write = escape
    if _length(_blocks(answer, texts, question, notes, write, shown)) > most:
        write = defuse
    for grown in _steps(answer, question):
        larger = grown(shown)
        if _length(_blocks(answer, texts, question, notes, write, larger)) <= most:
            shown = larger
    return tuple(_blocks(answer, texts, question, notes, write, shown))


def verdict_line(texts: Texts, entry: Entry) -> str:
    """Return sign and word of the verdict and as of when it holds; the month is shortened where a phone needs it."""
    verdict = f"{entry.verdict.sign} {texts.word(entry.verdict)}"
    as_of = texts.as_of_date.format(date=texts.date(entry.as_of))
    if len(f"{verdict} · {as_of}") > PHONE_LINE:
        as_of = texts.as_of_date.format(date=texts.short_date(entry.as_of))
    return f"**{verdict}** · {as_of}"


def _steps(answer: Answer, question: str) -> Iterator[Callable[[_Extent], _Extent]]:
    """Give what is added while it fits, the most needed first."""
    yield lambda shown: replace(shown, kept_by=True)
    if question and not is_in_its_words(question, answer.shown.entry):
        yield lambda shown: replace(shown, asked=True)
    for place in range(min(MOST_SOURCES, len(answer.shown.entry.sources))):
        # An address may be thousands of characters long: then the source is named without it.
        for is_link in (True, False):
            yield _naming(place, is_link=is_link)
    yield lambda shown: replace(shown, references=True)
    if answer.focus is not None:
        yield lambda shown: replace(shown, asked_about=True)


def _naming(place: int, *, is_link: bool) -> Callable[[_Extent], _Extent]:
    def step(shown: _Extent) -> _Extent:
        return replace(shown, linked=(*shown.linked, is_link)) if len(shown.linked) == place else shown

    return step


def _blocks(
    answer: Answer, texts: Texts, question: str, notes: tuple[str, ...], write: Callable[[str], str], shown: _Extent
) -> Iterator[str]:
    entry = answer.shown.entry
    yield "\n".join(
        [
            f"> {write(entry.claim)}",
            *([f"-# {texts.you_asked.format(question=escape_all(shorten(question, MOST_ECHOED)))}"] * shown.asked),
            *(f"-# {note}" for note in notes),
            verdict_line(texts, entry),
        ]
    )
    yield write(entry.answer)
    section = asked_about_section(texts, entry, answer.focus) if shown.asked_about else None
    if section is not None:
        lines = [line_text(section, line, 0, texts.archived_copy) for line in section.lines]
        yield "\n".join([f"**{section.heading}**", *lines])
    if entry.caveats:
        yield "\n".join(_caveats(texts, entry, write, references=shown.references))
    last = [_sources(texts, entry, shown.linked)] if entry.sources else []
    if shown.kept_by:
        last.append(f"-# {texts.points_against(len(entry.rebuttals))} · {texts.keeper(answer.shown.pack)}")
    if last:
        yield "\n".join(last)


def _caveats(texts: Texts, entry: Entry, write: Callable[[str], str], *, references: bool) -> Iterator[str]:
    for place, caveat in enumerate(entry.caveats):
        label = "" if place else f"**{texts.caveats_label(len(entry.caveats))}** "
        cited = ", ".join(map(str, numbers(entry, caveat.sources))) if references else ""
        yield f"- {label}{write(caveat.what)}{f' [{cited}]' if cited else ''}"


def _sources(texts: Texts, entry: Entry, linked: tuple[bool, ...]) -> str:
    named = [
        _source(source, is_link=is_link) for source, is_link in zip(strongest_sources(entry), linked, strict=False)
    ]
    left = len(entry.sources) - len(named)
    if not named:
        return f"**{texts.sources}**: {texts.more_behind.format(count=left, button=texts.sources_button)}"
    more = f" {texts.and_more.format(count=left)}" if left else ""
    return f"**{texts.sources}**: {', '.join(named)}{more}"


def _source(source: Source, *, is_link: bool) -> str:
    name = f"{source.publisher} {source.date.text[:4]}" if source.date else source.publisher
    return link(name, source.links[0]) if is_link and source.links else escape_all(name)


def _length(blocks: Iterator[str]) -> int:
    return sum(map(len, blocks))
