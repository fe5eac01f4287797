"""What stands between a draft and its change: a question before it is discarded or mended, and suggestions."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.moderating import sentences
from bot.moderating.drafts.views import AGAIN, DISCARD_SURE, MEND, OPEN, SUGGEST, values_lines
from bot.ui.widgets import View, button, made_view, row, texts
from knowledge.entries.form_fields import PARTS
from knowledge.store.drafts import DraftRow, EditRow

_MOST_SUGGESTED = 5


def discard_view(draft: DraftRow) -> View:
    """Ask whether a draft is to be discarded."""
    asking = f"### Discard the draft of `{draft.entry}`?\nNothing of it is lost, and it can be opened again."
    sure = button("Yes, discard it", DISCARD_SURE, draft.number, danger=True)
    return made_view(texts(asking), row(sure, button("Back to the draft", OPEN, draft.number)))


def mending_view(draft: DraftRow, detail: str, *, can_suggest: bool) -> View:
    """Say to a reviewer what changing a draft in review means, before they do it."""
    text = (
        f"### The draft of `{draft.entry}` is in review\nOn this server two people publish. If you change it, you are "
        "one of its writers and cannot publish it any more; it has to be put into review again. You can suggest the "
        "change to those who write in it instead, and publish it when they have taken it up."
    )
    buttons = [button("Suggest it to the writers", SUGGEST, draft.number, detail)] if can_suggest else []
    change = button("Change it myself", MEND, draft.number, detail)
    return made_view(texts(text), row(*buttons, change, button("Back to the draft", OPEN, draft.number)))


def suggestion_view(draft: DraftRow, edit: EditRow, who: int | None, note: str = "") -> View:
    """Return one suggestion, with a button by which a writer takes it up."""
    return made_view(
        texts(note, f"### A suggestion for the draft of `{draft.entry}`", _suggestion(edit, who)),
        row(button("Take it up", AGAIN, edit.number), button("Open the draft", OPEN, draft.number)),
    )


def unwelcome_view(draft: DraftRow, edit: EditRow, who: int) -> View:
    """Show what somebody sent for a draft who was no curator any more, with a button that opens it in a form."""
    heading = f"### A form for the draft of `{draft.entry}` came from somebody who is no curator any more"
    open_it = button("Open the form with it", AGAIN, edit.number)
    return made_view(
        texts(heading, _suggestion(edit, who), "-# Nothing was changed. It stands under *Earlier texts*, too."),
        row(open_it, button("Open the draft", OPEN, draft.number)),
    )


def suggestions_view(draft: DraftRow, edits: Sequence[tuple[EditRow, int | None]]) -> View:
    """Return what was suggested for a draft, with a button each by which a writer takes it up."""
    shown = edits[:_MOST_SUGGESTED]
    blocks = [f"{number}. {_suggestion(edit, who)}" for number, (edit, who) in enumerate(shown, 1)]
    heading = f"### Suggested for the draft of `{draft.entry}`"
    items: list[ui.Item[View]] = [texts(heading, *(blocks or ["Nothing is suggested, or it was taken up."]))]
    if shown:
        items.append(row(*(button(f"Take up {number}", AGAIN, one.number) for number, (one, _) in enumerate(shown, 1))))
    return made_view(*items, row(button("Back to the draft", OPEN, draft.number)))


def _suggestion(edit: EditRow, who: int | None) -> str:
    part = PARTS[edit.part]
    values = values_lines(part, {key: str(value) for key, value in edit.typed.items()})[:700]
    return f"**{part.title}**, {sentences.person(who)}:\n{values}"
