"""A message of the world, as it stands now and as somebody sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.discord_double.limits import BUTTON, COMPONENTS_V2, EPHEMERAL, SELECTS, TEXT, Json, walk

if TYPE_CHECKING:
    from tests.discord_double.world import Channel, User


@dataclass(frozen=True)
class Button:
    """A button as somebody sees it."""

    label: str
    custom_id: str | None
    disabled: bool = False
    url: str | None = None


@dataclass(eq=False)
class Message:
    """A message as it stands now; `data` is what Discord says of it.

    `seen_by` is who alone sees an ephemeral one, `reactions` are the bot's own.
    """

    id: int
    channel: Channel
    author: User
    data: Json
    seen_by: User | None = None
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Say whether only one person sees it."""
        return bool(self.data["flags"] & EPHEMERAL)

    @property
    def is_v2(self) -> bool:
        """Say whether it is made of Components V2."""
        return bool(self.data["flags"] & COMPONENTS_V2)

    @property
    def quoted(self) -> Json:
        """Return what Discord says of it in a reply to it: without what it replied to itself."""
        return {key: value for key, value in self.data.items() if key != "referenced_message"}

    @property
    def components(self) -> list[Json]:
        """Return every component, nested ones too, in the order in which they stand."""
        return [one for _, one in walk(self.data["components"])]

    @property
    def text(self) -> str:
        """Return all that can be read in it: content, text displays, embeds."""
        parts = [self.data["content"], *(one["content"] for one in self.components if one["type"] == TEXT)]
        for embed in self.data["embeds"]:
            parts += [embed.get("title"), embed.get("description")]
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> list[Button]:
        """Return its buttons."""
        return [
            Button(one.get("label") or "", one.get("custom_id"), bool(one.get("disabled")), one.get("url"))
            for one in self.components
            if one["type"] == BUTTON
        ]

    @property
    def selects(self) -> list[Json]:
        """Return its select menus, as payloads."""
        return [one for one in self.components if one["type"] in SELECTS]

    @property
    def link(self) -> str:
        """Return the address that leads to it."""
        server = self.channel.server.id if self.channel.server else "@me"
        return f"https://discord.com/channels/{server}/{self.channel.id}/{self.id}"
