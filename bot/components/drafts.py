"""A draft as its writers see it: the overview with a button for each part, the pieces of a part, and the forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.cards import desk_words
from bot.cards.markdown import escape, escape_all, shorten
from bot.components.plain import (
    MOST_CHARACTERS,
    View,
    button,
    form,
    made_view,
    option,
    radio_field,
    row,
    select,
    select_field,
    text_field,
    texts,
)
from knowledge import drafts
from knowledge.desk import KINDS, MINOR
from knowledge.differences import Difference
from knowledge.entry import AGAINST_CLAIM
from knowledge.library import PublishedEntry
from knowledge.parts import AGAINST, CHOICE, PARTS, SOURCES, TEXT, VERDICT, Field, Part
from knowledge.store.drafts import DRAFT, IN_REVIEW, DraftRow
from knowledge.validation import LINE_LENGTH, Problem
from knowledge.verdict import Verdict

OPEN, PART, PIECE, EDIT, MOVE, REMOVE, FORM = "draft", "part", "piece", "edit", "move", "remove", "form"
AGAIN, OVER = "form-again", "form-over"
PREVIEW, CHANGES, SUBMIT, SEND_BACK, PUBLISH, DISCARD, REOPEN, REBASE = (
    "preview", "changes", "submit", "send-back", "publish", "discard", "reopen", "rebase",
)  # fmt: skip
INSTEAD, AS_PHRASING = "instead", "as-phrasing"
KIND, WORDS = "kind", "words"
UP, DOWN = "up", "down"

_IN_A_MENU = 25
_MOST_NEAR, _NEAR_CHARACTERS = 3, 350
_ROWS = (
    ("claim", "answer", "dates"),
    ("evidence", "rebuttals", "caveats", "sources", "claimants"),
    ("phrasings", "names", "not-this"),
)


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands on a draft's overview: the draft, what is missing, and how it differs from what is published.

    `behind` says that what is published has changed since the draft was begun.
    """

    draft: DraftRow
    problems: tuple[Problem, ...]
    changes: tuple[Difference, ...]
    published: bool
    two_people: bool
    behind: bool = False


def draft_view(seen: Overview, note: str = "", near: Sequence[PublishedEntry] = ()) -> View:
    """Return the overview of a draft, with a button for each part; `near` are entries that come near its claim."""
    draft = seen.draft
    if draft.state not in (DRAFT, IN_REVIEW):
        text = f"### Draft of `{draft.entry}`\nIt is {draft.state}."
        buttons = [button("Open it again", REOPEN, draft.number)] if draft.state == "discarded" else []
        return made_view(texts(note, text), *([row(*buttons)] if buttons else []))
    items: list[ui.Item[View]] = [texts(desk_words.NEAR)] if near else []
    for shown in near[:_MOST_NEAR]:
        items.append(ui.TextDisplay(_near_line(shown)))
        items.append(
            row(
                button("Edit that one instead", INSTEAD, draft.number, shown.entry.id),
                button("Add as a phrasing of that one", AS_PHRASING, draft.number, shown.entry.id),
            )
        )
    most = MOST_CHARACTERS - _NEAR_CHARACTERS * len(near[:_MOST_NEAR])
    items.append(texts(note, _heading(seen), _body(draft), _missing(seen), _changes(seen), most=most))
    for keys in _ROWS:
        items.append(row(*(_part_button(draft, PARTS[key]) for key in keys)))
    return made_view(*items, row(*_steps(seen)))


def part_view(draft: DraftRow, part: Part, note: str = "") -> View:
    """Return the pieces of a part, to pick one or to add another."""
    pieces = draft.body["pieces"][part.listed]
    lines = [f"{number}. {escape(_short(part, piece, 300))}" for number, piece in enumerate(pieces, 1)]
    options = [option(f"Add another {part.one}", str(drafts.NEW))]
    options += [
        option(f"{number}. {_short(part, piece, 90)}", str(piece["n"])) for number, piece in enumerate(pieces, 1)
    ]
    heading = f"### {part.title} of `{draft.entry}`\n" + (desk_words.fitted(lines, 3000) or "There is none yet.")
    menus = []
    for place in range(0, len(options), _IN_A_MENU):
        words = f"Pick a {part.one}, or add one" if place == 0 else f"Pick a {part.one}: from number {place} on"
        shown = options[place : place + _IN_A_MENU]
        menus.append(row(select(words, shown, PIECE, draft.number, f"{part.key}.{place // _IN_A_MENU}")))
    return made_view(texts(note, heading), *menus, row(button("Back to the draft", OPEN, draft.number)))


