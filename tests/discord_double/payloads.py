"""The gateway events that people's actions become, and what Discord keeps from a bot without the content intent."""

from __future__ import annotations

from typing import Any

import discord

from tests.discord_double.happening import Asked
from tests.discord_double.limits import LABEL, ROW, Json
from tests.discord_double.messages import Message
from tests.discord_double.response import Modal
from tests.discord_double.world import ORDINARY, Channel, Role, User, World

HIDDEN = {"content": "", "embeds": [], "attachments": [], "components": []}


def interaction(world: World, asked: Asked, data: Json) -> Json:
    """Return INTERACTION_CREATE."""
    place, user = asked.channel, asked.user
    about: Json = {
        "id": str(asked.id),
        "application_id": str(world.bot.id),
        "type": asked.kind,
        "token": asked.token,
        "version": 1,
        "data": data,
        "channel": place.json(),
        "channel_id": str(place.id),
        "locale": user.locale,
        "entitlements": [],
        "attachment_size_limit": 10485760,
        "app_permissions": str(ORDINARY),
    }
    if asked.message is not None:
        about["message"] = asked.message.data
    server = place.server
    if server is None:
        owners = {"0": "0"} if place.kind == 1 else {"1": str(user.id)}
        return {**about, "user": user.json(), "context": place.kind, "authorizing_integration_owners": owners}
    about["authorizing_integration_owners"] = {"0": str(server.id)} if server.joined else {"1": str(user.id)}
    guild = {"id": str(server.id), "locale": server.locale, "features": []}
    member = server.member_json(user)
    return {
        **about,
        "guild_id": guild["id"],
        "guild": guild,
        "guild_locale": server.locale,
        "member": member,
        "context": 0,
    }


def message_create(world: World, message: Message, *, sees_content: bool) -> Json:
    """Return MESSAGE_CREATE as the bot gets it: what it may not read is empty."""
    data = as_delivered(world, message.data, in_dm=message.channel.kind == 1, sees_content=sees_content)
    server = message.channel.server
    if server is not None:
        data["guild_id"] = str(server.id)
        if "webhook_id" not in data:
            data["member"] = server.member_json(message.author, with_user=False)
    return data


def as_delivered(world: World, data: Json, *, in_dm: bool, sees_content: bool) -> Json:
    """Return a message without what needs the content intent, unless it is the bot's own, a DM or mentions the bot."""
    me = str(world.bot.id)
    mentioned = any(one["id"] == me for one in data["mentions"])
    shown = dict(data)
    if not (sees_content or in_dm or mentioned or data["author"]["id"] == me):
        shown |= HIDDEN
        shown.pop("message_snapshots", None)
    if shown.get("referenced_message"):
        shown["referenced_message"] = as_delivered(
            world, shown["referenced_message"], in_dm=in_dm, sees_content=sees_content
        )
    return shown


def find_command(client: discord.Client, name: str, server: int | None) -> Json:
    """Return the definition of a command of the bot's tree, by its first word or (context menu) its whole name."""
    tree = client._connection._command_tree
    assert tree is not None, "the client has no command tree"
    for place in (discord.Object(server) if server else None, None):
        for command in tree.get_commands(guild=place):
            if command.name == name:
                return {**command.to_dict(tree), "guild_id": place.id if place else None}
    raise AssertionError(f"no command called {name!r}")


def command_data(
    world: World, client: discord.Client, place: Channel, words: str, values: Json, focused: str | None = None
) -> Json:
    """Return the data of a slash command: `words` is its name with its subcommands."""
    first, *rest = words.split()
    definition = find_command(client, first, place.server.id if place.server else None)
    data: Json = {"id": str(world.ids.new()), "name": first, "type": 1}
    if definition["guild_id"]:
        data["guild_id"] = str(definition["guild_id"])
    inner, level = data, definition
    for word in rest:
        level = next((one for one in level["options"] if one["name"] == word and one["type"] in (1, 2)), {})
        assert level, f"{words!r} has no {word!r}"
        inner["options"] = [{"name": word, "type": level["type"]}]
        inner = inner["options"][0]
    known = {one["name"]: one for one in level["options"]}
    assert set(values) <= set(known), f"/{words} has no option {set(values) - set(known)}"
    if focused is None:
        missing = [name for name, one in known.items() if one.get("required") and name not in values]
        assert not missing, f"/{words} needs {missing}"
    inner["options"] = [_option(known[name], value, data, place, name == focused) for name, value in values.items()]
    return data


