"""The people and places of the matrix: a server with secrets, everybody who is somebody there, and those elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import discord

from bot.jobs.links import Links
from knowledge.answering.library import Library
from knowledge.moderation import unanswered
from knowledge.moderation.audit import Curator
from knowledge.store import SHARED, Audience, Store
from tests.access.secrets import ASKER, Secrets, rows_of
from tests.discord_double import Channel, DiscordDouble, Server, User
from tests.scenes.asking import CIA, NOW, ZETAS, clear_standing, scene
from tests.scenes.moderating import Newsroom, furnished

OWNER, MANAGER, CURATOR, FORMER, MEMBER, BLOCKED, VISITOR = (
    "owner", "manager", "curator", "former curator", "member", "blocked member", "another server's curator as a member",
)  # fmt: skip
ELSEWHERE, DIRECT, GROUP, STRANGER = (
    "another server's curator", "in a direct message", "in a group", "in a server without the bot",
)  # fmt: skip


@dataclass
class Cast:
    """The server, what it has, who is who, and where those stand who are not there. It can be put back as it was."""

    room: Newsroom
    has: Secrets
    other: Server
    people: dict[str, User]
    places: dict[str, Channel]
    last_change: int
    as_it_was: sqlite3.Connection
    changes: int = 0

    @property
    def discord(self) -> DiscordDouble:
        return self.room.here.discord

    async def rows(self) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        """Return everything that is kept of the server, and of the other one."""
        return await self.room.here.worker.run(
            lambda store: (rows_of(store, self.has.audience), rows_of(store, Audience(self.other.id)))
        )

    async def put_back(self) -> None:
        """Put the database back as it was, if anything was written since."""
        # A card that stands in a channel would be pointed at in the next cell.
        clear_standing(self.room.here.bot)
        if await self.room.here.worker.run(self._written) == self.changes:
            return

        def work(store: Store) -> int:
            self.as_it_was.backup(store._db.conn)
            return self._written(store)

        self.changes = await self.room.here.worker.run(work)
        await self.room.here.bot.take_in(self.has.audience)
        await self.room.here.bot.take_in(Audience(self.other.id))

    @staticmethod
    def _written(store: Store) -> int:
        return store._db.conn.total_changes


async def _is_fine(_: str) -> str | None:
    return None


async def _at_once() -> None:
    return None


@asynccontextmanager
async def cast(folder: Path) -> AsyncIterator[Cast]:
    """Start the bot in both servers."""
    async with scene(folder, links=Links(_is_fine, _at_once)) as here:
        room = await furnished(here)
        double = here.discord
        other, stranger = double.server("Elsewhere"), double.server("Without the bot", joined=False)
        await double.join(other)
        role = double.role(other, "Curators there")
        manager, visitor, blocked = (double.user(name) for name in ("manager", "visitor", "blocked"))
        room.server.member(manager, permissions=discord.Permissions(manage_guild=True))
        room.server.member(blocked)
        room.server.member(visitor)
        other.member(visitor, roles=(role,))
        settings = await double.slash(other.owner, other.channels[0], "settings")
        await double.select(other.owner, settings, role, menu="Roles of the curators (none: pick nothing)")
        library = here.bot.library()
        hidden, overridden = ZETAS, _another(library)

        def prepared(store: Store) -> tuple[Secrets, int, sqlite3.Connection, int]:
            has = Secrets(store, room.audience, room.cora.id, NOW, hidden, overridden)
            with store.transaction():
                who = Curator(room.audience, room.owner.id, NOW)
                has.kept_out = who_is(store, blocked.id)
                unanswered.set_ignored(store, who, has.kept_out, ignored=True)
            copy = sqlite3.connect(":memory:", check_same_thread=False)
            store._db.conn.backup(copy)
            return has, has.last_change(store), copy, Cast._written(store)

        has, last, copy, changes = await here.worker.run(prepared)
        await here.bot.refresh_library()
        # Somebody who still had the role when they opened what they press now.
        room.server.member(room.carl, roles=())
        people = {
            OWNER: room.owner, MANAGER: manager, CURATOR: room.cora, FORMER: room.carl, MEMBER: room.eve,
            BLOCKED: blocked, VISITOR: visitor, ELSEWHERE: visitor, DIRECT: room.cora, GROUP: room.cora,
            STRANGER: stranger.owner,
        }  # fmt: skip
        places = dict.fromkeys(people, room.channel)
        places |= {ELSEWHERE: other.channels[0], DIRECT: double.dm_channel(room.cora)}
        places |= {GROUP: double.group(room.cora, room.eve), STRANGER: stranger.channels[0]}
        assert ASKER not in double.world.users
        yield Cast(room, has, other, people, places, last, copy, changes)
        copy.close()


def who_is(store: Store, discord_id: int) -> int:
    """Return the number of a person."""
    return store.people.number(discord_id) or store.people.add(discord_id)


def _another(library: Library) -> str:
    """Return a shared entry that no other part of the table is about."""
    return next(one.entry.id for one in library.browse(SHARED) if one.entry.id not in (CIA, ZETAS))