def piece_view(draft: DraftRow, part: Part, piece: int) -> View:
    """Return one piece with what can be done with it."""
    detail = f"{part.key}.{piece}"
    values = drafts.typed_in(draft.body, part, piece)
    lines = [f"**{field.label}**: {escape_all(values[field.key]) or '-'}" for field in part.fields]
    buttons = [
        button("Edit", EDIT, draft.number, detail),
        button("Move up", MOVE, draft.number, f"{detail}.{UP}"),
        button("Move down", MOVE, draft.number, f"{detail}.{DOWN}"),
        button("Remove", REMOVE, draft.number, detail, danger=True),
    ]
    if part.key == "sources":
        archived = drafts.typed_in(draft.body, PARTS["archived"], piece)
        lines += [f"**{field.label}**: {escape_all(archived[field.key]) or '-'}" for field in PARTS["archived"].fields]
        buttons.append(button("Archived link", EDIT, draft.number, f"archived.{piece}"))
    heading = f"### A {part.one} of `{draft.entry}`"
    back = row(button("Back to the draft", OPEN, draft.number))
    return made_view(texts(heading, "\n".join(lines)), row(*buttons), back)


def part_form(draft: DraftRow, part: Part, piece: int, typed: Mapping[str, str], version: int) -> ui.Modal:
    """Return a filled form; its custom_id names draft, part, piece and the version it began from."""
    fields = [made for field in part.fields if (made := _field(draft, field, typed.get(field.key, ""))) is not None]
    return form(f"{part.title}: {draft.entry}", fields, FORM, draft.number, f"{part.key}.{piece}.{version}")


def kind_form(seen: Overview, *, needed: bool, title: str, action: str) -> ui.Modal:
    """Return the last form before something is published: which kind of change, and the sentence for askers."""
    draft = seen.draft
    fields: list[ui.Item[Any]] = []
    if needed:
        kinds = [(kind, kind.capitalize(), about) for kind, about in KINDS.items()]
        fields.append(radio_field(KIND, "What kind of change is it?", kinds, draft.kind or MINOR, needed=True))
        hint = "One sentence; an update and a correction need it, and askers will read it"
    else:
        hint = "For the history, if you like"
    label = "What changed, for askers" if needed else "Note"
    fields.append(text_field(WORDS, label, draft.note or "", hint=hint, long=True, longest=LINE_LENGTH))
    return form(title, fields, action, draft.number, f"{draft.version}")


def refused_view(draft: DraftRow, part: Part, problems: Sequence[Problem], edit: int) -> View:
    """Say what is wrong in a form, with a button that opens it again with everything that was typed."""
    lines = desk_words.problem_lines(problems)
    text = f"### {part.title} was not taken in\n{desk_words.fitted(lines)}\n-# Nothing that you typed is lost."
    return made_view(
        texts(text), row(button("Open the form again", AGAIN, edit), button("Back to the draft", OPEN, draft.number))
    )


def conflict_view(
    draft: DraftRow, part: Part, standing: Mapping[str, str] | None, typed: Mapping[str, str], edit: int
) -> View:
    """Show what somebody else wrote meanwhile beside what was typed. Both are kept."""
    theirs = "It was removed." if standing is None else _values(part, standing)
    blocks = (
        f"### Somebody else has changed that meanwhile\n**What stands there now**\n{theirs}",
        f"**What you typed**\n{_values(part, typed)}",
    )
    buttons = [
        button("Put mine in its place" if standing is not None else "Add mine again", OVER, edit),
        button("Work mine over", AGAIN, edit),
        button("Leave it", OPEN, draft.number),
    ]
    return made_view(texts(*blocks), row(*buttons))


def read_detail(detail: str) -> tuple[Part, int, str] | None:
    """Read what a button or a form of a piece carries: part, piece, and what stands behind them."""
    key, _, rest = detail.partition(".")
    piece, _, last = rest.partition(".")
    if key not in PARTS or not (piece or "0").isdecimal():
        return None
    return PARTS[key], int(piece or "0"), last


def _heading(seen: Overview) -> str:
    draft = seen.draft
    about = "a change of what is published" if seen.published else "a new entry"
    review = "\n-# In review: somebody who did not write in it publishes it or sends it back." if (
        draft.state == IN_REVIEW
    ) else ""  # fmt: skip
    said = f"\n-# {draft.kind or 'note'}: {escape(draft.note)}" if draft.note else ""
    return f"### Draft of `{draft.entry}`\n{draft.state.capitalize()}, {about}.{review}{said}"


