"""The description of a card: what is said, in which order, before anything is known of where it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.entry import AGAINST_CLAIM, Claimant, Entry, Rebuttal, Source
from knowledge.library import Answer
from knowledge.matching.outcome import Focus
from knowledge.verdict import Verdict

CLAIM, ASKED_ABOUT, ANSWER, REBUTTALS, CAVEATS = "Claim", "You asked about", "Answer", "Rebuttals", "Caveats"
AS_OF, CLAIMANTS, SOURCES, KEPT_BY = "As of", "Claimants", "Sources", "Kept by"
AGAINST_THE_CLAIM = "Against the claim"

OPPOSITE_NOTE = "You put it the other way round; the verdict is on the claim as it is worded here."


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card.

    `references` are numbers of sources; `link` is where the text leads and `second_link` an archived copy of that;
    `detail` stands after the text, in brackets or set apart.
    """

    text: str
    references: tuple[int, ...] = ()
    link: str | None = None
    second_link: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a card. `listed` lines are items of a list; the first `kept` lines are never cut."""

    heading: str
    lines: tuple[Line, ...]
    listed: bool = False
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """An answer as it is shown: the verdict, notes to the asker, and the sections in order."""

    entry: str
    revision: int
    verdict: Verdict
    notes: tuple[str, ...]
    sections: tuple[Section, ...]


def answer_card(answer: Answer, notes: tuple[str, ...] = ()) -> Card:
    """Describe the card of an answer, in the order in which it is read; `notes` go to the asker, before the rest."""
    entry = answer.shown.entry
    sections = [
        Section(CLAIM, (Line(entry.claim),), kept=1),
        *_asked_about(entry, answer.focus),
        Section(ANSWER, (Line(entry.answer),), kept=1),
        Section(
            REBUTTALS,
            tuple(rebuttal_line(entry, rebuttal) for rebuttal in _ordered(entry, answer.focus)),
            listed=True,
        ),
        caveats_section(entry),
        as_of_section(entry),
        claimants_section(entry),
        sources_section(entry),
        Section(KEPT_BY, (Line(f"{stands_behind(answer.shown.pack)} · {entry.id}, revision {answer.shown.revision}"),)),
    ]
    notes = (OPPOSITE_NOTE, *notes) if answer.opposite else notes
    shown = tuple(section for section in sections if section.lines)
    return Card(entry.id, answer.shown.revision, entry.verdict, notes, shown)


def evidence_sections(entry: Entry) -> tuple[Section, ...]:
    """Describe what is offered for the claim, each piece with what undercuts it, and what counts against the claim."""
    against = tuple(rebuttal_line(entry, one) for one in entry.rebuttals if one.against == AGAINST_CLAIM)
    pieces = tuple(_evidence_section(entry, place) for place in range(len(entry.evidence)))
    return (*pieces, Section(AGAINST_THE_CLAIM, against, listed=True)) if against else pieces


def caveats_section(entry: Entry) -> Section:
    """Describe the caveats, none of which is ever cut."""
    lines = tuple(Line(one.what, numbers(entry, one.sources)) for one in entry.caveats)
    return Section(CAVEATS, lines, listed=True, kept=len(lines))


def as_of_section(entry: Entry) -> Section:
    """Describe the as-of date, written out, with its note."""
    note = (Line(entry.as_of_note),) if entry.as_of_note else ()
    return Section(AS_OF, (Line(entry.as_of.written_out()), *note), kept=1)


def claimants_section(entry: Entry) -> Section:
    """Describe who makes the claim, and when."""
    return Section(CLAIMANTS, tuple(Line(claimant_text(claimant)) for claimant in entry.claimants), listed=True)


def sources_section(entry: Entry) -> Section:
    """Describe the numbered list of sources."""
    return Section(SOURCES, tuple(source_line(source) for source in entry.sources), listed=True)


def source_line(source: Source) -> Line:
    """Describe one source: title, publisher, author, date; the link is its own address, else the archived one."""
    about = ", ".join(
        part for part in (source.publisher, source.author, source.date.written_out() if source.date else None) if part
    )
    return Line(source.title, link=source.url or source.archived_url, second_link=_second_link(source), detail=about)


def rebuttal_line(entry: Entry, rebuttal: Rebuttal) -> Line:
    """Describe one rebuttal; one that undercuts a piece of evidence says which kind of evidence it is against."""
    kinds = {piece.id: piece.kind for piece in entry.evidence}
    prefix = "" if rebuttal.against == AGAINST_CLAIM else f"On the {kinds[rebuttal.against]}: "
    return Line(prefix + rebuttal.what, numbers(entry, rebuttal.sources))


def numbers(entry: Entry, keys: tuple[str, ...]) -> tuple[int, ...]:
    """Return the numbers under which these sources stand in the list, in order."""
    return tuple(sorted(entry.source_number(key) for key in keys))


def claimant_text(claimant: Claimant) -> str:
    """Return who makes the claim and when."""
    return f"{claimant.who} ({claimant.when})"


def stands_behind(pack: str | None) -> str:
    """Say who keeps the entry: the pack it came with, or this server."""
    return f"The pack “{pack}”" if pack else "This server"


def _second_link(source: Source) -> str | None:
    return source.archived_url if source.url else None


def _asked_about(entry: Entry, focus: Focus | None) -> list[Section]:
    if focus is None or focus.kind == "rebuttal":
        return []
    if focus.kind == "caveat":
        caveat = entry.caveats[focus.place]
        return [Section(ASKED_ABOUT, (Line(caveat.what, numbers(entry, caveat.sources)),))]
    return [Section(ASKED_ABOUT, _evidence_section(entry, focus.place).lines)]


def _evidence_section(entry: Entry, place: int) -> Section:
    piece = entry.evidence[place]
    lines = [Line(piece.what, numbers(entry, piece.sources))]
    lines += [Line(f"Against it: {one.what}", numbers(entry, one.sources)) for one in entry.undercutting(piece.id)]
    return Section(piece.kind.capitalize(), tuple(lines))


def _ordered(entry: Entry, focus: Focus | None) -> tuple[Rebuttal, ...]:
    if focus is None or focus.kind != "rebuttal":
        return entry.rebuttals
    asked = entry.rebuttals[focus.place]
    return (asked, *(one for one in entry.rebuttals if one is not asked))
