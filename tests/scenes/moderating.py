"""A bot in a server with an owner, two curators by role, somebody without it, and a moderators' channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.store import Audience
from tests.discord_double import Channel, Message, Response, Role, Server, User
from tests.scenes.asking import Scene, scene

CLAIM = "The harbour canal was dug before the cathedral."
# An entry's id always finds it, whatever the matcher makes of a question.
QUESTION = "harbour-canal-dug-cathedral"


@dataclass
class Newsroom:
    """The people and places of a server with moderators."""

    here: Scene
    owner: User
    cora: User
    carl: User
    eve: User
    role: Role
    desk: Channel

    @property
    def server(self) -> Server:
        """The server itself."""
        return self.here.server

    @property
    def channel(self) -> Channel:
        """The channel in which people ask."""
        return self.here.channel

    @property
    def audience(self) -> Audience:
        """The server as the knowledge sees it."""
        return Audience(self.server.id)

    async def slash(self, user: User, command: str, **options: Any) -> Response:
        """Use a command."""
        return await self.here.discord.slash(user, self.channel, command, **options)

    def seen(self, on: Message | Response) -> Message:
        """Return the message that the person looks at: the last one outside of the moderators' channel."""
        if isinstance(on, Message):
            return on
        return [
            one
            for one in (*on.edited, *on.messages)
            if one.channel is not self.desk or one.ephemeral or on.asked is None
        ][-1]

    async def click(self, user: User, on: Message | Response, label: str) -> Response:
        """Press the button on which that stands, or on which it begins with that."""
        message = self.seen(on)
        exact = [one for one in message.buttons if one.label == label]
        found = exact or [one for one in message.buttons if one.label.startswith(label)]
        assert found, f"no button {label!r}; there are {[one.label for one in message.buttons]}"
        return await self.here.discord.click(user, message, found[0].custom_id or "")

    async def fill(self, user: User, on: Response, label: str, **values: Any) -> Response:
        """Press a button that opens a form, fill it in (by the keys of the fields), and send it."""
        return await self.submit(user, await self.click(user, on, label), **values)

    async def submit(self, user: User, opened: Response, **values: Any) -> Response:
        """Fill in a form that is open, by the keys of its fields, and send it."""
        labels = {field["custom_id"]: label for label, field in opened.modal.fields.items()}
        return await self.here.discord.submit(user, opened, {labels[key]: value for key, value in values.items()})

    async def whole_draft(self, user: User, **options: Any) -> Response:
        """Write a whole entry by commands and forms; return its draft's overview."""
        draft = await self.slash(user, "entry new", claim=CLAIM, **options)
        draft = await self.fill(user, draft, "Claim and verdict", verdict="mostly-true")
        draft = await self.fill(user, draft, "Answer", answer="Most of it was dug two years before.")
        draft = await self.fill(user, draft, "Dates", as_of="2015-11")
        pieces = await self.click(user, draft, "Sources")
        form = await self.pick(user, pieces, "Add another source")
        pieces = await self.submit(
            user, form, url="https://a.example/canal", title="A map", publisher="The office", author_date="Doe, 1950",
            kind=["book"],
        )  # fmt: skip
        pieces = await self.click(user, await self.click(user, pieces, "Back to the draft"), "Caveats")
        form = await self.pick(user, pieces, "Add another caveat")
        pieces = await self.submit(user, form, what="Its mouth was dug later.", sources=["office1950"])
        return await self.click(user, pieces, "Back to the draft")

    async def published(self, user: User, **options: Any) -> Response:
        """Write a whole entry and publish it."""
        draft = await self.whole_draft(user, **options)
        return await self.fill(user, draft, "Publish")

    async def pick(self, user: User, on: Message | Response, *values: Any, menu: str | None = None) -> Response:
        """Pick from a select."""
        return await self.here.discord.select(user, self.seen(on), *values, menu=menu)


@asynccontextmanager
async def newsroom(folder: Path) -> AsyncIterator[Newsroom]:
    """Start the bot in such a server; the owner has set the role and the channel."""
    async with scene(folder) as here:
        yield await furnished(here)


async def furnished(here: Scene) -> Newsroom:
    """Set a server up for curating."""
    discord, server = here.discord, here.server
    role = discord.role(server, "Curators")
    cora, carl, eve = (discord.user(name) for name in ("cora", "carl", "eve"))
    for user in (cora, carl):
        server.member(user, roles=(role,))
    server.member(eve)
    desk = discord.channel(server, "desk")
    room = Newsroom(here, server.owner, cora, carl, eve, role, desk)
    settings = await room.slash(room.owner, "settings")
    settings = await room.pick(room.owner, settings, role, menu="Roles of the curators (none: pick nothing)")
    await room.pick(room.owner, settings, desk, menu="Moderators' channel (none: pick nothing)")
    return room
