"""A draft as its writers see it: the overview with a button for each part, the pieces of a part, and the forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.cards.markdown import escape, escape_all
from bot.moderating import sentences
from bot.moderating.lists.views import paged_view
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.widgets import MOST_CHARACTERS, MOST_OPTIONS, View, button, made_view, option, row, select, texts
from knowledge.answering.library import PublishedEntry
from knowledge.entries.form_fields import PARTS, FormPart
from knowledge.entries.problems import Code, Problem
from knowledge.moderation.drafts import body
from knowledge.moderation.drafts.overview import Overview
from knowledge.moderation.drafts.states import DraftAction
from knowledge.store.drafts import DraftRow, DraftState, EditRow
from knowledge.store.revisions import ChangeKind
from knowledge.text.normalization import shorten

OPEN, PART, PIECE, EDIT, MOVE, REMOVE, FORM = "draft", "part", "piece", "edit", "move", "remove", "form"
AGAIN, OVER, JOIN, EARLIER = "form-again", "form-over", "form-join", "earlier"
PREVIEW, CHANGES, SUBMIT, SEND_BACK, PUBLISH, DISCARD, REOPEN, REBASE = (
    "preview", "changes", "submit", "send-back", "publish", "discard", "reopen", "rebase",
)  # fmt: skip
INSTEAD, AS_PHRASING = "instead", "as-phrasing"
DISCARD_SURE, MEND, SUGGEST, SUGGESTED, TAKE_OVER = "discard-sure", "mend", "suggest", "suggested", "take-over"
UP, DOWN, OUT = "up", "down", "out"

_MOST_NEAR, _NEAR_CHARACTERS = 3, 350
_ROWS = (
    ("claim", "answer", "dates"),
    ("evidence", "rebuttals", "caveats", "sources", "claimants"),
    ("phrasings", "names", "not-this"),
)


def draft_view(seen: Overview, note: str = "", near: Sequence[PublishedEntry] = ()) -> View:
    """Return the overview of a draft, with a button for each part; `near` are entries that come near its claim."""
    draft = seen.draft
    if draft.state not in (DraftState.DRAFT, DraftState.IN_REVIEW):
        text = f"### Draft of `{draft.entry}`\nIt is {draft.state}."
        buttons = [button("Open it again", REOPEN, draft.number)] if draft.state is DraftState.DISCARDED else []
        return made_view(texts(note, text), *([row(*buttons)] if buttons else []))
    items: list[ui.Item[View]] = [texts(sentences.NEAR)] if near else []
    for shown in near[:_MOST_NEAR]:
        items.append(ui.TextDisplay(_near_line(shown)))
        items.append(
            row(
                button("Edit that one instead", INSTEAD, draft.number, shown.entry.id),
                button("Add as a phrasing of that one", AS_PHRASING, draft.number, shown.entry.id),
            )
        )
    most = MOST_CHARACTERS - _NEAR_CHARACTERS * len(near[:_MOST_NEAR])
    items.append(texts(note, _heading(seen), _body(draft), _missing(seen), _advice(seen), _changes(seen), most=most))
    rows = [[_part_button(draft, PARTS[key]) for key in keys] for keys in _ROWS]
    rows[-1].append(button("Earlier texts", EARLIER, draft.number, "1"))
    if seen.suggested:
        rows[-1].append(button(f"Suggestions ({seen.suggested})", SUGGESTED, draft.number))
    items += [row(*buttons) for buttons in rows]
    return made_view(*items, row(*_steps(seen)))


def part_view(draft: DraftRow, part: FormPart, note: str = "") -> View:
    """Return the pieces of a part, to pick one or to add another."""
    pieces = draft.body["pieces"][part.listed]
    lines = [f"{number}. {escape(_short(part, piece, 300))}" for number, piece in enumerate(pieces, 1)]
    options = [option(f"Add another {part.one}", str(body.NEW))]
    options += [
        option(f"{number}. {_short(part, piece, 90)}", str(piece["n"])) for number, piece in enumerate(pieces, 1)
    ]
    heading = f"### {part.title}: `{draft.entry}`\n" + (sentences.fitted(lines, 3000) or "There is none yet.")
    menus = []
    for place in range(0, len(options), MOST_OPTIONS):
        words = f"Pick a {part.one}, or add one" if place == 0 else f"Pick a {part.one}: from number {place} on"
        shown = options[place : place + MOST_OPTIONS]
        menus.append(row(select(words, shown, PIECE, draft.number, f"{part.key}.{place // MOST_OPTIONS}")))
    return made_view(texts(note, heading), *menus, row(button("Back to the draft", OPEN, draft.number)))


def piece_view(draft: DraftRow, part: FormPart, piece: int) -> View:
    """Return one piece with what can be done with it."""
    detail = f"{part.key}.{piece}"
    values = body.form_values(draft.body, part, piece)
    lines = [f"**{field.label}**: {escape_all(values[field.key]) or '-'}" for field in part.fields]
    buttons = [
        button("Edit", EDIT, draft.number, detail),
        button("Move up", MOVE, draft.number, f"{detail}.{UP}"),
        button("Move down", MOVE, draft.number, f"{detail}.{DOWN}"),
        button("Remove", REMOVE, draft.number, detail, danger=True),
    ]
    if part.key == "sources":
        archived = body.form_values(draft.body, PARTS["archived"], piece)
        lines += [f"**{field.label}**: {escape_all(archived[field.key]) or '-'}" for field in PARTS["archived"].fields]
        buttons.append(button("Archived link", EDIT, draft.number, f"archived.{piece}"))
    heading = f"### A {part.one} of `{draft.entry}`"
    back = row(button("Back to the draft", OPEN, draft.number))
    return made_view(texts(heading, "\n".join(lines)), row(*buttons), back)


def refused_view(draft: DraftRow, part: FormPart, problems: Sequence[Problem], edit: int) -> View:
    """Say what is wrong in a form, with a button that opens it again with everything that was typed."""
    lines = sentences.problem_lines(problems)
    text = f"### Not saved: {part.title}\n{sentences.fitted(lines)}\n-# Nothing that you typed is lost."
    buttons = [button("Open the form again", AGAIN, edit), button("Back to the draft", OPEN, draft.number)]
    if any(one.code is Code.LINES for one in problems):
        buttons.insert(1, button("Save it as one paragraph", JOIN, edit))
    return made_view(texts(text), row(*buttons))


def conflict_view(
    draft: DraftRow, part: FormPart, standing: Mapping[str, str] | None, typed: Mapping[str, str], edit: int
) -> View:
    """Show what somebody else wrote meanwhile beside what was typed. Both are kept."""
    theirs = "It was removed." if standing is None else values_lines(part, standing)
    blocks = (
        f"### Somebody else has changed that meanwhile\n**What stands there now**\n{theirs}",
        f"**What you typed**\n{values_lines(part, typed)}",
    )
    buttons = [
        button("Use mine" if standing is not None else "Add mine again", OVER, edit),
        button("Edit mine", AGAIN, edit),
        button("Leave it", OPEN, draft.number),
    ]
    return made_view(texts(*blocks), row(*buttons))


def late_view(draft: DraftRow, part: FormPart, typed: Mapping[str, str], edit: int) -> View:
    """Say that a form came when its draft was closed already, with what was typed and a way on."""
    heading = f"### This draft is {draft.state}, so the form came too late"
    blocks = (heading, f"**What you typed**\n{values_lines(part, typed)}", "-# It is kept. Nothing was changed.")
    way_on = row(button("Go on in the open draft", AGAIN, edit), button("Leave it", OPEN, draft.number))
    return made_view(texts(*blocks), way_on)


def earlier_view(draft: DraftRow, edits: Sequence[tuple[EditRow, int | None]], page: int) -> View:
    """Return a page of every form that was sent in for a draft, the newest first."""
    lines = []
    for edit, who in edits:
        part = PARTS[edit.part]
        fate, when = sentences.FATES[edit.fate], sentences.moment(edit.at)
        lines.append(f"**{part.title}** · {when} · {sentences.person(who)} · {fate}")
        lines += [
            f"> {field.label}: {escape_all(text)}"
            for field in part.fields
            if (text := str(edit.typed.get(field.key, "")))
        ]
    pages = sentences.pages(lines or ["Nothing was typed in it yet."])
    heading = f"### Everything that was sent in for the draft of `{draft.entry}`"
    back = button("Back to the draft", OPEN, draft.number)
    return paged_view(heading, pages, page, lambda target: ComponentId(EARLIER, draft.number, str(target)), back)


def read_detail(detail: str) -> tuple[FormPart, int, str] | None:
    """Read what a button or a form of a piece carries: part, piece, and what stands behind them."""
    key, _, rest = detail.partition(".")
    piece, _, last = rest.partition(".")
    number = read_number(piece or "0")
    return None if key not in PARTS or number is None else (PARTS[key], number, last)


def _heading(seen: Overview) -> str:
    draft = seen.draft
    about = "a change of what is published" if seen.published else "a new entry"
    about = "what lies on top of a shared entry" if seen.on_top else about
    about = "to retire what is published" if draft.kind is ChangeKind.RETIREMENT else about
    review = "\n-# In review: somebody who did not write in it publishes it or sends it back." if (
        draft.state is DraftState.IN_REVIEW
    ) else ""  # fmt: skip
    said = f"\n-# {draft.kind or 'note'}: {escape(draft.sentence)}" if draft.sentence else ""
    back = f"\n**It was sent back**: {escape(seen.returned)}" if seen.returned else ""
    return f"### Draft of `{draft.entry}`\n{draft.state.capitalize()}, {about}.{review}{said}{back}"


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
        return sentences.NOTHING_MISSING
    lines = sentences.problem_lines(seen.problems)
    return f"**Still missing**\n{sentences.fitted(lines, 1000)}"


def _advice(seen: Overview) -> str:
    if not seen.advice:
        return ""
    lines = sentences.problem_lines(seen.advice)
    return f"**An editor would ask** (nothing of it is in the way)\n{sentences.fitted(lines, 900)}"


def _changes(seen: Overview) -> str:
    if not seen.published or not seen.changes:
        return ""
    return f"**Changes to what is published**\n{sentences.fitted(sentences.difference_lines(seen.changes), 800)}"


def _near_line(shown: PublishedEntry) -> str:
    return f"`{shown.entry.id}` ({shown.entry.verdict.word}): {escape_all(shorten(shown.entry.claim, 150))}"


def _part_button(draft: DraftRow, part: FormPart) -> ui.Button[View]:
    count = f" ({len(draft.body['pieces'][part.listed])})" if part.listed else ""
    return button(f"{part.title}{count}", PART, draft.number, part.key)


def _steps(seen: Overview) -> list[ui.Button[View]]:
    number, version, off = seen.draft.number, str(seen.draft.version), bool(seen.problems)
    steps = [button("Preview", PREVIEW, number)]
    if seen.published:
        steps.append(button("Changes", CHANGES, number))
    if DraftAction.SEND_BACK in seen.actions:
        steps.append(button("Send back", SEND_BACK, number))
    if seen.shared:
        steps.append(button("Make the others' changes mine", TAKE_OVER, number))
    if seen.behind:
        steps.append(button("Rebase on the published version", REBASE, number))
    elif DraftAction.PUBLISH in seen.actions:
        verb = "Retire" if seen.draft.kind is ChangeKind.RETIREMENT else "Publish"
        steps.append(button(verb, PUBLISH, number, version, off=off))
    elif DraftAction.SUBMIT in seen.actions:
        steps.append(button("Put into review", SUBMIT, number, version, off=off))
    return [*steps, button("Discard", DISCARD, number, danger=True)]


def values_lines(part: FormPart, typed: Mapping[str, str]) -> str:
    """Return what stands in a form, a line a field, cut to what fits beside another."""
    lines = [f"{field.label}: {escape_all(typed.get(field.key, '')) or '-'}" for field in part.fields]
    return "\n".join(lines)[:1700]


def _short(part: FormPart, piece: Mapping[str, Any], most: int) -> str:
    keys = {"sources": ("title", "publisher"), "claimants": ("who", "when")}.get(part.key, ("text", "what"))
    text = ", ".join(str(piece[key]) for key in keys if piece.get(key)) or "(empty)"
    prefix = {"evidence": "kind", "rebuttals": "against"}.get(part.key)
    return shorten(f"{piece.get(prefix, '')}: {text}" if prefix and piece.get(prefix) else text, most)
