"""Answers to further questions: a part of an entry, or sentences quoted from it, in two to six lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.cards.card import SOURCES, Line, Section, change_text, claimant_text, numbers, rebuttal_line, source_line
from bot.cards.fitting import line_text
from bot.cards.markdown import escape
from bot.cards.texts import Texts
from knowledge.answering.corrections import Correction
from knowledge.answering.followup import AnswerPart, Piece, Sentence, first_sentence
from knowledge.answering.library import PublishedEntry
from knowledge.entries.entry import AGAINST_CLAIM, Entry, Source
from knowledge.entries.verdict import Verdict

MOST_LISTED = 4
"""Of a list so many items are shown; the rest is a press away. Caveats are never cut."""
_MOST_QUOTED_SOURCES = 3
_FAVOURABLE = (Verdict.TRUE, Verdict.MOSTLY_TRUE, Verdict.MIXED)


@dataclass(frozen=True, slots=True)
class Style:
    """How lines are written: the words of an entry, a source under its number, and a heading."""

    write: Callable[[str], str]
    source: Callable[[Texts, int, Source], str]
    heading: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for of which entry; `verdict` is the one whose meaning is, `changes` are the newest first."""

    shown: PublishedEntry
    part: AnswerPart
    verdict: Verdict | None = None
    changes: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an answer, and the part of which there is more, if any."""

    lines: tuple[str, ...]
    more: AnswerPart | None = None


def part_lines(texts: Texts, wanted: Wanted, style: Style) -> Lines:
    """Return the part of an entry that somebody asks for."""
    made = _LISTS.get(wanted.part)
    if made is not None:
        return made(texts, wanted.shown.entry, style)
    heading, lines = _PLAIN[wanted.part](texts, wanted, style)
    return Lines((style.heading(heading), *lines))


def quoted_lines(texts: Texts, entry: Entry, sentences: Sequence[Sentence], style: Style) -> Lines:
    """Return sentences of an entry as a quotation, with what undercuts them, and the sources that these stand on."""
    undercut = {one.about for one in sentences if one.piece is Piece.REBUTTAL}
    lines: list[str] = []
    keys: set[str] = set()
    for one in sentences:
        lines.append(f"“{style.write(one.text)}”{_references(numbers(entry, one.sources))}")
        keys.update(one.sources)
        # Evidence alone would read as if nothing were said against it.
        if one.piece is Piece.EVIDENCE and one.about not in undercut:
            undercut.add(one.about)
            for against in entry.undercutting(one.about)[:1]:
                said = texts.against_it.format(what=style.write(against.what))
                lines.append(f"{said}{_references(numbers(entry, against.sources))}")
                keys.update(against.sources)
    named = [one for one in entry.sources if one.key in keys][:_MOST_QUOTED_SOURCES]
    below = [style.source(texts, entry.source_number(one.key), one) for one in named]
    if not below:
        known = texts.follow_up
        below = [known.sources_of_answer.format(count=len(entry.sources), button=texts.sources_button)]
    return Lines((style.heading(texts.follow_up.says), *lines, *below))


def _why(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    entry = wanted.shown.entry
    return texts.follow_up.why.format(word=texts.word(entry.verdict)), [
        style.write(entry.answer),
        *_listed(_strongest(texts, entry), style),
    ]


def _yes_or_no(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    entry = wanted.shown.entry
    return texts.follow_up.yes_or_no[entry.verdict], [
        style.write(first_sentence(entry.answer)),
        *_first_caveat(texts, entry, style),
    ]


def _short(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    entry = wanted.shown.entry
    heading = f"{texts.follow_up.in_short}: {texts.word(entry.verdict)}"
    return heading, [
        texts.definition(entry.verdict),
        style.write(first_sentence(entry.answer)),
        *_first_caveat(texts, entry, style),
    ]


def _meaning(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    known, entry = texts.follow_up, wanted.shown.entry
    verdict = wanted.verdict or entry.verdict
    here = style.write(first_sentence(entry.answer))
    if verdict is not entry.verdict:
        word, definition = texts.word(entry.verdict), texts.definition(entry.verdict)
        here = known.verdict_here.format(word=word, definition=definition)
    return known.meaning.format(word=texts.word(verdict)), [texts.definition(verdict), here]


def _changed(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    known, entry, revision = texts.follow_up, wanted.shown.entry, wanted.shown.revision
    lines = [
        known.a_revision.format(
            number=one.revision, date=texts.date(one.day), note=change_text(texts, one, style.write)
        )
        for one in wanted.changes[:MOST_LISTED]
    ]
    if not lines:
        date = texts.date(entry.as_of)
        since = known.first_revision.format(date=date) if revision <= 1 else f"{texts.as_of} {date}"
        lines = [since, *_as_of_note(entry, style)]
    return known.changed, [*lines, texts.revision.format(entry=entry.id, number=revision)]


def _kept_by(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    known, shown = texts.follow_up, wanted.shown
    kept = known.kept_by_server if shown.pack is None else known.kept_by_pack
    line = kept.format(pack=style.write(shown.pack or ""), entry=shown.id, number=shown.revision)
    return known.kept_by, [line, known.objection.format(button=texts.about_button)]


def _bot(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    del style
    known = texts.follow_up
    rests = known.not_made_up.format(count=len(wanted.shown.entry.sources), button=texts.sources_button)
    return known.about_me, [known.i_quote, rests]


def _as_of(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    entry = wanted.shown.entry
    heading = f"{texts.as_of} {texts.date(entry.as_of)}"
    return heading, [*_as_of_note(entry, style), style.write(first_sentence(entry.answer))]


def _still(texts: Texts, wanted: Wanted, style: Style) -> tuple[str, list[str]]:
    known, entry = texts.follow_up, wanted.shown.entry
    lines = [known.no_longer] if entry.verdict is Verdict.OUTDATED else []
    lines += [known.checked_as_of.format(date=texts.date(entry.as_of)), *_as_of_note(entry, style)]
    if entry.review_by:
        lines.append(known.look_again.format(date=texts.date(entry.review_by)))
    return known.still, [*lines, *_could_change(texts, entry, style)]


def _claimants(texts: Texts, entry: Entry, style: Style) -> Lines:
    """Return both sides: who says so, and who says otherwise."""
    known, half = texts.follow_up, MOST_LISTED // 2
    claimants = [Line(claimant_text(one)) for one in entry.claimants]
    against = [rebuttal_line(texts, entry, one) for one in entry.rebuttals if one.against == AGAINST_CLAIM]
    otherwise = _listed(against[:half], style) or [known.nobody_otherwise]
    more = AnswerPart.CLAIMANTS if len(claimants) > half else AnswerPart.REBUTTALS if len(against) > half else None
    named = {number for one in against[:half] for number in one.references}
    sources = [one for number, one in enumerate(entry.sources, 1) if number in named][:_MOST_QUOTED_SOURCES]
    return Lines(
        (
            style.heading(known.says_so),
            *(_listed(claimants[:half], style) or [texts.nothing[AnswerPart.CLAIMANTS]]),
            style.heading(known.says_otherwise),
            *otherwise,
            *(style.source(texts, entry.source_number(one.key), one) for one in sources),
        ),
        more,
    )


def _evidence(texts: Texts, entry: Entry, style: Style) -> Lines:
    """Return the first pieces, each with what undercuts it most."""
    lines: list[Line] = []
    for one in entry.evidence[: MOST_LISTED // 2]:
        lines.append(Line(f"{texts.kinds[one.kind].capitalize()}: {one.what}", numbers(entry, one.sources)))
        for against in entry.undercutting(one.id)[:1]:
            lines.append(Line(texts.against_it.format(what=against.what), numbers(entry, against.sources)))
    whole = len(entry.evidence) + len(entry.rebuttals)
    return Lines(
        (
            style.heading(texts.evidence),
            *(_listed(lines, style) or [texts.nothing[AnswerPart.EVIDENCE]]),
        ),
        AnswerPart.EVIDENCE if len(lines) < whole else None,
    )


def _rebuttals(texts: Texts, entry: Entry, style: Style) -> Lines:
    against = [rebuttal_line(texts, entry, one) for one in entry.rebuttals]
    shown = _listed(against[:MOST_LISTED], style) or [texts.nothing[AnswerPart.REBUTTALS]]
    return Lines((style.heading(texts.rebuttals), *shown), AnswerPart.REBUTTALS if len(against) > MOST_LISTED else None)


def _caveats(texts: Texts, entry: Entry, style: Style) -> Lines:
    lines = _listed((Line(one.what, numbers(entry, one.sources)) for one in entry.caveats), style)
    shown = lines or [texts.nothing[AnswerPart.CAVEATS]]
    return Lines((style.heading(texts.caveats), *shown, *_could_change(texts, entry, style)))


def _sources(texts: Texts, entry: Entry, style: Style) -> Lines:
    shown = [style.source(texts, number, one) for number, one in enumerate(entry.sources[:MOST_LISTED], 1)]
    more = AnswerPart.SOURCES if len(entry.sources) > MOST_LISTED else None
    return Lines((style.heading(texts.sources), *(shown or [texts.nothing[AnswerPart.SOURCES]])), more)


def _listed(lines: Iterable[Line], style: Style) -> list[str]:
    return [f"- {style.write(one.text)}{_references(one.references)}" for one in lines]


def _references(references: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, references))}]" if references else ""


def _strongest(texts: Texts, entry: Entry) -> list[Line]:
    """Return what speaks most for the verdict: evidence where the claim holds, a rebuttal where it does not."""
    if entry.verdict in _FAVOURABLE and entry.evidence:
        return [Line(entry.evidence[0].what, numbers(entry, entry.evidence[0].sources))]
    against = [one for one in entry.rebuttals if one.against == AGAINST_CLAIM] or list(entry.rebuttals)
    return [rebuttal_line(texts, entry, one) for one in against[:1]]


def _first_caveat(texts: Texts, entry: Entry, style: Style) -> list[str]:
    known = texts.follow_up
    return [
        f"{known.but.format(what=style.write(one.what))}{_references(numbers(entry, one.sources))}"
        for one in entry.caveats[:1]
    ]


def _as_of_note(entry: Entry, style: Style) -> list[str]:
    return [style.write(entry.as_of_note)] if entry.as_of_note else []


def _could_change(texts: Texts, entry: Entry, style: Style) -> list[str]:
    known = texts.follow_up
    return [known.could_change.format(what=style.write(entry.would_change))] if entry.would_change else []


def _discord_source(texts: Texts, number: int, source: Source) -> str:
    line = replace(source_line(texts, source), number=number)
    return line_text(Section(SOURCES, "", (line,), listed=True), line, number, texts.archived_copy)


def _terminal_source(texts: Texts, number: int, source: Source) -> str:
    line = source_line(texts, source)
    return f"[{number}] {line.text} ({line.detail})" + (f" {line.link}" if line.link else "")


DISCORD = Style(escape, _discord_source, lambda text: f"**{text}**")
TERMINAL = Style(lambda text: text, _terminal_source, lambda text: text)

_LISTS: dict[AnswerPart, Callable[[Texts, Entry, Style], Lines]] = {
    AnswerPart.CLAIMANTS: _claimants,
    AnswerPart.EVIDENCE: _evidence,
    AnswerPart.REBUTTALS: _rebuttals,
    AnswerPart.CAVEATS: _caveats,
    AnswerPart.SOURCES: _sources,
}
_PLAIN: dict[AnswerPart, Callable[[Texts, Wanted, Style], tuple[str, list[str]]]] = {
    AnswerPart.WHY: _why,
    AnswerPart.YES_OR_NO: _yes_or_no,
    AnswerPart.SHORT: _short,
    AnswerPart.VERDICT: _meaning,
    AnswerPart.CHANGED: _changed,
    AnswerPart.KEPT_BY: _kept_by,
    AnswerPart.BOT: _bot,
    AnswerPart.AS_OF: _as_of,
    AnswerPart.STILL: _still,
}
