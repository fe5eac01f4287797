"""A small Discord inside the test: the real discord.py above, a world below, nothing on the network."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import discord

from tests.discord_double import payloads
from tests.discord_double.happening import Asked, Happening, LoggedErrors, Request, current, tracking_factory
from tests.discord_double.limits import Json, Refused
from tests.discord_double.messages import Message
from tests.discord_double.response import Modal, Response
from tests.discord_double.routes import Fault, Routes
from tests.discord_double.wire import Session
from tests.discord_double.world import MENTION, Channel, Permissions, Role, Server, User, World

READY_TIMEOUT = 0.001


class DiscordDouble:
    """Discord, as far as one bot and a few people need it.

    Every act returns when all that came of it is finished. While `strict`, an act fails the test when a task raised,
    when one of the `loggers` was told of an error, when Discord refused a request as malformed (400), or when an
    interaction was left unanswered.
    """

    def __init__(
        self, clock: Callable[[], float] = time.time, loggers: tuple[str, ...] = ("discord", "bot", "knowledge")
    ) -> None:
        self.world = World(clock)
        self.routes = Routes(self.world, self._emit_from_bot)
        self.requests: list[Request] = []
        self.strict = True
        self.client: discord.Client | None = None
        self._started: list[discord.Client] = []
        self._log, self._loggers = LoggedErrors(), [logging.getLogger(name) for name in loggers]
        self.user, self.server = self.world.user, self.world.server
        self.group, self.dm_channel = self.world.group, self.world.dm_channel
        self.file = self.world.file

    @property
    def bot(self) -> User:
        """Return the bot's own account."""
        return self.world.bot

    @property
    def commands(self) -> dict[int | None, list[Json]]:
        """Return the commands that were registered: by server, those of all servers under None."""
        return self.routes.commands

    @property
    def elsewhere(self) -> list[BaseException]:
        """Return the errors that were logged outside of any act: in the bot's background work."""
        return self._log.elsewhere

    async def __aenter__(self) -> DiscordDouble:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self, client: discord.Client) -> Response:
        """Log a client in (its setup_hook runs), then tell it READY and its servers. A second client takes over."""
        asyncio.get_running_loop().set_task_factory(tracking_factory)
        for logger in self._loggers:
            logger.addHandler(self._log)
        session = Session(self.routes, self.requests, self.world)

        async def static_login(token: str) -> Any:
            http = client.http
            http._HTTPClient__session = session  # type: ignore[attr-defined]
            http._global_over = asyncio.Event()
            http._global_over.set()
            http.token = token
            try:
                return await http.request(discord.http.Route("GET", "/users/@me"))
            except discord.HTTPException as error:
                raise discord.LoginFailure("Improper token has been passed.") from error

        client.http.static_login = static_login  # type: ignore[method-assign]
        self.client = client
        self._started.append(client)
        await client.login("a-token-of-the-double")
        client._connection.guild_ready_timeout = READY_TIMEOUT
        happening = Happening()
        self._begin_session(happening)
        return await self._finish(happening, library_only=True)

    async def drop(self) -> None:
        """End the connection: what is said from now on (with `post`) is not told to the bot."""
        happening = Happening()
        token = current.set(happening)
        self._bot().dispatch("disconnect")
        current.reset(token)
        await happening.settle()

    async def resume(self, *missed: Message) -> Response:
        """Let the session go on: what was missed is told after all."""
        happening = Happening()
        for message in missed:
            self._emit(happening, "MESSAGE_CREATE", payloads.message_create(self.world, message, sees_content=False))
        self._emit(happening, "RESUMED", {})
        return await self._finish(happening)

    async def new_session(self) -> Response:
        """Begin another session, as after one that could not be resumed: what was missed is not told."""
        happening = Happening()
        self._begin_session(happening)
        return await self._finish(happening)

    async def delete_channel(self, channel: Channel) -> Response:
        """Delete a channel of a server."""
        assert channel.server is not None
        channel.server.channels.remove(channel)
        del self.world.channels[channel.id]
        happening = Happening()
        self._emit(happening, "CHANNEL_DELETE", {**channel.json(), "guild_id": str(channel.server.id)})
        return await self._finish(happening)

    async def close(self) -> None:
        """Close the clients that are still open."""
        for client in self._started:
            if not client.is_closed():
                await client.close()
        for logger in self._loggers:
            logger.removeHandler(self._log)

    def fail(self, method: str, path: str, status: int, code: int = 0, *, times: int = 1) -> None:
        """Let the next requests whose path matches fail; 429 is what the library waits out and tries again."""
        self.routes.faults.append(Fault(method, path, Refused(status, code, "refused by the test"), times))

    def channel(self, server: Server, name: str, *, bot_may_send: bool = True) -> Channel:
        """Return the channel of this name, made when it isn't there; the bot hears of it."""
        known = len(server.channels)
        one = self.world.channel(server, name)
        one.bot_may_send = bot_may_send
        if len(server.channels) > known:
            self._tell(server, "CHANNEL_CREATE", {**one.json(), "guild_id": str(server.id)})
        return one

    def role(self, server: Server, name: str, permissions: Permissions | None = None) -> Role:
        """Make a role; the bot hears of it."""
        one = self.world.role(server, name, permissions)
        self._tell(server, "GUILD_ROLE_CREATE", {"guild_id": str(server.id), "role": one.json()})
        return one

    def lose_answer(self, method: str, path: str) -> None:
        """Do the next request whose path matches, and let the bot not hear of it: the connection ends before."""
        self.routes.lost.append((method, path))

    # What people do

    async def slash(self, user: User, place: Channel, command: str, **options: Any) -> Response:
        """Use a slash command; subcommands are words: "entry publish"."""
        data = payloads.command_data(self.world, self._bot(), place, command, options)
        return await self._interact(self._ask(2, user, place), data)

    async def autocomplete(
        self, user: User, place: Channel, command: str, *, focused: str | None = None, **options: Any
    ) -> Response:
        """Type into an option (the last one given, unless `focused` names it)."""
        name = focused or list(options)[-1]
        data = payloads.command_data(self.world, self._bot(), place, command, options, name)
        return await self._interact(self._ask(4, user, place), data)

    async def context_menu(
        self, user: User, target: Message | User, name: str, place: Channel | None = None
    ) -> Response:
        """Use a command of the menu of a message or (with the place) of a person."""
        where = target.channel if isinstance(target, Message) else place
        assert where is not None, "where is the person clicked on?"
        definition = payloads.find_command(self._bot(), name, where.server.id if where.server else None)
        data = {"id": str(self.world.ids.new()), "name": name, "type": definition["type"], "target_id": str(target.id)}
        payloads.resolve(target, data, where)
        return await self._interact(self._ask(2, user, where), data)

    async def click(self, user: User, message: Message | Response, button: str) -> Response:
        """Press a button, by its custom_id or by what stands on it."""
        message = self._visible(user, message)
        found = [one for one in message.buttons if button in (one.custom_id, one.label)]
        assert found, f"no button {button!r}; there are {[one.label for one in message.buttons]}"
        assert found[0].custom_id and not found[0].disabled, f"{button!r} cannot be pressed"
        data = {"custom_id": found[0].custom_id, "component_type": 2}
        return await self._interact(self._ask(3, user, message.channel, message), data)

    async def select(self, user: User, message: Message | Response, *values: Any, menu: str | None = None) -> Response:
        """Pick options by value or by what is shown; `menu` is the custom_id or placeholder where there are several."""
        message = self._visible(user, message)
        menus = [one for one in message.selects if menu in (None, one["custom_id"], one.get("placeholder"))]
        assert len(menus) == 1, f"which menu? {message.selects}"
        assert not menus[0].get("disabled"), "the menu is disabled"
        data: Json = {"custom_id": menus[0]["custom_id"], "component_type": menus[0]["type"]}
        picked = payloads.chosen(menus[0], values)
        data["values"] = [payloads.resolve(one, data, message.channel) for one in picked]
        return await self._interact(self._ask(3, user, message.channel, message), data)

    async def submit(
        self, user: User, modal: Modal | Response, values: dict[str, Any] | None = None, /, **more: Any
    ) -> Response:
        """Send a form, its fields named by their labels; what isn't named keeps what stands in it."""
        modal = modal.modal if isinstance(modal, Response) else modal
        asked = self._ask(5, user, modal.asked.channel, modal.asked.message)
        return await self._interact(asked, payloads.submission(modal, {**(values or {}), **more}, asked.channel))

    async def say(
        self,
        user: User,
        place: Channel,
        text: str = "",
        *,
        reply_to: Message | Response | None = None,
        ping: bool = True,
        forwarded: Message | None = None,
        **data: Any,
    ) -> Response:
        """Write a message. Its text reaches the bot only in a DM or when it mentions the bot."""
        happening = Happening()
        message = self.post(user, place, text, reply_to=reply_to, ping=ping, forwarded=forwarded, **data)
        tells = place.kind != 3 and (place.server is None or place.server.joined)
        intents = self._bot().intents
        if tells and (intents.dm_messages if place.server is None else intents.guild_messages):
            shown = payloads.message_create(self.world, message, sees_content=intents.message_content)
            self._emit(happening, "MESSAGE_CREATE", shown)
        return await self._finish(happening)

    async def mention(self, user: User, place: Channel, text: str, **more: Any) -> Response:
        """Write a message that begins with a mention of the bot."""
        return await self.say(user, place, f"<@{self.bot.id}> {text}".rstrip(), **more)

    async def dm(self, user: User, text: str, **more: Any) -> Response:
        """Write to the bot directly."""
        return await self.say(user, self.dm_channel(user), text, **more)

    def post(
        self,
        user: User,
        place: Channel,
        text: str = "",
        *,
        reply_to: Message | Response | None = None,
        ping: bool = True,
        forwarded: Message | None = None,
        **data: Any,
    ) -> Message:
        """Put a message into a channel without the bot being told (it stood there before); `data` overrides."""
        target = reply_to.message if isinstance(reply_to, Response) else reply_to
        message = self.world.message(place, user, content=text, **data)
        if target is not None:
            reference = {"type": 0, "message_id": str(target.id), "channel_id": str(target.channel.id)}
            message.data |= {"type": 19, "message_reference": reference, "referenced_message": target.quoted}
            # A reply to the answer of an interaction does not ping the bot.
            if ping and "webhook_id" not in target.data and target.author.json() not in message.data["mentions"]:
                message.data["mentions"].append(target.author.json())
        if forwarded is not None:
            reference = {"type": 1, "message_id": str(forwarded.id), "channel_id": str(forwarded.channel.id)}
            copied = ("content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "type")
            snapshot = {key: forwarded.data[key] for key in (*copied, "mentions", "components")}
            message.data |= {"message_reference": reference, "message_snapshots": [{"message": snapshot}]}
        return message

    async def edit(self, message: Message, text: str, *, seconds: float = 5.0) -> Response:
        """Write something else in a message, so many seconds after it was sent."""
        sent = discord.utils.snowflake_time(message.id)
        ids = dict.fromkeys(int(found) for found in MENTION.findall(text))
        message.data |= {
            "content": text,
            "edited_timestamp": (sent + datetime.timedelta(seconds=seconds)).isoformat(),
            "mentions": [self.world.users[one].json() for one in ids if one in self.world.users],
        }
        happening = Happening()
        shown = payloads.message_create(self.world, message, sees_content=self._bot().intents.message_content)
        self._emit(happening, "MESSAGE_UPDATE", shown)
        return await self._finish(happening)

    async def unfurl(self, message: Message) -> Response:
        """Look up the links in a message, as Discord does by itself: nothing of what was said changes."""
        message.data["embeds"] = [{"type": "link", "url": "https://example.org"}]
        happening = Happening()
        shown = payloads.message_create(self.world, message, sees_content=self._bot().intents.message_content)
        self._emit(happening, "MESSAGE_UPDATE", shown)
        return await self._finish(happening)

    async def delete(self, message: Message) -> Response:
        """Delete a message, as a moderator would."""
        message.deleted = True
        where = {"guild_id": str(message.channel.server.id)} if message.channel.server else {}
        happening = Happening()
        data = {"id": str(message.id), "channel_id": str(message.channel.id), **where}
        self._emit(happening, "MESSAGE_DELETE", data)
        return await self._finish(happening)

    async def join(self, server: Server, *, by: User | None = None) -> Response:
        """Add the bot to a server; with `by` the bot may read in the audit log who added it."""
        server.joined, happening = True, Happening()
        if by is not None:
            added = {"id": str(self.world.ids.new()), "action_type": 28, "user_id": str(by.id), "changes": []}
            server.audit_log = [{**added, "target_id": str(self.bot.id)}, *(server.audit_log or [])]
        self._emit(happening, "GUILD_CREATE", server.json(self.bot))
        return await self._finish(happening)

    async def leave(self, server: Server) -> Response:
        """Remove the bot from a server."""
        server.joined, happening = False, Happening()
        self._emit(happening, "GUILD_DELETE", {"id": str(server.id)})
        return await self._finish(happening)

    # Inside

    def _begin_session(self, happening: Happening) -> None:
        servers = [one for one in self.world.servers.values() if one.joined]
        away = [{"id": str(one.id), "unavailable": True} for one in servers]
        application = {"id": str(self.bot.id), "flags": 0}
        self._emit(happening, "READY", {"user": self.bot.json(), "guilds": away, "application": application})
        for server in servers:
            self._emit(happening, "GUILD_CREATE", {**server.json(self.bot), "unavailable": False})

    def _bot(self) -> discord.Client:
        assert self.client is not None, "start a client first"
        return self.client

    def _ask(self, kind: int, user: User, place: Channel, message: Message | None = None) -> Asked:
        number = self.world.ids.new()
        asked = Asked(number, f"token-{number}", kind, user, place, message)
        self.routes.asked[asked.token] = asked
        return asked

    def _visible(self, user: User, message: Message | Response) -> Message:
        message = message.message if isinstance(message, Response) else message
        assert not message.deleted, "the message is gone"
        assert message.seen_by in (None, user), f"{user.name} does not see this message"
        return message

    async def _interact(self, asked: Asked, data: Json) -> Response:
        happening = Happening(asked)
        self._emit(happening, "INTERACTION_CREATE", payloads.interaction(self.world, asked, data))
        response = await self._finish(happening)
        if self.strict:
            assert asked.answer is not None, "The application did not respond"
            assert not asked.waiting, "the bot asked for patience and never answered"
        return response

    def _tell(self, server: Server, event: str, data: Json) -> None:
        if self.client is not None and self.client.get_guild(server.id) is not None:
            self._deliver(event, data)

    def _emit(self, happening: Happening, event: str, data: Json) -> None:
        token = current.set(happening)
        try:
            self._deliver(event, data)
        finally:
            current.reset(token)

    def _emit_from_bot(self, event: str, data: Json, place: Channel) -> None:
        """Tell the bot what it did itself, as Discord does for all it can see."""
        intents, server = self._bot().intents, place.server
        if place.kind == 3 or (server is not None and not server.joined):
            return
        if not (intents.dm_messages if server is None else intents.guild_messages):
            return
        if server is not None:
            data["guild_id"] = str(server.id)
        self._deliver(event, data)

    def _deliver(self, event: str, data: Json) -> None:
        self._bot()._connection.parsers[event](json.loads(json.dumps(data)))

    async def _finish(self, happening: Happening, *, library_only: bool = False) -> Response:
        await happening.settle(library_only=library_only)
        if self.strict:
            malformed = [one for one in happening.refused if one.status == 400]
            for error in (*happening.errors, *malformed):
                raise error
        return Response(happening)
