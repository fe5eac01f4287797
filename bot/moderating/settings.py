"""`/settings`: one message in which everything is set by selects and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.moderating import sentences
from bot.moderating.access import Curating
from bot.moderating.visibility import for_managers
from bot.ui.custom_ids import ComponentId, read_number
from bot.ui.router import Router
from bot.ui.widgets import MOST_OPTIONS, View, button, made_view, option, row, select, show, texts
from knowledge.errors import InvalidInputError
from knowledge.language import Language
from knowledge.matching.outcome import Budget
from knowledge.moderation.settings import ServerSettings, change_settings, settings_and_packs
from knowledge.store.packs import LoadedPack

CURATORS, CHANNEL, TWO_PEOPLE, BUDGET, PACKS, MENTIONS, LANGUAGE, FULL_CARDS = (
    "set-curators", "set-channel", "set-two-people", "set-budget", "set-packs", "set-mentions", "set-language",
    "set-full-cards",
)  # fmt: skip
_BUDGETS = {
    Budget.STRICT: "Answers only when it is as good as certain",
    Budget.BALANCED: "Answers when it is sure",
    Budget.HELPFUL: "Answers a little sooner, and is wrong a little more often",
}
_TEXT_CHANNELS = [discord.ChannelType.text, discord.ChannelType.news]
_NO_CHANNEL = "I know no such text channel on this server. Let me see the channel, then pick it again."
_NO_ROLE = "I know no such role on this server. Pick it again."
_UNCHANGED = "Nothing was changed."


class SettingControls:
    """The settings of a server, for its owner and those with Manage Server."""

    def __init__(self, curating: Curating) -> None:
        self._curating = curating

    def add_to(self, router: Router) -> None:
        """Let the router bring presses and picks here."""
        for action in (CURATORS, CHANNEL, TWO_PEOPLE, BUDGET, PACKS, MENTIONS, LANGUAGE, FULL_CARDS):
            router.on_press(action, self._set)

    async def show(self, interaction: discord.Interaction, note: str = "") -> None:
        """Show the settings."""
        await self._curating.manager(interaction)
        settings, packs = await self._curating.read(interaction, settings_and_packs)
        await show(interaction, settings_view(settings, packs, note))

    async def _set(self, interaction: discord.Interaction, which: ComponentId, values: tuple[str, ...]) -> None:
        await self._curating.manager(interaction)
        changes = _changes(interaction.guild, which, values)
        await self._curating.write_as_manager(interaction, change_settings, **changes)
        await self.show(interaction, sentences.SAVED)


def settings_view(settings: ServerSettings, packs: tuple[LoadedPack, ...], note: str = "") -> View:
    """Return the settings as they are, with what changes them."""
    roles = ", ".join(f"<@&{role}>" for role in settings.curators) or "none yet"
    mentions = ", ".join(f"<#{channel}>" for channel in settings.mention_channels) or "all channels"
    two = "yes: nobody publishes what they wrote" if settings.two_people else "no: publishing is one confirmed step"
    cards = "full: all of an entry in one message" if settings.full_cards else "short: the rest is behind buttons"
    off = [pack.title for pack in packs if pack.id in settings.packs_off]
    lines = [
        "### Settings",
        f"**Curators**: {roles} (and the owner, and those with Manage Server)",
        f"**Moderators' channel**: {f'<#{settings.channel}>' if settings.channel else 'none'}",
        f"**Two people publish**: {two}",
        f"**Matching**: {settings.budget.value}. {_BUDGETS[settings.budget]}.",
        f"**Language**: {settings.language.own_name}. Entries stay as they are written.",
        f"**Cards**: {cards}",
        f"**Packs switched off**: {', '.join(off) or 'none'}",
        f"**Mentions are answered in**: {mentions}",
        f"-# {sentences.HOW_TO_SHOW_COMMANDS}",
    ]
    people = "Let one person publish" if settings.two_people else "Ask for two people"
    size = "Show short cards" if settings.full_cards else "Show full cards"
    budgets = [
        option(one.value.capitalize(), one.value, about, default=one is settings.budget)
        for one, about in _BUDGETS.items()
    ]
    languages = [option(one.own_name, one.value, default=one is settings.language) for one in Language]
    shown = [option(pack.title, pack.id, default=pack.id in settings.packs_off) for pack in packs]
    items: list[ui.Item[View]] = [
        texts(note, "\n".join(lines)),
        row(_roles(settings)),
        row(_channels(CHANNEL, "Moderators' channel (none: pick nothing)", [settings.channel or 0], 1)),
        row(select("Budget of matching", budgets, BUDGET, 0)),
        row(select("Language of what I say to askers", languages, LANGUAGE, 0)),
    ]
    if shown:
        items.append(row(select("Packs to switch off (none: pick nothing)", shown, PACKS, 0, most=max(2, len(shown)))))
    items.append(
        row(
            _channels(
                MENTIONS,
                "Channels in which mentions are answered (all: pick nothing)",
                settings.mention_channels,
                MOST_OPTIONS,
            )
        )
    )
    toggles = ((people, TWO_PEOPLE, settings.two_people), (size, FULL_CARDS, settings.full_cards))
    items.append(row(*(button(label, action, 0, "off" if is_on else "on") for label, action, is_on in toggles)))
    return made_view(*items)


def _roles(settings: ServerSettings) -> ui.RoleSelect[View]:
    return ui.RoleSelect(
        custom_id=str(ComponentId(CURATORS, 0)),
        placeholder="Roles of the curators (none: pick nothing)",
        min_values=0,
        max_values=MOST_OPTIONS,
        default_values=[
            discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role) for role in settings.curators
        ],
    )


def _channels(action: str, placeholder: str, chosen: Any, most: int) -> ui.ChannelSelect[View]:  # noqa: ANN401 - numbers
    return ui.ChannelSelect(
        custom_id=str(ComponentId(action, 0)),
        placeholder=placeholder,
        channel_types=_TEXT_CHANNELS,
        min_values=0,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue(id=channel, type=discord.SelectDefaultValueType.channel)
            for channel in chosen
            if channel
        ],
    )


def _changes(guild: discord.Guild | None, which: ComponentId, values: tuple[str, ...]) -> dict[str, Any]:
    # Whatever the client offered, what arrives may be anything: it is looked up on this very server.
    if len(values) > MOST_OPTIONS:
        raise InvalidInputError(f"Pick at most {MOST_OPTIONS}. {_UNCHANGED}")
    if which.action == CURATORS:
        return {"curators": _found(values, guild.get_role if guild else _nothing, _NO_ROLE)}
    if which.action == CHANNEL:
        channel = next(iter(_found(values[:1], _text_channels(guild), _NO_CHANNEL)), None)
        _check_can_write(guild, channel)
        return {"channel": channel}
    if which.action == MENTIONS:
        return {"mention_channels": _found(values, _text_channels(guild), _NO_CHANNEL)}
    if which.action == PACKS:
        return {"packs_off": values}
    if which.action == TWO_PEOPLE:
        return {"two_people": which.detail == "on"}
    if which.action == FULL_CARDS:
        return {"full_cards": which.detail == "on"}
    try:
        return {"budget": Budget(values[0])} if which.action == BUDGET else {"language": Language(values[0])}
    except (ValueError, IndexError) as error:
        raise InvalidInputError(f"That is not one of the choices. {_UNCHANGED}") from error


def _found(values: tuple[str, ...], find: Callable[[int], object | None], otherwise: str) -> tuple[int, ...]:
    numbers = [read_number(value) for value in values]
    found = tuple(number for number in numbers if number is not None and find(number) is not None)
    if len(found) < len(values):
        raise InvalidInputError(f"{otherwise} {_UNCHANGED}")
    return found


def _text_channels(guild: discord.Guild | None) -> Callable[[int], object | None]:
    def find(number: int) -> object | None:
        channel = guild.get_channel(number) if guild is not None else None
        return channel if channel is not None and channel.type in _TEXT_CHANNELS else None

    return find


def _check_can_write(guild: discord.Guild | None, number: int | None) -> None:
    """Raise InvalidInputError when the bot cannot write in the channel, with what it needs there."""
    channel = guild.get_channel(number) if guild is not None and number is not None else None
    if channel is None or guild is None:
        return
    allowed = channel.permissions_for(guild.me)
    needed = {"View Channel": allowed.view_channel, "Send Messages": allowed.send_messages}
    lacking = [name for name, granted in needed.items() if not granted]
    if lacking:
        raise InvalidInputError(
            f"I cannot write in <#{number}>: give me {' and '.join(lacking)} there, then pick it again. {_UNCHANGED}"
        )


def _nothing(_: int) -> None:
    return None


class SettingCog(commands.Cog):
    """The settings of a server."""

    def __init__(self, settings: SettingControls) -> None:
        self._settings = settings

    @app_commands.command(
        name="settings",
        description="Curators, moderators' channel, two people, language, cards, matching, packs, channels",
    )
    @for_managers
    async def settings(self, interaction: discord.Interaction) -> None:
        """Show the settings."""
        await self._settings.show(interaction)
