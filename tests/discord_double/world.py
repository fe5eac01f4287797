"""The world that the bot sees: servers, channels, people and messages, and the JSON that Discord says of them."""

from __future__ import annotations

import datetime
import mimetypes
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from discord import Permissions

from tests.discord_double.limits import Json, walk
from tests.discord_double.messages import Message

EPOCH = 1420070400000
ORDINARY = Permissions(
    view_channel=True, send_messages=True, read_message_history=True, use_application_commands=True
).value
MENTION = re.compile(r"<@!?(\d+)>")


class Ids:
    """Snowflakes: every one newer than the one before, and as old as the clock says."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock, self._last = clock, 0

    def new(self) -> int:
        """Return an id that was never given before."""
        self._last = max(self._last + 1, self.at(0))
        return self._last

    def at(self, seconds: float) -> int:
        """Return the least id of a moment, so many seconds from now."""
        return int((self.clock() + seconds) * 1000 - EPOCH) << 22


@dataclass(eq=False)
class User:
    """Somebody with an account. `dms_open` is False where the bot's direct messages are refused."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    dms_open: bool = True

    def json(self) -> Json:
        """Return the user as Discord sends it."""
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None,
            "discriminator": "0",
            "avatar": None,
            **({"bot": True} if self.bot else {}),
        }


@dataclass(eq=False)
class Role:
    """A role of a server."""

    id: int
    name: str
    permissions: int = 0

    def json(self) -> Json:
        """Return the role as Discord sends it."""
        flat = {"color": 0, "hoist": False, "position": 1, "managed": False, "mentionable": False, "flags": 0}
        return {"id": str(self.id), "name": self.name, "permissions": str(self.permissions), **flat}


@dataclass(eq=False)
class Channel:
    """A place for messages: a text channel (0), a direct message (1) or a group (3)."""

    id: int
    name: str
    kind: int = 0
    server: Server | None = None
    recipients: tuple[User, ...] = ()
    bot_may_send: bool = True
    bot_may_read: bool = True
    messages: list[Message] = field(default_factory=list)

    def json(self) -> Json:
        """Return the channel as Discord sends it."""
        newest = next((str(one.id) for one in reversed(self.messages) if one.seen_by is None), None)
        base: Json = {"id": str(self.id), "type": self.kind, "last_message_id": newest}
        if self.kind:
            return {**base, "name": None, "icon": None, "recipients": [one.json() for one in self.recipients]}
        forbidden = 0 if self.bot_may_send else Permissions(send_messages=True).value
        forbidden |= 0 if self.bot_may_read else Permissions(read_message_history=True).value
        everyone = {"id": str(self.server.id), "type": 0, "allow": "0", "deny": str(forbidden)} if self.server else {}
        overwrites = [everyone] if forbidden and everyone else []
        place = {
            "name": self.name,
            "position": 0,
            "permission_overwrites": overwrites,
            "nsfw": False,
            "parent_id": None,
        }
        return {**base, **place, "topic": None, "permissions": str(ORDINARY), "rate_limit_per_user": 0}


@dataclass(eq=False)
class Server:
    """A server. The bot is a member unless `joined` is False; the audit log is None where the bot may not read it."""

    id: int
    name: str
    owner: User
    joined: bool = True
    locale: str = "en-US"
    channels: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    permissions: dict[int, int] = field(default_factory=dict)
    member_roles: dict[int, list[Role]] = field(default_factory=dict)
    audit_log: list[Json] | None = None

    def member(self, user: User, *, permissions: Permissions | None = None, roles: tuple[Role, ...] = ()) -> User:
        """Give a member permissions and roles; return the user."""
        if permissions is not None:
            self.permissions[user.id] = permissions.value | ORDINARY
        self.member_roles[user.id] = list(roles)
        return user

    def member_json(self, user: User, *, with_user: bool = True) -> Json:
        """Return a member as Discord sends it, in interactions with the permissions in the channel."""
        roles = self.member_roles.get(user.id, [])
        permissions = self.permissions.get(user.id, ORDINARY)
        for role in roles:
            permissions |= role.permissions
        if user is self.owner:
            permissions = Permissions.all().value
        return {
            "roles": [str(role.id) for role in roles],
            "joined_at": "2020-01-01T00:00:00+00:00",
            "nick": None,
            "flags": 0,
            "deaf": False,
            "mute": False,
            "pending": False,
            "avatar": None,
            "premium_since": None,
            **({"user": user.json(), "permissions": str(permissions)} if with_user else {}),
        }

    def json(self, bot: User) -> Json:
        """Return the server as GUILD_CREATE brings it."""
        everyone = Role(self.id, "@everyone", ORDINARY)
        empty = ("emojis", "stickers", "features", "threads", "voice_states", "presences", "stage_instances")
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "icon": None,
            "large": False,
            "preferred_locale": self.locale,
            "member_count": 2,
            "joined_at": "2020-01-01T00:00:00+00:00",
            "roles": [one.json() for one in (everyone, *self.roles)],
            "guild_scheduled_events": [],
            "channels": [one.json() for one in self.channels],
            "members": [self.member_json(bot)],
            "verification_level": 0,
            "default_message_notifications": 0,
            "mfa_level": 0,
            "premium_tier": 0,
            **{key: [] for key in empty},
        }


