"""The description of a card: what is said, in which order, before anything is known of where it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.cards.markdown import defuse
from bot.cards.texts import ENGLISH, Texts
from knowledge.answering.corrections import Correction
from knowledge.answering.followup import AnswerPart
from knowledge.answering.library import Answer
from knowledge.entries.entry import AGAINST_CLAIM, Claimant, Entry, Rebuttal, Source
from knowledge.entries.verdict import Verdict
from knowledge.matching.outcome import Focus
from knowledge.text.normalization import shorten

CLAIM, ASKED_ABOUT, ANSWER, REBUTTALS, CAVEATS = "claim", "asked about", "answer", "rebuttals", "caveats"
AS_OF, CLAIMANTS, SOURCES, KEPT_BY, EVIDENCE = "as of", "claimants", "sources", "kept by", "evidence"
"""What a section is, whatever its heading says in some language."""
# So much of the claim is said back in a note; on the fullest cards its beginning, so that it costs no caveat.
_SAID_BACK, _BEGINNING = 120, 40
_FULL = 2500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card.

    `references` are numbers of sources; `link` is where the text leads and `second_link` an archived copy of that;
    `detail` stands after the text, in brackets or set apart. A source has its `number`, where its list is not whole.
    """

    text: str
    references: tuple[int, ...] = ()
    link: str | None = None
    second_link: str | None = None
    detail: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a card: which (`what`), its heading in the language of the card, and its lines.

    `listed` lines are items of a list; the first `kept` lines are never cut.
    """

    what: str
    heading: str
    lines: tuple[Line, ...]
    listed: bool = False
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """An answer as it is shown: the verdict, notes to the asker, the sections in order, and the language's texts."""

    entry: str
    revision: int
    verdict: Verdict
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    texts: Texts = ENGLISH


def answer_card(answer: Answer, notes: tuple[str, ...] = (), texts: Texts = ENGLISH) -> Card:
    """Describe the card of an answer, in the order in which it is read; `notes` go to the asker, before the rest."""
    entry, revision = answer.shown.entry, answer.shown.revision
    against = tuple(rebuttal_line(texts, entry, rebuttal) for rebuttal in _ordered(entry, answer.focus))
    sections = [
        Section(CLAIM, texts.claim, (Line(entry.claim),), kept=1),
        Section(ANSWER, texts.answer, (Line(entry.answer),), kept=1),
        *filter(None, [asked_about_section(texts, entry, answer.focus)]),
        Section(REBUTTALS, texts.rebuttals, against, listed=True),
        caveats_section(texts, entry),
        as_of_section(texts, entry),
        claimants_section(texts, entry),
        sources_section(texts, entry),
        about_sections(texts, entry, revision, answer.shown.pack)[1],
    ]
    if answer.opposite:
        notes = (opposite_note(texts, entry, _BEGINNING if is_long(entry) else _SAID_BACK), *notes)
    shown = tuple(section for section in sections if section.lines)
    return Card(entry.id, revision, entry.verdict, notes, shown, texts)


def is_long(entry: Entry) -> bool:
    """Say whether what is never cut leaves hardly any room for notes on a card."""
    return sum(map(len, (entry.claim, entry.answer, *(caveat.what for caveat in entry.caveats)))) > _FULL


def opposite_note(texts: Texts, entry: Entry, most: int) -> str:
    """Return the note to somebody who asked whether the claim is not so, with at most `most` of its characters."""
    # In a note nothing is marked up.
    claim = defuse(shorten(entry.claim, most)).rstrip(".")
    return texts.opposite.format(claim=claim)


def change_text(texts: Texts, change: Correction, write: Callable[[str], str]) -> str:
    """Return what was changed in the curator's words, and the verdict before, where it was another."""
    said = [write(change.sentence)] if change.sentence else []
    if change.verdict_before is not None:
        said.append(texts.verdict_before.format(word=texts.word(change.verdict_before).lower()))
    return " ".join(said)


def evidence_sections(texts: Texts, entry: Entry) -> tuple[Section, ...]:
    """Describe what is offered for the claim, each piece with what undercuts it, and what counts against the claim."""
    against = tuple(rebuttal_line(texts, entry, one) for one in entry.rebuttals if one.against == AGAINST_CLAIM)
    pieces = tuple(_evidence_section(texts, entry, place) for place in range(len(entry.evidence)))
    return (*pieces, Section(REBUTTALS, texts.against_the_claim, against, listed=True)) if against else pieces


def caveats_section(texts: Texts, entry: Entry) -> Section:
    """Describe the caveats, none of which is ever cut."""
    lines = tuple(Line(one.what, numbers(entry, one.sources)) for one in entry.caveats)
    return Section(CAVEATS, texts.caveats, lines, listed=True, kept=len(lines))


def as_of_section(texts: Texts, entry: Entry) -> Section:
    """Describe the as-of date, written out, with its note."""
    note = (Line(entry.as_of_note),) if entry.as_of_note else ()
    return Section(AS_OF, texts.as_of, (Line(texts.date(entry.as_of)), *note), kept=1)