def _option(definition: Json, value: Any, data: Json, place: Channel, focused: bool) -> Json:
    option = {"name": definition["name"], "type": definition["type"], **({"focused": True} if focused else {})}
    choices = [one["value"] for one in definition.get("choices") or []]
    assert not choices or focused or value in choices, f"{definition['name']} is one of {choices}"
    if isinstance(value, str) and not focused:
        most = definition.get("max_length", 6000)
        assert definition.get("min_length", 0) <= len(value) <= most, f"{definition['name']}: wrong length"
    return {**option, "value": resolve(value, data, place)}


def resolve(value: Any, data: Json, place: Channel) -> Any:
    """Return a person, role, channel or file as its id, and put what it is under `resolved`."""
    if not isinstance(value, dict | User | Role | Channel | Message):
        return value
    resolved = data.setdefault("resolved", {})
    if isinstance(value, dict):
        resolved.setdefault("attachments", {})[value["id"]] = value
        return value["id"]
    kind = {User: "users", Role: "roles", Channel: "channels", Message: "messages"}[type(value)]
    about = value.data if isinstance(value, Message) else value.json()
    resolved.setdefault(kind, {})[str(value.id)] = about
    if isinstance(value, User) and place.server is not None:
        member = place.server.member_json(value)
        member.pop("user")
        resolved.setdefault("members", {})[str(value.id)] = member
    return str(value.id)


def submission(modal: Modal, values: dict[str, Any], place: Channel) -> Json:
    """Return the data of a filled form; a value that the client would not let through fails the test."""
    fields, data = modal.fields, {"custom_id": modal.data["custom_id"]}
    assert set(values) <= set(fields), f"the form has no field {set(values) - set(fields)}, it has {list(fields)}"
    typed = {one["custom_id"]: values.get(label) for label, one in fields.items()}
    filled = []
    for part in modal.data["components"]:
        base = {"type": part["type"], "id": part.get("id", 0)}
        if part["type"] == LABEL:
            base["component"] = _filled(part["component"], typed, data, place)
        elif part["type"] == ROW:
            base["components"] = [_filled(part["components"][0], typed, data, place)]
        filled.append(base)
    return {**data, "components": filled}


def _filled(one: Json, typed: dict[str, Any], data: Json, place: Channel) -> Json:
    value, name = typed.get(one["custom_id"]), one.get("label") or one["custom_id"]
    base = {"type": one["type"], "custom_id": one["custom_id"], "id": one.get("id", 0)}
    must = one.get("required", True)
    if one["type"] == 4:
        text = one.get("value") or "" if value is None else value
        least, most = one.get("min_length") or 0, one.get("max_length") or 4000
        assert text or not must, f"{name} must be filled in"
        assert not text or least <= len(text) <= most, f"{name}: {len(text)} characters, not {least} to {most}"
        return {**base, "value": text}
    if one["type"] == 23:
        return {**base, "value": bool(one.get("default")) if value is None else value}
    if one["type"] == 21:
        value = value or next((option["value"] for option in one["options"] if option.get("default")), None)
        assert value is not None or not must, f"{name} must be chosen"
        return {**base, "value": value and chosen(one, [value])[0]}
    given = [option["value"] for option in one.get("options", []) if option.get("default")] if value is None else value
    assert given or not must, f"{name} must be chosen"
    return {**base, "values": [resolve(v, data, place) for v in chosen(one, given)]}


def chosen(menu: Json, wanted: list[Any] | tuple[Any, ...]) -> list[Any]:
    """Return the values of the options that were picked, by value or by what is shown."""
    if "options" not in menu:
        return list(wanted)
    values = []
    for one in wanted:
        found = [option["value"] for option in menu["options"] if one in (option["value"], option["label"])]
        shown = [(option["label"], option["value"]) for option in menu["options"]]
        assert found, f"{one!r} is not offered; there are {shown}"
        values.append(found[0])
    least, most = menu.get("min_values", 1), menu.get("max_values", 1 if menu["type"] != 22 else len(menu["options"]))
    assert (least if menu["type"] != 22 else 0) <= len(values) <= most, f"pick {least} to {most}"
    return values