class World:
    """All there is, by id."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.ids = Ids(clock)
        self.users: dict[int, User] = {}
        self.servers: dict[int, Server] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.attachments: dict[str, Json] = {}
        self.files: dict[str, bytes] = {}
        self.bot = self.user("Not So Fast", bot=True)

    def user(self, name: str, *, bot: bool = False, locale: str = "en-US", dms_open: bool = True) -> User:
        """Make somebody."""
        one = User(self.ids.new(), name, bot, locale, dms_open)
        return self.users.setdefault(one.id, one)

    def server(self, name: str, *, owner: User | None = None, joined: bool = True) -> Server:
        """Make a server with the channel #general."""
        one = Server(self.ids.new(), name, owner or self.user(f"owner of {name}"), joined)
        self.servers[one.id] = one
        self.channel(one, "general")
        return one

    def channel(self, server: Server, name: str) -> Channel:
        """Return the channel of this name, made when it isn't there."""
        for one in server.channels:
            if one.name == name:
                return one
        one = Channel(self.ids.new(), name, server=server)
        server.channels.append(one)
        return self.channels.setdefault(one.id, one)

    def role(self, server: Server, name: str, permissions: Permissions | None = None) -> Role:
        """Make a role."""
        one = Role(self.ids.new(), name, permissions.value if permissions else 0)
        server.roles.append(one)
        return one

    def dm_channel(self, user: User) -> Channel:
        """Return the channel between somebody and the bot, made when it isn't there."""
        for one in self.channels.values():
            if one.kind == 1 and one.recipients == (user,):
                return one
        one = Channel(self.ids.new(), "", 1, recipients=(user,))
        return self.channels.setdefault(one.id, one)

    def group(self, *users: User) -> Channel:
        """Make a group of people that the bot is not in."""
        one = Channel(self.ids.new(), "", 3, recipients=users)
        return self.channels.setdefault(one.id, one)

    def message(self, channel: Channel, author: User, *, seen_by: User | None = None, **data: Any) -> Message:
        """Put a message into a channel; `data` overrides what is said of it."""
        number = self.ids.new()
        ids = dict.fromkeys(int(found) for found in MENTION.findall(data.get("content") or ""))
        full: Json = {
            "id": str(number),
            "channel_id": str(channel.id),
            "author": author.json(),
            "content": "",
            "timestamp": self.now(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [self.users[one].json() for one in ids if one in self.users],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "type": 0,
            "flags": 0,
            **data,
        }
        number_components(full["components"])
        one = Message(number, channel, author, full, seen_by)
        self.messages[number] = one
        channel.messages.append(one)
        return one

    def file(self, name: str, content: bytes = b"") -> Json:
        """Return a file as an attachment: for `attachments=[...]` of a message, or as an option of a command."""
        number = str(self.ids.new())
        url = f"https://cdn.discordapp.com/attachments/{number}/{name}"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        about = {"id": number, "filename": name, "size": len(content), "content_type": kind}
        self.files[url] = content
        return self.attachments.setdefault(number, {**about, "url": url, "proxy_url": url})

    def now(self) -> str:
        """Return the time as Discord writes it."""
        return datetime.datetime.fromtimestamp(self.ids.clock(), datetime.UTC).isoformat()


def number_components(components: list[Json]) -> None:
    """Give every component that has none an id, as Discord does."""
    taken = {one["id"] for _, one in walk(components) if one.get("id")}
    number = 0
    for _, one in walk(components):
        if not one.get("id"):
            number = next(free for free in range(number + 1, number + 1000) if free not in taken)
            one["id"] = number
