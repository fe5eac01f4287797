"""What the command line prints for a reply, the same for every command."""

from __future__ import annotations

import shutil
import textwrap

from bot.cards.card import answer_card
from bot.cards.followups import TERMINAL, Wanted, part_lines, quoted_lines
from bot.cards.terminal import WIDTH, terminal_card
from bot.cards.texts import ENGLISH
from knowledge.answering.followup import FollowUp, Kind
from knowledge.answering.library import Answer, PublishedEntry, Reply
from knowledge.matching.outcome import Outcome


def reply_text(reply: Reply) -> str:
    """Return what a person reads: the card or cards, the candidates, or that no entry is about the question."""
    if not any(map(str.isalnum, reply.understood)) and not reply.answers and not reply.offered:
        return "There are no words in that which I can read. Write what you doubt as a sentence."
    if reply.small_talk is not None:
        # Half of what is said to it in Discord names commands that are not here.
        return "There is no claim in that. Write one that you doubt: Are the Zetas and MS-13 really allied?"
    if reply.outcome is Outcome.ANSWERED:
        return "\n\n".join(answer_text(answer) for answer in reply.answers)
    if reply.outcome is Outcome.ASK_WHICH:
        claims = [f"  {number}. {shown.entry.claim}" for number, shown in enumerate(reply.offered, 1)]
        if reply.topic is not None:
            return "\n".join([f"Claims about “{reply.topic}”. Which one do you mean?", *claims])
        these = "one of these" if len(claims) > 1 else "this one"
        return "\n".join([f"I am not sure which claim you mean. Is it {these}?", *claims])
    return f"No entry is about that. I took the question to be: {reply.understood}"


def answer_text(answer: Answer) -> str:
    """Return one answer's card, as wide as the terminal and no wider than is easy to read."""
    return terminal_card(answer_card(answer), min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH))


def further_text(shown: PublishedEntry, found: FollowUp) -> str | None:
    """Return what a person reads who goes on about a card; None where it is a question of its own, "" for silence."""
    if found.kind in (Kind.THANKS, Kind.REMARK):
        return ""
    if found.kind is Kind.OBJECTION:
        return "You may be right. In Discord there is a form under the answer in which to say what is wrong."
    if found.kind is Kind.NOT_MINE:
        return "Then ask in other words."
    if found.part is not None:
        lines = part_lines(ENGLISH, Wanted(shown, found.part, found.verdict), TERMINAL).lines
    elif found.sentences:
        lines = quoted_lines(ENGLISH, shown.entry, found.sentences, TERMINAL).lines
    else:
        return None
    width = min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH)
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for line in lines
    )