def claimants_section(texts: Texts, entry: Entry) -> Section:
    """Describe who makes the claim, and when."""
    lines = tuple(Line(claimant_text(claimant)) for claimant in entry.claimants)
    return Section(CLAIMANTS, texts.claimants, lines, listed=True)


def sources_section(texts: Texts, entry: Entry) -> Section:
    """Describe the numbered list of sources."""
    lines = tuple(source_line(texts, source) for source in entry.sources)
    return Section(SOURCES, texts.sources, lines, listed=True)


def both_sides(texts: Texts, entry: Entry) -> tuple[Section, ...]:
    """Describe who says that the claim is so and on what sources, who says otherwise, and the sources of both."""
    known = texts.follow_up
    offered = numbers(entry, tuple({key for piece in entry.evidence for key in piece.sources}))
    claimants = [Line(claimant_text(one)) for one in entry.claimants] or [Line(texts.nothing[AnswerPart.CLAIMANTS])]
    evidence = [Line(texts.their_evidence, offered)] if offered else []
    against = [one for one in entry.rebuttals if one.against == AGAINST_CLAIM] or entry.rebuttals
    otherwise = [rebuttal_line(texts, entry, one) for one in against] or [Line(known.nobody_otherwise)]
    named = {number for line in (*evidence, *otherwise) for number in line.references}
    sources = tuple(
        replace(source_line(texts, source), number=number)
        for number, source in enumerate(entry.sources, 1)
        if number in named
    )
    return (
        Section(CLAIMANTS, known.says_so, (*claimants, *evidence), listed=True),
        Section(REBUTTALS, known.says_otherwise, tuple(otherwise), listed=True),
        Section(SOURCES, texts.sources, sources, listed=True),
    )


def about_sections(texts: Texts, entry: Entry, revision: int, pack: str | None) -> tuple[Section, Section]:
    """Describe what stands behind a verdict: what its word means and as of when; who keeps which revision."""
    word = texts.follow_up.meaning.format(word=texts.word(entry.verdict))
    as_of = texts.as_of_date.format(date=texts.date(entry.as_of))
    # Nothing but its beginning: months have capitals of their own.
    as_of = as_of[:1].upper() + as_of[1:]
    dated = f"{as_of}. {entry.as_of_note}" if entry.as_of_note else f"{as_of}."
    kept = f"{stands_behind(texts, pack)} · {texts.revision.format(entry=entry.id, number=revision)}"
    return (
        Section(AS_OF, word, (Line(texts.definition(entry.verdict)), Line(dated))),
        Section(KEPT_BY, texts.kept_by, (Line(kept),)),
    )


def source_line(texts: Texts, source: Source) -> Line:
    """Describe one source: title, publisher, author, date; the link is its own address, else the archived one."""
    date = texts.date(source.date) if source.date else None
    about = ", ".join(part for part in (source.publisher, source.author, date) if part)
    return Line(source.title, link=source.url or source.archived_url, second_link=_second_link(source), detail=about)


def rebuttal_line(texts: Texts, entry: Entry, rebuttal: Rebuttal) -> Line:
    """Describe one rebuttal; one that undercuts a piece of evidence says which kind of evidence it is against."""
    kinds = {piece.id: texts.kinds[piece.kind] for piece in entry.evidence}
    what = rebuttal.what
    if rebuttal.against != AGAINST_CLAIM:
        what = texts.on_the.format(kind=kinds[rebuttal.against], what=what)
    return Line(what, numbers(entry, rebuttal.sources))


def numbers(entry: Entry, keys: tuple[str, ...]) -> tuple[int, ...]:
    """Return the numbers under which these sources stand in the list, in order."""
    return tuple(sorted(entry.source_number(key) for key in keys))


def claimant_text(claimant: Claimant) -> str:
    """Return who makes the claim and when."""
    return f"{claimant.who} ({claimant.when})"


def stands_behind(texts: Texts, pack: str | None) -> str:
    """Say who keeps the entry: the pack it came with, or this server."""
    return texts.the_pack.format(pack=pack) if pack else texts.this_server


def asked_about_section(texts: Texts, entry: Entry, focus: Focus | None) -> Section | None:
    """Describe the piece of evidence that the question names, with what undercuts it; None when it names none."""
    if focus is None or not focus.named:
        return None
    return Section(ASKED_ABOUT, texts.asked_about, _evidence_section(texts, entry, focus.place).lines)


def _second_link(source: Source) -> str | None:
    return source.archived_url if source.url else None


def _evidence_section(texts: Texts, entry: Entry, place: int) -> Section:
    piece = entry.evidence[place]
    lines = [Line(piece.what, numbers(entry, piece.sources))]
    for one in entry.undercutting(piece.id):
        lines.append(Line(texts.against_it.format(what=one.what), numbers(entry, one.sources)))
    return Section(EVIDENCE, texts.kinds[piece.kind].capitalize(), tuple(lines))


def _ordered(entry: Entry, focus: Focus | None) -> tuple[Rebuttal, ...]:
    if focus is None or focus.kind != "rebuttal":
        return entry.rebuttals
    asked = entry.rebuttals[focus.place]
    return (asked, *(one for one in entry.rebuttals if one is not asked))
