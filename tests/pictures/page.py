"""A page that looks like a channel of Discord's, from the JSON of its messages."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from tests.discord_double import Message, User
from tests.pictures.markdown import html_of

Json = dict[str, Any]

STYLE = Path(__file__).with_name("page.css")
BUTTONS = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary"}
OUTWARD = '<span class="outward" aria-hidden="true">↗</span>'


@dataclass(frozen=True)
class Shown:
    """A message on the page.

    `above` is the message that it replies to, shown on the line over it; `user` and `command` stand there instead when
    it answers a command. `opened` shows its select menus open.
    """

    message: Message
    above: Message | None = None
    user: User | None = None
    command: str | None = None
    opened: bool = False


def as_it_stands(message: Message, **more: Any) -> Shown:
    """Return a message to show as it is now, whatever becomes of it later."""
    return Shown(replace(message, data=copy.deepcopy(message.data)), **more)


def page_of(messages: list[Shown], *, theme: str = "dark") -> str:
    """Return the page as self-contained HTML; `theme` is dark or light."""
    names = {f"<@{one.message.author.id}>": f"@{one.message.author.name}" for one in messages}
    shown = "\n".join(_message(one, names) for one in messages)
    return (
        f'<!doctype html>\n<html lang="en" data-theme="{theme}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Not So Fast in Discord</title>'
        f"<style>{STYLE.read_text('utf-8')}</style></head><body><main>\n{shown}\n</main></body></html>\n"
    )


def _message(shown: Shown, names: dict[str, str]) -> str:
    message, data = shown.message, shown.message.data
    author = message.author
    badge = '<span class="badge">APP</span>' if author.bot else ""
    avatar = "".join(word[0] for word in author.name.split()).upper()
    body = f'<div class="content">{_text(data["content"], names)}</div>' if data["content"] else ""
    body += "".join(_component(one, names, opened=shown.opened) for one in data["components"])
    if message.ephemeral:
        body += '<div class="private">Only you can see this • <a>Dismiss message</a></div>'
    return (
        f'<article>{_above(shown, names)}<div class="avatar{" bot" if author.bot else ""}">{escape(avatar)}</div>'
        f"<header><b>{escape(author.name)}</b>{badge}<time>12:00</time></header>"
        f'<div class="body">{body}</div></article>'
    )


def _above(shown: Shown, names: dict[str, str]) -> str:
    if shown.above is not None:
        who, what = shown.above.author, _text(shown.above.data["content"], names)
    elif shown.user is not None and shown.command is not None:
        who, what = shown.user, f"used <i>{escape(shown.command)}</i>"
    else:
        return ""
    return f'<div class="above"><span><b>@{escape(who.name)}</b> {what}</span></div>'


def _text(text: str, names: dict[str, str]) -> str:
    return html_of(text, lambda found: names.get(found.replace("!", ""), found))


def _component(one: Json, names: dict[str, str], *, opened: bool) -> str:
    kind = one["type"]
    inner = "".join(_component(child, names, opened=opened) for child in one.get("components", []))
    if kind == 1:
        return f'<div class="row">{inner}</div>'
    if kind == 2:
        return _button(one)
    if kind in (3, 5, 6, 7, 8):
        closed = f'<div class="select"><span>{escape(one.get("placeholder") or "Make a selection")}</span><i></i></div>'
        return f'<div class="choice">{closed}{_options(one) if opened else ""}</div>'
    if kind == 9:
        return f'<div class="section"><div>{inner}</div>{_component(one["accessory"], names, opened=opened)}</div>'
    if kind == 10:
        return f'<div class="text">{_text(one["content"], names)}</div>'
    if kind == 14:
        spacing = "wide" if one.get("spacing") == 2 else "narrow"
        return f'<hr class="{spacing}{"" if one.get("divider", True) else " bare"}">'
    if kind == 17:
        colour = one.get("accent_color")
        edge = "" if colour is None else f' style="--edge: #{colour:06x}"'
        return f'<section class="container{" edged" if edge else ""}"{edge}>{inner}</section>'
    raise ValueError(f"the page cannot show a component of type {kind}")


def _button(one: Json) -> str:
    emoji = (one.get("emoji") or {}).get("name") or ""
    label = " ".join(part for part in (emoji, one.get("label")) if part)
    disabled = " disabled" if one.get("disabled") else ""
    return (
        f'<button class="{BUTTONS[one["style"]]}"{disabled}>{escape(label)}{OUTWARD if one.get("url") else ""}</button>'
    )


def _options(menu: Json) -> str:
    items = "".join(
        f"<li><b>{escape(one['label'])}</b>"
        + (f"<span>{escape(one['description'])}</span>" if one.get("description") else "")
        + "</li>"
        for one in menu.get("options", [])
    )
    return f'<ul class="menu">{items}</ul>'
