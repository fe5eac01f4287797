"""The building blocks of the moderators' messages: a text in a container, rows of buttons and selects, forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord import ui

from bot.ui.custom_ids import ComponentId
from knowledge.text.normalization import shorten

View = ui.LayoutView
MOST_CHARACTERS = 3900
_OPTION, _LABEL, _DESCRIPTION, _PLACEHOLDER = 100, 45, 100, 100
CHOICE_LENGTH = 100
MOST_IN_A_QUESTION = 2000
"""What Discord lets an ordinary message have."""
MOST_OPTIONS = 25
"""So many options Discord lets a menu have, and so many choices an autocompletion."""


def made_view(*items: ui.Item[View]) -> View:
    """Return a message of these items. Presses are routed by custom_id, so it is not kept in memory."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def texts(*blocks: str, most: int = MOST_CHARACTERS) -> ui.Container[View]:
    """Return a container of texts; together they are cut to what a message may hold."""
    container: ui.Container[View] = ui.Container()
    room = most
    for block in blocks:
        shown = block if len(block) <= room else f"{block[: max(0, room - 1)]}…"
        if block and room > 1:
            container.add_item(ui.TextDisplay(shown))
            room -= len(shown)
    return container


def text_view(*blocks: str) -> View:
    """Return a message of texts alone."""
    return made_view(texts(*blocks))


def button(
    label: str,
    action: str,
    subject: int,
    detail: str = "",
    *,
    words: str = "",
    danger: bool = False,
    off: bool = False,
) -> ui.Button[View]:
    """Return a button."""
    style = discord.ButtonStyle.danger if danger else discord.ButtonStyle.secondary
    which = str(ComponentId(action, subject, detail, words))
    return ui.Button(label=shorten(label, 80), custom_id=which, style=style, disabled=off)


def row(*items: ui.Item[View]) -> ui.ActionRow[View]:
    """Return a row of up to five buttons, or of one select."""
    made: ui.ActionRow[View] = ui.ActionRow()
    for item in items:
        made.add_item(item)
    return made


def option(label: str, value: str, description: str = "", *, default: bool = False) -> discord.SelectOption:
    """Return one option of a select, cut to what fits."""
    return discord.SelectOption(
        label=shorten(label, _OPTION) or "-",
        value=value,
        description=shorten(description, _OPTION) or None,
        default=default,
    )


def select(
    placeholder: str,
    options: Sequence[discord.SelectOption],
    action: str,
    subject: int,
    detail: str = "",
    most: int = 1,
) -> ui.Select[View]:
    """Return a select; of more options than Discord allows it has the first."""
    shown = list(options[:MOST_OPTIONS])
    return ui.Select(
        custom_id=str(ComponentId(action, subject, detail)),
        placeholder=placeholder,
        options=shown,
        min_values=1 if most == 1 else 0,
        max_values=min(most, len(shown)),
    )


def form(title: str, fields: Iterable[ui.Item[Any]], action: str, subject: int, detail: str = "") -> ui.Modal:
    """Return a form. It is taken in by its custom_id, also when the bot was restarted while it was open."""
    modal = ui.Modal(title=shorten(title, _LABEL), custom_id=str(ComponentId(action, subject, detail)), timeout=None)
    for field in fields:
        modal.add_item(field)
    modal.stop()
    return modal


def text_field(
    key: str,
    label: str,
    value: str = "",
    *,
    hint: str = "",
    long: bool = False,
    longest: int = 4000,
    needed: bool = False,
) -> ui.Label[Any]:
    """Return a field for a text. It holds more than is allowed, so that nothing pasted into it is cut."""
    room = min(4000, max(2 * longest, 200, len(value)))
    typed: ui.TextInput[Any] = ui.TextInput(
        custom_id=key,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        default=value[:room] or None,
        required=needed,
        max_length=room,
    )
    return labelled(label, typed, hint)


def select_field(
    key: str, label: str, options: Sequence[discord.SelectOption], *, most: int = 1, needed: bool = True, hint: str = ""
) -> ui.Label[Any]:
    """Return a field in which to pick."""
    shown = list(options[:MOST_OPTIONS])
    picked: ui.Select[Any] = ui.Select(
        custom_id=key,
        options=shown,
        min_values=1 if needed else 0,
        max_values=min(most, len(shown)),
        required=needed,
    )
    return labelled(label, picked, hint)


def radio_field(
    key: str, label: str, options: Sequence[tuple[str, str, str]], value: str = "", *, needed: bool = False
) -> ui.Label[Any]:
    """Return a field of radio buttons: each with its value, what stands on it, and a description."""
    group: ui.RadioGroup[Any] = ui.RadioGroup(
        custom_id=key,
        required=needed,
        options=[
            discord.RadioGroupOption(
                label=shown, value=one, description=shorten(about, _OPTION) or None, default=one == value
            )
            for one, shown, about in options
        ],
    )
    return labelled(label, group)


def labelled(label: str, component: ui.Item[Any], hint: str = "") -> ui.Label[Any]:
    """Return a component under its label."""
    return ui.Label(text=shorten(label, _LABEL), component=component, description=shorten(hint, _DESCRIPTION) or None)


def is_own(interaction: discord.Interaction) -> bool:
    """Say whether something was pressed under a message that the person alone sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def show(interaction: discord.Interaction, view: View, *, fresh: bool = False) -> None:
    """Put a message in the place of the one that was pressed, or send it to the person alone.

    A message that others see, too, stays as it is.
    """
    pressed = is_own(interaction) and not fresh
    if pressed and interaction.response.type is discord.InteractionResponseType.deferred_message_update:
        await interaction.edit_original_response(view=view)
    elif interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    elif pressed:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)
