"""The forms under a draft: one for each part or piece, and those that come before publishing or sending back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import ui

from bot.moderating.change_kind import SENTENCE, kind_fields
from bot.moderating.drafts.views import FORM, SEND_BACK
from bot.ui.widgets import MOST_OPTIONS, form, option, radio_field, select_field, text_field
from knowledge.entries.entry import AGAINST_CLAIM
from knowledge.entries.form_fields import Field, FormPart, Shape
from knowledge.entries.limits import LINE_LENGTH
from knowledge.entries.verdict import Verdict
from knowledge.moderation.drafts.overview import Overview
from knowledge.store.drafts import DraftRow


def part_form(
    draft: DraftRow, part: FormPart, piece: int, typed: Mapping[str, str], version: int, action: str = FORM
) -> ui.Modal:
    """Return a filled form; its custom_id names draft, part, piece and the version it began from."""
    fields = [made for field in part.fields if (made := _field(draft, field, typed.get(field.key, ""))) is not None]
    return form(f"{part.title}: {draft.entry}", fields, action, draft.number, f"{part.key}.{piece}.{version}")


def kind_form(seen: Overview, *, needed: bool, title: str, action: str) -> ui.Modal:
    """Return the last form before something is published: which kind of change, and the sentence for askers."""
    draft = seen.draft
    if needed:
        fields = kind_fields(draft.kind, draft.sentence)
    else:
        hint = "For the history, if you like"
        fields = [text_field(SENTENCE, "Note", draft.sentence or "", hint=hint, long=True, longest=LINE_LENGTH)]
    return form(title, fields, action, draft.number, f"{draft.version}")


def back_form(draft: DraftRow) -> ui.Modal:
    """Return the form that sends a draft back, with room for a word on what is to be done."""
    hint = "One sentence for those who write in it, if you like"
    field = text_field(SENTENCE, "What is to be done", hint=hint, long=True, longest=LINE_LENGTH)
    return form(f"Send back: {draft.entry}", [field], SEND_BACK, draft.number)


def _field(draft: DraftRow, field: Field, value: str) -> ui.Label[Any] | None:
    if field.shape is Shape.VERDICT:
        scale = [(one.value, f"{one.sign} {one.word.capitalize()}", one.definition) for one in Verdict]
        return radio_field(field.key, field.label, scale, value)
    if field.shape is Shape.CHOICE:
        options = [option(one.capitalize(), one, default=one == value) for one in field.choices]
        return select_field(field.key, field.label, options)
    if field.shape is Shape.AGAINST:
        options = [option("The claim itself", AGAINST_CLAIM, default=value in (AGAINST_CLAIM, ""))]
        options += [
            option(str(one.get("what") or one["id"]), one["id"], str(one.get("kind", "")), default=one["id"] == value)
            for one in draft.body["pieces"]["evidence"]
        ]
        return select_field(field.key, field.label, options, hint=field.hint)
    if field.shape is Shape.SOURCES:
        return _sources(draft, field, value)
    return text_field(
        field.key, field.label, value, hint=field.hint, long=field.shape is Shape.TEXT, longest=field.longest
    )


def _sources(draft: DraftRow, field: Field, value: str) -> ui.Label[Any] | None:
    sources = draft.body["pieces"]["sources"]
    picked = [one.strip() for one in value.split(",")]
    if not sources:
        return None
    if len(sources) > MOST_OPTIONS:
        return text_field(field.key, field.label, value, hint="Their keys, with commas between them")
    options = [
        option(
            str(one.get("title") or one["key"]), one["key"], str(one.get("publisher", "")), default=one["key"] in picked
        )
        for one in sources
    ]
    return select_field(field.key, field.label, options, most=MOST_OPTIONS, needed=False, hint=field.hint)
