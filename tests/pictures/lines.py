"""`python -m tests.pictures.lines`: how many lines the card of each entry that comes with the bot has on a phone.

A line has 42 characters. Blank lines, link targets, buttons and *You asked* do not count.
"""

from __future__ import annotations

import re
import statistics
import textwrap
from collections.abc import Iterator, Sequence

from bot.cards.card import answer_card
from bot.cards.fitting import card_texts
from bot.cards.short import PHONE_LINE, short_card_texts
from bot.cards.texts import TEXTS
from knowledge.answering.library import Answer, PublishedEntry
from knowledge.exchange.packs import read_pack, starter_pack_folders

MOST_IN_THE_MEDIAN, MOST = 27, 42
_LINK = re.compile(r"\[((?:\\.|\[[^\]]*\]|[^\\\]])*)\]\(<[^>]*>\)")
_FRONT = re.compile(r"(> |- |\d+\. )|(?:-# |#{1,3} )")


def shipped() -> Iterator[PublishedEntry]:
    """Return every entry of every pack that comes with the bot."""
    for pack in map(read_pack, starter_pack_folders()):
        yield from (PublishedEntry(entry, 1, pack.title) for entry in pack.entries)


def read_on_a_phone(blocks: Sequence[str]) -> list[str]:
    """Return the lines that markdown has where a line is 42 characters long; a quotation or list item is indented."""
    found = []
    for line in "\n".join(blocks).split("\n"):
        front = _FRONT.match(line)
        indent = len(front[1] or "") if front else 0
        text = _LINK.sub(r"\1", line[front.end() :] if front else line)
        text = re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*", "", text))
        found += textwrap.wrap(text, PHONE_LINE - indent, break_on_hyphens=False)
    return found


def main() -> None:
    """Print the lines of each card, short and full, in each language."""
    for language, texts in TEXTS.items():
        found = []
        for shown in shipped():
            answer = Answer(shown, 1.0)
            short = len(read_on_a_phone(short_card_texts(answer, texts)))
            full = len(read_on_a_phone(card_texts(answer_card(answer, texts=texts))))
            found.append((short, full, shown.id))
        for short, full, entry in sorted(found):
            print(f"{short:4}{full:5}  {entry}")
        for name, lines in (("short", [one[0] for one in found]), ("full", [one[1] for one in found])):
            print(f"{language.own_name}, {name}: median {statistics.median(lines):g}, most {max(lines)}")


if __name__ == "__main__":
    main()
