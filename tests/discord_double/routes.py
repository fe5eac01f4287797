"""Discord's side of every request that the bot makes: what it does, what it answers, what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import aiohttp
from discord import Permissions

from tests.discord_double.happening import Asked, Happening, current
from tests.discord_double.limits import (
    COMPONENTS_V2,
    EPHEMERAL,
    Json,
    Refused,
    check_choices,
    check_commands,
    check_message,
    check_modal,
)
from tests.discord_double.messages import Message
from tests.discord_double.payloads import as_delivered
from tests.discord_double.world import Channel, Server, User, World, number_components

LOADING = 1 << 7
KEPT_FLAGS = COMPONENTS_V2 | EPHEMERAL | (1 << 2) | (1 << 12)
EDITABLE = ("content", "embeds", "components", "attachments")
SECONDS_OF_A_NONCE = 120
"""Discord knows a nonce "for some minutes"."""
ANSWERS = {2: (4, 5, 9), 3: (4, 5, 6, 7, 9), 4: (8,), 5: (4, 5, 6, 7)}


@dataclass
class Fault:
    """An answer that the next requests of this kind get instead."""

    method: str
    path: str
    refusal: Refused
    times: int = 1


class Routes:
    """Answers requests; `emit` sends a gateway event back to the bot."""

    def __init__(self, world: World, emit: Callable[[str, Json, Channel], None]) -> None:
        self.world, self.emit = world, emit
        self.asked: dict[str, Asked] = {}
        self.commands: dict[int | None, list[Json]] = {}
        self.faults: list[Fault] = []
        self.lost: list[tuple[str, str]] = []
        self.token_is_good = True
        self.sees_content = False
        self._table: list[tuple[str, re.Pattern[str], Callable[..., Any]]] = [
            ("GET", re.compile(r"/users/@me"), self._me),
            ("GET", re.compile(r"/oauth2/applications/@me|/applications/@me"), self._application),
            ("POST", re.compile(r"/users/@me/channels"), self._open_dm),
            ("GET", re.compile(r"/users/(\d+)"), self._user),
            ("GET", re.compile(r"/channels/(\d+)"), self._channel),
            ("GET", re.compile(r"/guilds/(\d+)/audit-logs"), self._audit_log),
            ("GET", re.compile(r"/guilds/(\d+)/members/(\d+)"), self._member),
            ("GET", re.compile(r"/applications/\d+(?:/guilds/(\d+))?/commands"), self._get_commands),
            ("PUT", re.compile(r"/applications/\d+(?:/guilds/(\d+))?/commands"), self._put_commands),
            ("POST", re.compile(r"/channels/(\d+)/messages"), self._send),
            ("GET", re.compile(r"/channels/(\d+)/messages"), self._history),
            ("POST", re.compile(r"/channels/(\d+)/typing"), self._typing),
            ("GET", re.compile(r"/channels/(\d+)/messages/(\d+)"), self._get),
            ("PATCH", re.compile(r"/channels/(\d+)/messages/(\d+)"), self._patch),
            ("DELETE", re.compile(r"/channels/(\d+)/messages/(\d+)"), self._delete),
            ("PUT", re.compile(r"/channels/(\d+)/messages/(\d+)/reactions/([^/]+)/@me"), self._react),
            ("POST", re.compile(r"/interactions/(\d+)/([^/]+)/callback"), self._answer),
            ("POST", re.compile(r"/webhooks/\d+/([^/]+)"), self._followup),
            ("GET", re.compile(r"/webhooks/\d+/([^/]+)/messages/(@original|\d+)"), self._get_answer),
            ("PATCH", re.compile(r"/webhooks/\d+/([^/]+)/messages/(@original|\d+)"), self._patch_answer),
            ("DELETE", re.compile(r"/webhooks/\d+/([^/]+)/messages/(@original|\d+)"), self._delete_answer),
        ]

    def __call__(self, method: str, path: str, body: Any) -> Any:
        """Do what is asked for and return the answer's JSON. Raises Refused."""
        for fault in self.faults:
            if fault.times and fault.method == method and re.search(fault.path, path):
                fault.times -= 1
                raise fault.refusal
        if not self.token_is_good:
            raise Refused(401, 0, "401: Unauthorized")
        for verb, pattern, answer in self._table:
            if verb == method and (found := pattern.fullmatch(path)):
                done = answer(*found.groups(), body=body)
                if self.lost and self.lost[0][0] == method and re.search(self.lost[0][1], path):
                    self.lost.pop(0)
                    raise aiohttp.ServerDisconnectedError
                return done
        raise NotImplementedError(f"the double has no answer to {method} {path}")

    # Who and where

    def _me(self, body: Any) -> Json:
        return self.world.bot.json()

    def _application(self, body: Any) -> Json:
        owner = next(iter(self.world.users.values()))
        about = {"description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False, "flags": 0}
        return {"id": str(self.world.bot.id), "name": "Not So Fast", "owner": owner.json(), "verify_key": "", **about}

    def _user(self, number: str, body: Any) -> Json:
        return _known(self.world.users, number, 10013, "Unknown User").json()

    def _channel(self, number: str, body: Any) -> Json:
        return self._open(number).json()

    def _audit_log(self, number: str, body: Any) -> Json:
        log = self._joined(number).audit_log
        if log is None:
            raise Refused(403, 50013, "Missing Permissions")
        users = [self.world.users[int(one["user_id"])].json() for one in log]
        others = ("webhooks", "integrations", "threads", "application_commands", "auto_moderation_rules")
        return {"audit_log_entries": log, "users": users, "guild_scheduled_events": [], **{key: [] for key in others}}

    def _member(self, number: str, user: str, body: Any) -> Json:
        return self._joined(number).member_json(_known(self.world.users, user, 10007, "Unknown Member"))

    def _joined(self, number: str) -> Server:
        server: Server = _known(self.world.servers, number, 10004, "Unknown Guild")
        if not server.joined:
            raise Refused(403, 50001, "Missing Access")
        return server

    def _open_dm(self, body: Json) -> Json:
        return self.world.dm_channel(_known(self.world.users, body["recipient_id"], 10013, "Unknown User")).json()

    def _typing(self, number: str, body: Any) -> None:
        self._open(number)

    def _open(self, number: str) -> Channel:
        channel: Channel = _known(self.world.channels, number, 10003, "Unknown Channel")
        if channel.kind == 3 or (channel.server and not channel.server.joined):
            raise Refused(403, 50001, "Missing Access")
        return channel

    # Commands

    def _get_commands(self, server: str | None, body: Any) -> list[Json]:
        return self.commands.get(int(server) if server else None, [])

    def _put_commands(self, server: str | None, body: list[Json]) -> list[Json]:
        check_commands(body)
        ids = {"application_id": str(self.world.bot.id), "version": "1", **({"guild_id": server} if server else {})}
        key = int(server) if server else None
        self.commands[key] = [{"description": "", **one, "id": str(self.world.ids.new()), **ids} for one in body]
        return self.commands[key]

    # Messages by way of a channel

    def _send(self, number: str, body: Json) -> Json:
        channel = self._open(number)
        if not channel.bot_may_send:
            raise Refused(403, 50013, "Missing Permissions")
        if channel.kind == 1 and not channel.recipients[0].dms_open:
            raise Refused(403, 50007, "Cannot send messages to this user")
        data = _given(body)
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        since = self.world.ids.at(-SECONDS_OF_A_NONCE)
        for one in channel.messages if nonce else ():
            if one.id >= since and one.data.get("nonce") == nonce and one.author is self.world.bot:
                return one.data
        reference = body.get("message_reference")
        if reference:
            target = self.world.messages.get(int(reference["message_id"]))
            if target is not None and not target.deleted and not target.seen_by:
                named = {key: str(value) for key, value in reference.items() if key.endswith("_id")}
                data |= {"type": 19, "message_reference": {"type": 0, **named}, "referenced_message": target.quoted}
            elif reference.get("fail_if_not_exists", True):
                raise Refused(400, 50035, "Invalid Form Body", {"message_reference": "Unknown message"})
        return self.create(channel, data).data

    def _history(self, number: str, body: Json) -> list[Json]:
        channel, after, most = self._open(number), int(body.get("after") or 0), int(body.get("limit") or 50)
        if not channel.bot_may_read:
            raise Refused(403, 50001, "Missing Access")
        found = [one for one in channel.messages if one.id > after and not one.deleted and not one.seen_by]
        shown = found[:most] if after else found[-most:]
        return [self._as_read(one) for one in reversed(shown)]

    def _as_read(self, message: Message) -> Json:
        in_dm = message.channel.kind == 1
        return as_delivered(self.world, message.data, in_dm=in_dm, sees_content=self.sees_content)

    def _get(self, channel: str, number: str, body: Any) -> Json:
        return self._standing(channel, number).data

    def _patch(self, channel: str, number: str, body: Json) -> Json:
        message = self._standing(channel, number)
        if message.author is not self.world.bot:
            raise Refused(403, 50005, "Cannot edit a message authored by another user")
        return self.edit(message, body).data

    def _delete(self, channel: str, number: str, body: Any) -> None:
        self.delete(self._standing(channel, number))

    def _react(self, channel: str, number: str, emoji: str, body: Any) -> None:
        message = self._standing(channel, number)
        server = message.channel.server
        if server is not None:
            allowed = Permissions(int(server.member_json(self.world.bot)["permissions"]))
            if not (allowed.add_reactions and allowed.read_message_history):
                raise Refused(403, 50013, "Missing Permissions")
        message.reactions.append(unquote(emoji))

    def _standing(self, channel: str, number: str) -> Message:
        place = self._open(channel)
        message: Message = _known(self.world.messages, number, 10008, "Unknown Message")
        if message.deleted or message.seen_by or message.channel is not place:
            raise Refused(404, 10008, "Unknown Message")
        return message

    # Answers to interactions

    def _answer(self, number: str, token: str, body: Json) -> Json:
        asked = self.asked.get(token)
        if asked is None or asked.id != int(number) or asked.expired:
            raise Refused(404, 10062, "Unknown interaction")
        if asked.answer is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body["type"], body.get("data") or {}
        if kind not in ANSWERS[asked.kind] or (kind in (6, 7) and asked.message is None):
            wrong = {"type": f"{kind} does not answer an interaction of type {asked.kind}"}
            raise Refused(400, 50035, "Invalid Form Body", wrong)
        message = self._carry_out(asked, kind, data)
        asked.answer = kind
        told = {"id": number, "type": asked.kind}
        if message is None:
            return {"interaction": told}
        told |= {"response_message_id": str(message.id), "response_message_ephemeral": message.ephemeral}
        told["response_message_loading"] = kind == 5
        return {"interaction": told, "resource": {"type": kind, "message": message.data}}

    def _carry_out(self, asked: Asked, kind: int, data: Json) -> Message | None:
        if kind == 8:
            check_choices(data.get("choices") or [])
            asked.choices = data.get("choices") or []
        elif kind == 9:
            check_modal(data)
            asked.modal = data
        elif kind == 4:
            asked.original = self._create_answer(asked, data, first=True)
        elif kind == 5:
            flags = LOADING | (data.get("flags", 0) & EPHEMERAL)
            asked.original = self._create_answer(asked, {"flags": flags}, first=True)
            asked.waiting = True
        else:
            asked.original = asked.message
            if kind == 7 and asked.message is not None:
                self.edit(asked.message, data)
        return asked.original

    def _create_answer(self, asked: Asked, body: Json, *, first: bool) -> Message:
        seen_by = asked.user if body.get("flags", 0) & EPHEMERAL else None
        about = {"id": str(asked.id), "type": asked.kind, "user": asked.user.json()}
        about["authorizing_integration_owners"] = {}
        bot = str(self.world.bot.id)
        data = {**_given(body), "application_id": bot, "webhook_id": bot, "interaction_metadata": about}
        return self.create(asked.channel, {"type": 20 if first and asked.kind == 2 else 19, **data}, seen_by)

    def _live(self, token: str) -> Asked:
        asked = self.asked.get(token)
        if asked is None or asked.answer is None:
            raise Refused(404, 10015, "Unknown Webhook")
        if asked.expired:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return asked

    def _followup(self, token: str, body: Json) -> Json:
        asked = self._live(token)
        if asked.waiting and asked.original is not None:
            return self._fill(asked, asked.original, body).data
        return self._create_answer(asked, body, first=False).data

    def _fill(self, asked: Asked, message: Message, body: Json) -> Message:
        self.edit(message, body, filling=True)
        asked.waiting = False
        return message

    def _of_answer(self, token: str, number: str) -> tuple[Asked, Message]:
        asked = self._live(token)
        message = asked.original if number == "@original" else self.world.messages.get(int(number))
        if message is None or message.deleted:
            raise Refused(404, 10008, "Unknown Message")
        return asked, message

    def _get_answer(self, token: str, number: str, body: Any) -> Json:
        return self._of_answer(token, number)[1].data

    def _patch_answer(self, token: str, number: str, body: Json) -> Json:
        asked, message = self._of_answer(token, number)
        if asked.waiting and message is asked.original:
            return self._fill(asked, message, body).data
        return self.edit(message, body).data

    def _delete_answer(self, token: str, number: str, body: Any) -> None:
        asked, message = self._of_answer(token, number)
        asked.waiting = asked.waiting and message is not asked.original
        self.delete(message)

    # What all of them do to messages

    def create(self, channel: Channel, data: Json, seen_by: User | None = None) -> Message:
        """Put a message of the bot's into a channel. Raises Refused where it breaks a limit."""
        if not data.get("flags", 0) & LOADING:
            check_message(data, flags=data.get("flags", 0))
        message = self.world.message(channel, self.world.bot, seen_by=seen_by, **data)
        if happening := current.get():
            happening.created.append(message)
        self._tell("MESSAGE_CREATE", message, message.data)
        return message

    def edit(self, message: Message, body: Json, *, filling: bool = False) -> Message:
        """Change a message of the bot's. Raises Refused where it would then break a limit."""
        flags = (message.data["flags"] & KEPT_FLAGS) | (body.get("flags") or 0) & COMPONENTS_V2
        changes = {key: body[key] if body[key] is not None else _nothing(key) for key in EDITABLE if key in body}
        check_message({**message.data, **changes}, flags=flags)
        number_components(changes.get("components", []))
        message.data |= {**changes, "flags": flags} | ({} if filling else {"edited_timestamp": self.world.now()})
        happening = current.get() or Happening()
        if message not in happening.created and message not in happening.edited:
            happening.edited.append(message)
        self._tell("MESSAGE_UPDATE", message, message.data)
        return message

    def delete(self, message: Message) -> None:
        """Take a message away."""
        message.deleted = True
        if happening := current.get():
            happening.deleted.append(message)
        self._tell("MESSAGE_DELETE", message, {"id": str(message.id), "channel_id": str(message.channel.id)})

    def _tell(self, event: str, message: Message, data: Json) -> None:
        if message.seen_by is None:
            self.emit(event, dict(data), message.channel)


def _given(body: Json) -> Json:
    data = {key: body[key] for key in (*EDITABLE, "flags", "nonce") if body.get(key) is not None}
    return {"content": "", **data}


def _nothing(key: str) -> Any:
    return "" if key == "content" else []


def _known(things: dict[int, Any], number: Any, code: int, message: str) -> Any:
    if int(number) not in things:
        raise Refused(404, code, message)
    return things[int(number)]