def _body(draft: DraftRow) -> str:
    fields = draft.body["fields"]
    verdict = str(fields.get("verdict", ""))
    words = verdict.replace("-", " ") or "-"
    return (
        f"**Claim**: {escape_all(shorten(str(fields.get('claim', '-')), 300))}\n**Verdict**: {escape_all(words)}\n"
        f"**Answer**: {escape_all(shorten(str(fields.get('answer', '-')), 900))}\n"
        f"**As of**: {escape_all(str(fields.get('as_of', '-')))}"
    )


def _missing(seen: Overview) -> str:
    if not seen.problems:
        return desk_words.NOTHING_MISSING
    lines = desk_words.problem_lines(seen.problems)
    return f"**Still missing**\n{desk_words.fitted(lines, 1000)}"


def _changes(seen: Overview) -> str:
    if not seen.published or not seen.changes:
        return ""
    return f"**Changes to what is published**\n{desk_words.fitted(desk_words.difference_lines(seen.changes), 800)}"


def _near_line(shown: PublishedEntry) -> str:
    return f"`{shown.entry.id}` ({shown.entry.verdict.word}): {escape_all(shorten(shown.entry.claim, 150))}"


def _part_button(draft: DraftRow, part: Part) -> ui.Button[View]:
    count = f" ({len(draft.body['pieces'][part.listed])})" if part.listed else ""
    return button(f"{part.title}{count}", PART, draft.number, part.key)


def _steps(seen: Overview) -> list[ui.Button[View]]:
    number, version = seen.draft.number, str(seen.draft.version)
    steps = [button("Preview", PREVIEW, number)]
    if seen.published:
        steps.append(button("Changes", CHANGES, number))
    if seen.draft.state == DRAFT and seen.two_people:
        steps.append(button("Put into review", SUBMIT, number, version, off=bool(seen.problems)))
    if seen.draft.state == IN_REVIEW:
        steps.append(button("Send back", SEND_BACK, number))
    if not seen.two_people or seen.draft.state == IN_REVIEW:
        steps.append(button("Publish", PUBLISH, number, version, off=bool(seen.problems)))
    if seen.behind:
        steps = [*steps[:-1], button("Go on from what is published now", REBASE, number)]
    return [*steps, button("Discard", DISCARD, number, danger=True)]


def _field(draft: DraftRow, field: Field, value: str) -> ui.Label[Any] | None:
    if field.shape == VERDICT:
        scale = [(one.value, f"{one.sign} {one.word.capitalize()}", one.definition) for one in Verdict]
        return radio_field(field.key, field.label, scale, value)
    if field.shape == CHOICE:
        options = [option(one.capitalize(), one, default=one == value) for one in field.choices]
        return select_field(field.key, field.label, options)
    if field.shape == AGAINST:
        options = [option("The claim itself", AGAINST_CLAIM, default=value in (AGAINST_CLAIM, ""))]
        options += [
            option(str(one.get("what") or one["id"]), one["id"], str(one.get("kind", "")), default=one["id"] == value)
            for one in draft.body["pieces"]["evidence"]
        ]
        return select_field(field.key, field.label, options, hint=field.hint)
    if field.shape == SOURCES:
        return _sources(draft, field, value)
    return text_field(field.key, field.label, value, hint=field.hint, long=field.shape == TEXT, longest=field.longest)


def _sources(draft: DraftRow, field: Field, value: str) -> ui.Label[Any] | None:
    sources = draft.body["pieces"]["sources"]
    picked = [one.strip() for one in value.split(",")]
    if not sources:
        return None
    if len(sources) > 25:
        return text_field(field.key, field.label, value, hint="Their keys, with commas between them")
    options = [
        option(
            str(one.get("title") or one["key"]), one["key"], str(one.get("publisher", "")), default=one["key"] in picked
        )
        for one in sources
    ]
    return select_field(field.key, field.label, options, most=25, needed=False, hint=field.hint)


def _values(part: Part, typed: Mapping[str, str]) -> str:
    lines = [f"{field.label}: {escape_all(typed.get(field.key, '')) or '-'}" for field in part.fields]
    return "\n".join(lines)[:1700]


def _short(part: Part, piece: Mapping[str, Any], most: int) -> str:
    keys = {"sources": ("title", "publisher"), "claimants": ("who", "when")}.get(part.key, ("text", "what"))
    text = ", ".join(str(piece[key]) for key in keys if piece.get(key)) or "(empty)"
    prefix = {"evidence": "kind", "rebuttals": "against"}.get(part.key)
    return shorten(f"{piece.get(prefix, '')}: {text}" if prefix and piece.get(prefix) else text, most)
