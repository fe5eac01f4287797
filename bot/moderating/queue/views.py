"""What the queue looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discord import SelectOption, ui

from bot.cards.markdown import escape_all
from bot.moderating import sentences
from bot.moderating.change_kind import SENTENCE
from bot.ui.widgets import View, button, form, made_view, option, row, select, text_field, texts
from knowledge.answering.library import PublishedEntry
from knowledge.entries.limits import LINE_LENGTH
from knowledge.moderation.reports import Reported, Wording, own_wording
from knowledge.store.answers import AnswerRow
from knowledge.store.disputes import DisputeRow
from knowledge.store.unanswered import GroupRow, RequestState
from knowledge.text.normalization import shorten

QUEUE, ITEM = "queue", "queue-item"
WRITE, PHRASING, NOT_THIS, DISMISS, KEEP_OUT = "q-write", "q-phrasing", "q-not-this", "q-dismiss", "q-keep-out"
ACCEPT, REJECT, TAKE_OUT, REPLY, WAVE_OFF = "r-accept", "r-reject", "r-take-out", "d-reply", "d-dismiss"
KEPT_OUT, LET_IN = "q-kept-out", "q-let-in"
GROUP, REPORT, DISPUTE = "g", "r", "d"
ON_A_PAGE = 10
OLD = "This list is from an older version of me. Please use `/queue` again."
COMPLAINTS = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of the queue: groups of questions and how many there are in all, and everything that was complained of."""

    groups: tuple[GroupRow, ...]
    count: int
    reports: tuple[Reported, ...]
    disputes: tuple[tuple[DisputeRow, AnswerRow], ...]
    kept_out: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are: all of each sort can be reached."""
        most = max(
            -(-self.count // ON_A_PAGE), -(-len(self.reports) // COMPLAINTS), -(-len(self.disputes) // COMPLAINTS)
        )
        return max(1, most)


def queue_view(waiting: Waiting, page: int, note: str = "") -> View:
    """Return the queue, with a select in which to pick what to deal with."""
    lines, options = [], []
    first = (page - 1) * ON_A_PAGE + 1
    for number, group in enumerate(waiting.groups, first):
        people = f"{group.people} {'person' if group.people == 1 else 'people'}"
        lines.append(f"{number}. {escape_all(shorten(group.question, 140))} · {people}")
        options.append(option(f"{number}. {group.question}", f"{GROUP}{group.number}", f"Asked by {people}"))
    complaints, more = _complaints(waiting, page)
    options += more
    numbers = ((waiting.count, "question"), (len(waiting.reports), "report"), (len(waiting.disputes), "dispute"))
    count = "### The queue\n" + ", ".join(sentences.counted(number, one) for number, one in numbers)
    kept_out = [button(f"Kept out ({waiting.kept_out})", KEPT_OUT, 0)] if waiting.kept_out else []
    if not options and waiting.pages == 1:
        empty = texts(note, "### The queue", sentences.EMPTY_QUEUE)
        return made_view(empty, *([row(*kept_out)] if kept_out else []))
    blocks = [note, count, sentences.fitted(lines, 2200), sentences.fitted(complaints, 1200)]
    items: list[ui.Item[View]] = [texts(*blocks)]
    if options:
        items.append(row(select("What do you want to deal with?", options, ITEM, page)))
    buttons = kept_out
    if waiting.pages > 1:
        buttons = [
            button("Previous", QUEUE, page - 1, off=page <= 1),
            button("Next", QUEUE, page + 1, off=page >= waiting.pages),
            *kept_out,
        ]
    return made_view(*items, *([row(*buttons)] if buttons else []))


def kept_out_view(people: Sequence[int | None], numbers: Sequence[int], note: str = "") -> View:
    """Return who is kept out of the queue, each with a button that lets them in; `numbers` name them."""
    lines = [f"{place}. {sentences.person(who)}" for place, who in enumerate(people, 1)]
    heading = "### Kept out of the queue\nTheir questions are answered, and do not stand here."
    buttons = [button(f"Let in {place}", LET_IN, number) for place, number in enumerate(numbers[:10], 1)]
    rows = [row(*buttons[start : start + 5]) for start in range(0, len(buttons), 5)]
    listed = sentences.fitted(lines, 2500) or "Nobody is kept out."
    return made_view(texts(note, heading, listed), *rows, row(button("Back to the queue", QUEUE, 1)))


def group_view(group: GroupRow, questions: Sequence[str], near: Sequence[PublishedEntry], note: str = "") -> View:
    """Return a group of questions with what can be done about it."""
    asked = [f"- {escape_all(shorten(one, 200))}" for one in questions[:8]]
    people = f"{group.people} {'person' if group.people == 1 else 'people'}"
    times = sentences.counted(group.questions, "time")
    heading = f"### {escape_all(shorten(group.question, 250))}\nAsked by {people}, {times} in all"
    if group.state != RequestState.OPEN:
        return made_view(texts(note, heading, f"It is {group.state}."), row(button("Back to the queue", QUEUE, 1)))
    items: list[ui.Item[View]] = [texts(note, heading, "\n".join(asked))]
    if near:
        options = [option(one.entry.claim, one.entry.id, one.entry.id) for one in near]
        items.append(row(select("Add as a phrasing of ...", options, PHRASING, group.number)))
        items.append(row(select("Add as not-this of ...", options, NOT_THIS, group.number)))
    buttons = [
        button("Write an entry", WRITE, group.number),
        button("Dismiss with a reason", DISMISS, group.number),
        button("Keep this asker out of the queue", KEEP_OUT, group.number, off=group.people != 1, danger=True),
        button("Back to the queue", QUEUE, 1),
    ]
    return made_view(*items, row(*buttons))


def report_view(reported: Reported, shown: PublishedEntry | None) -> View:
    """Return a report with the answer that was given."""
    answer = reported.answer
    given = f"`{answer.entry}`" + (f": {escape_all(shown.entry.claim)}" if shown else " (no longer shown)")
    lines = [
        f"### “{escape_all(shorten(answer.question, 300))}”",
        f"**Answered with** {given}, revision {answer.revision}",
        f"**Not my question**, said {reported.people} {'person' if reported.people == 1 else 'people'}",
    ]
    if len(reported.answers) > 1:
        lines.append(f"-# {len(reported.answers)} answers to this question stand together here.")
    if reported.meant:
        lines.append(f"**Meant instead**: {', '.join(f'`{entry}`' for entry in reported.meant)}")
    accept = [button("Accept: it is not this", ACCEPT, answer.number)]
    wording = own_wording(shown.entry, answer.question) if shown is not None else None
    if wording is not None and wording[0] is Wording.PHRASING:
        lines.append("That is one of the entry's own phrasings: as a near-miss it would change nothing.")
        accept = [button("Take that phrasing out", TAKE_OUT, answer.number)]
    elif wording is not None:
        lines.append("That is the claim itself: as a near-miss it would change nothing. Word the claim anew.")
        accept = []
    buttons = [
        *accept,
        button("Dismiss: the answer was right", REJECT, answer.number),
        button("Back to the queue", QUEUE, 1),
    ]
    return made_view(texts("\n".join(lines)), row(*buttons))


def dispute_view(dispute: DisputeRow, entry: str | None, shown: PublishedEntry | None) -> View:
    """Return a dispute, with the claim and the verdict as askers are shown them now."""
    lines = [f"### The verdict of `{entry}` is wrong, says an asker"]
    if shown is not None:
        lines.append(f"**{shown.entry.verdict.word.capitalize()}**: {escape_all(shown.entry.claim)}")
    else:
        lines.append("-# Askers are not shown this entry any more.")
    lines.append(escape_all(dispute.reason))
    if dispute.link:
        lines.append(f"**Link**: {escape_all(dispute.link)}")
    lines.append(f"-# {sentences.moment(dispute.at)}")
    buttons = [
        button("Answer with one sentence", REPLY, dispute.number),
        button("Dismiss without an answer", WAVE_OFF, dispute.number),
        button("Back to the queue", QUEUE, 1),
    ]
    return made_view(texts("\n".join(lines)), row(*buttons))


def reason_form(number: int) -> ui.Modal:
    """Return the form that dismisses a question."""
    field = text_field(
        SENTENCE, "Why", hint="One sentence, for the other moderators", long=True, longest=LINE_LENGTH, needed=True
    )
    return form("Dismiss", [field], DISMISS, number)


def reply_form(number: int) -> ui.Modal:
    """Return the form that answers a dispute."""
    hint = "It is sent to the one who wrote"
    field = text_field(SENTENCE, "Your answer in one sentence", hint=hint, long=True, longest=LINE_LENGTH, needed=True)
    return form("Answer", [field], REPLY, number)


def _complaints(waiting: Waiting, page: int) -> tuple[list[str], list[SelectOption]]:
    lines, options = [], []
    first = (page - 1) * COMPLAINTS
    for reported in waiting.reports[first : first + COMPLAINTS]:
        question = shorten(reported.answer.question, 120)
        people = f" · {reported.people} people" if reported.people > 1 else ""
        lines.append(f"- Not my question: “{escape_all(question)}” got `{reported.answer.entry}`{people}")
        options.append(option(f"Not my question: {question}", f"{REPORT}{reported.answer.number}"))
    for dispute, answer in waiting.disputes[first : first + COMPLAINTS]:
        lines.append(f"- Verdict disputed: `{answer.entry}`: {escape_all(shorten(dispute.reason, 120))}")
        options.append(option(f"Disputed: {answer.entry}: {dispute.reason}", f"{DISPUTE}{dispute.number}"))
    return lines, options
