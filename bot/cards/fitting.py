"""What of a card fits into one message of Discord.

Verdict, claim, answer and every caveat always do; the rest is cut in a fixed order, rebuttals first, and says how much
is left and which button shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.cards import card as parts
from bot.cards.card import Card, Line, Section
from bot.cards.markdown import defuse, escape, escape_all, link
from knowledge.text.addresses import shown_host

# Discord's limit on the text of one message of components is 4,000 characters; a few are left for what comes later.
MOST_CHARACTERS = 3980
_ALL_REFERENCES, _FEW_REFERENCES = 40, 3
_HOST = 60
_REBUTTALS_BEFORE_SOURCES = 2
_NAMED_WHEN_EMPTY = (parts.REBUTTALS, parts.SOURCES)


def card_texts(card: Card, most: int = MOST_CHARACTERS) -> tuple[str, ...]:
    """Return the card as blocks of markdown in order, together at most `most` characters whatever the entry holds.

    The first block is the verdict. With `most` of at least 3,980 the verdict, the claim, the answer, the day and every
    caveat are whole, for any entry that `knowledge.entries.validation` lets through.
    """
    attempt = _Attempt(card, escape)
    if attempt.length() > most:
        attempt = _Attempt(card, defuse)
    for step in _steps(card):
        before = dict(attempt.shown), dict(attempt.references), attempt.defined
        step(attempt)
        if attempt.length() > most:
            attempt.shown, attempt.references, attempt.defined = before
    return tuple(attempt.blocks())


def line_text(section: Section, line: Line, number: int, archived_copy: str) -> str:
    """Return one line of a section as markdown, with the archived copy of a source, which is called so."""
    archived = f" · {link(archived_copy, line.second_link)}" if line.second_link else ""
    return _line(section, line, number, _ALL_REFERENCES, escape) + archived


@dataclass
class _Attempt:
    """A card with some of its lines: how many are shown by section, how many references each of them has.

    `defined` says whether the verdict stands with its definition.
    """

    card: Card
    write: Callable[[str], str]
    shown: dict[str, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)
    defined: bool = False
    _blocks: dict[tuple[str, int, int], str] = field(default_factory=dict)
    _written: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shown = {section.what: section.kept for section in self.card.sections}
        self.references = {parts.CAVEATS: 0}

    def length(self) -> int:
        return sum(len(block) for block in self.blocks())

    def blocks(self) -> Iterator[str]:
        verdict = self.card.verdict
        texts = self.card.texts
        definition = f"\n-# {texts.definition(verdict)}" if self.defined else ""
        yield f"## {verdict.sign} {texts.word(verdict)}{definition}"
        if self.card.notes:
            yield "\n".join(f"*{note}*" for note in self.card.notes)
        for section in self.card.sections:
            block = self._block(section)
            if block:
                yield block

    def _block(self, section: Section) -> str:
        shown = self.shown[section.what]
        key = (section.what, shown, self.references.get(section.what, _ALL_REFERENCES))
        if key not in self._blocks:
            self._blocks[key] = self._new_block(section, shown)
        return self._blocks[key]

    def _new_block(self, section: Section, shown: int) -> str:
        left = len(section.lines) - shown
        texts = self.card.texts
        button = {
            parts.REBUTTALS: texts.why_button,
            parts.ASKED_ABOUT: texts.why_button,
            parts.SOURCES: texts.sources_button,
        }.get(section.what)
        lines = [self._line(section, place) for place in range(shown)]
        if left and (shown or section.what in _NAMED_WHEN_EMPTY) and (button or section.listed):
            more = texts.more_behind.format(count=left, button=button) if button else texts.more.format(count=left)
            lines.append(f"-# {more}")
        return "\n".join([f"**{section.heading}**", *lines]) if lines else ""

    def _line(self, section: Section, place: int) -> str:
        most = self.references.get(section.what, _ALL_REFERENCES)
        key = (section.what, place, most)
        if key not in self._written:
            self._written[key] = _line(section, section.lines[place], place + 1, most, self.write)
        return self._written[key]


def _steps(card: Card) -> Iterator[Callable[[_Attempt], None]]:
    """Give what is added while it fits, the most needed first."""
    lines = {section.what: len(section.lines) for section in card.sections}

    def show(what: str, count: int) -> Callable[[_Attempt], None]:
        def step(attempt: _Attempt) -> None:
            # A list is cut at its end and never has a hole.
            if attempt.shown[what] == count - 1:
                attempt.shown[what] = count

        return step

    def define(attempt: _Attempt) -> None:
        attempt.defined = True

    def refer(count: int) -> Callable[[_Attempt], None]:
        return lambda attempt: attempt.references.update({parts.CAVEATS: count})

    yield define
    yield refer(_FEW_REFERENCES)
    yield refer(_ALL_REFERENCES)
    order = [
        (parts.KEPT_BY, 1),
        (parts.ASKED_ABOUT, _ALL_REFERENCES),
        (parts.REBUTTALS, _REBUTTALS_BEFORE_SOURCES),
        (parts.AS_OF, 2),
        (parts.CLAIMANTS, 2),
        (parts.SOURCES, _ALL_REFERENCES),
        (parts.CLAIMANTS, _ALL_REFERENCES),
        (parts.REBUTTALS, _ALL_REFERENCES),
    ]
    for what, most in order:
        for count in range(1, min(lines.get(what, 0), most) + 1):
            yield show(what, count)


def _line(section: Section, line: Line, number: int, most: int, write: Callable[[str], str]) -> str:
    if section.what == parts.SOURCES:
        # The mark of the list stands before the title, so that nothing in the title is at a line's start.
        # A title can say anything: the host beside it says where it leads.
        title = f"{link(line.text, line.link)} · {_host(line.link)}" if line.link else escape_all(line.text)
        # Discord counts a numbered list on from its first number: with gaps, each has its number in brackets.
        mark = f"{number}." if line.number is None else f"- [{line.number}]"
        return f"{mark} {title} · {escape_all(line.detail)}"
    mark = "- " if section.listed else ""
    return mark + write(line.text) + _numbers(line.references, most)


def _host(address: str) -> str:
    # Its end says whose it is, so a long one is cut at its beginning.
    host = shown_host(address)
    return escape_all(host if len(host) <= _HOST else f"…{host[1 - _HOST :]}")


def _numbers(references: tuple[int, ...], most: int) -> str:
    if not references or not most:
        return ""
    listed = ", ".join(str(number) for number in references[:most])
    return f" [{listed}{', …' if len(references) > most else ''}]"
