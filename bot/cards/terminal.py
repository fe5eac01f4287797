"""A card in a terminal: the plain-text twin of the Discord card, with the addresses written out."""

from __future__ import annotations

import textwrap

import click

from bot.cards.card import SOURCES, Card, Line, Section

WIDTH = 100


def terminal_card(card: Card, width: int = WIDTH) -> str:
    """Render a card as lines of at most `width` characters (addresses stay whole), with styles that click can strip."""
    red, green, blue = (card.verdict.colour >> shift & 0xFF for shift in (16, 8, 0))
    verdict = click.style(
        f" {card.verdict.sign} {card.texts.word(card.verdict).upper()} ", bold=True, fg="white", bg=(red, green, blue)
    )
    blocks = [f"{verdict}  {card.texts.definition(card.verdict)}"]
    blocks += [_wrapped(note, width, "") for note in card.notes]
    blocks += [_section(section, width) for section in card.sections]
    return "\n\n".join(blocks)


def _section(section: Section, width: int) -> str:
    heading = click.style(section.heading, bold=True)
    numbered = section.what == SOURCES
    lines = []
    for number, line in enumerate(section.lines, 1):
        mark = f"[{number}] " if numbered else "- " if section.listed else ""
        lines.append(_wrapped(_text(line), width, "  " + mark))
        if line.link:
            lines.append(" " * (2 + len(mark)) + click.style(line.link, dim=True))
    return "\n".join([heading, *lines])


def _text(line: Line) -> str:
    detail = f" ({line.detail})" if line.detail else ""
    return line.text + detail + "".join(f" [{number}]" for number in line.references)


def _wrapped(text: str, width: int, mark: str) -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
