"""Where presses, picks and submitted forms arrive, by what their custom_id says.

They are taken from the gateway's event itself and not from views kept in memory: what was sent before a restart works
after it, and so does a form that stood open across it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from bot.cards.texts import Texts
from bot.ui.audience import audience_of, reader_of
from bot.ui.cooldowns import Admission, Paces
from bot.ui.custom_ids import ComponentId, parse_id
from bot.ui.failures import Failures
from bot.ui.sending import give_back
from knowledge.language import Language
from knowledge.store import Audience
from knowledge.text.visibility import is_blank

Press = Callable[[discord.Interaction, ComponentId, tuple[str, ...]], Awaitable[None]]
"""What answers a button or a select: the interaction, what the custom_id says, and the values that were picked."""
Form = Callable[[discord.Interaction, ComponentId, Mapping[str, str]], Awaitable[None]]
"""What answers a form: the interaction, what the custom_id says, and the texts by the inputs' custom_ids.

What was picked in a select is one text, with commas between several."""

_log = logging.getLogger(__name__)


class Router:
    """The handlers of components and forms, by action."""

    def __init__(
        self, failures: Failures, paces: Paces, texts: Callable[[Audience, Language | None], Awaitable[Texts]]
    ) -> None:
        self._failures = failures
        self._paces = paces
        self._texts = texts
        self._presses: dict[str, Press] = {}
        self._forms: dict[str, Form] = {}

    def on_press(self, action: str, handler: Press) -> None:
        """Let a handler answer the buttons and selects of an action."""
        self._presses[action] = handler

    def on_form(self, action: str, handler: Form) -> None:
        """Let a handler answer the forms of an action."""
        self._forms[action] = handler

    async def dispatch(self, interaction: discord.Interaction) -> None:
        """Give a press or a form to its handler; whatever goes wrong there is told to the person and logged."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        data: Mapping[str, Any] = interaction.data or {}
        which = parse_id(str(data.get("custom_id", "")))
        try:
            if self._paces.sent.admit(interaction.user.id) is not Admission.ADMITTED:
                texts = await self._texts(audience_of(interaction), reader_of(interaction))
                typed = "\n".join(text for _, text in _texts(data.get("components") or ()) if text)
                await give_back(interaction, texts.too_fast, texts.you_wrote, typed)
            elif interaction.type is discord.InteractionType.component and which and which.action in self._presses:
                await self._presses[which.action](interaction, which, tuple(data.get("values") or ()))
            elif interaction.type is discord.InteractionType.modal_submit and which and which.action in self._forms:
                await self._forms[which.action](interaction, which, dict(_texts(data.get("components") or ())))
            else:
                _log.warning("A component that nothing handles was used: %r", data.get("custom_id"))
                texts = await self._texts(audience_of(interaction), reader_of(interaction))
                await interaction.response.send_message(texts.out_of_date, ephemeral=True)
        except Exception as error:
            sent = tuple(text for text in _typed(data.get("components") or ()) if not is_blank(text))
            await self._failures.tell(interaction, error, sent)


def _typed(components: Any) -> list[str]:  # noqa: ANN401 - as Discord sends it
    """Return what was typed, without what was picked."""
    found = []
    for component in components:
        inner = [component["component"]] if "component" in component else component.get("components") or ()
        found += _typed(inner)
        if component.get("type") == discord.ComponentType.text_input.value:
            found.append(str(component.get("value") or ""))
    return found


def _texts(components: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as Discord sends it
    found = []
    for component in components:
        inner = [component["component"]] if "component" in component else component.get("components") or ()
        found += _texts(inner)
        if "custom_id" in component and "value" in component:
            found.append((str(component["custom_id"]), str(component["value"] or "")))
        elif "custom_id" in component and "values" in component:
            found.append((str(component["custom_id"]), ",".join(str(value) for value in component["values"] or ())))
    return found
