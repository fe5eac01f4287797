"""A page that looks like a channel of Discord's, from the JSON of its messages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from tests.discord_double.world import Message
from tests.pictures.markdown import html_of

Json = dict[str, Any]

STYLE = Path(__file__).with_name("page.css")
BUTTONS = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary"}
OUTWARD = '<span class="outward" aria-hidden="true">↗</span>'


@dataclass(frozen=True)
class Shown:
    """A message on the page; `above` is the line over it that says what it answers, `command` that it was a command."""

    message: Message
    above: Message | None = None
    command: str | None = None


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
    body += "".join(_component(one, names) for one in data["components"])
    if message.ephemeral:
        body += '<div class="private">Only you can see this • <a>Dismiss message</a></div>'
    return (
        f'<article>{_above(shown, names)}<div class="avatar{" bot" if author.bot else ""}">{escape(avatar)}</div>'
        f"<header><b>{escape(author.name)}</b>{badge}<time>12:00</time></header>"
        f'<div class="body">{body}</div></article>'
    )


def _above(shown: Shown, names: dict[str, str]) -> str:
    if shown.above is None:
        return ""
    who = f"<b>@{escape(shown.above.author.name)}</b>"
    said = f"used <i>{escape(shown.command)}</i>" if shown.command else _text(shown.above.data["content"], names)
    return f'<div class="above"><span>{who} {said}</span></div>'


def _text(text: str, names: dict[str, str]) -> str:
    return html_of(text, lambda found: names.get(found.replace("!", ""), found))


def _component(one: Json, names: dict[str, str]) -> str:
    kind, inner = one["type"], "".join(_component(child, names) for child in one.get("components", []))
    if kind == 1:
        return f'<div class="row">{inner}</div>'
    if kind == 2:
        return _button(one)
    if kind in (3, 5, 6, 7, 8):
        return f'<div class="select"><span>{escape(one.get("placeholder") or "Make a selection")}</span><i></i></div>'
    if kind == 9:
        return f'<div class="section"><div>{inner}</div>{_component(one["accessory"], names)}</div>'
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


def options_of(menu: Json) -> str:
    """Return a select menu as it looks when it is open."""
    items = "".join(
        f"<li><b>{escape(one['label'])}</b>"
        + (f"<span>{escape(one['description'])}</span>" if one.get("description") else "")
        + "</li>"
        for one in menu["options"]
    )
    return f'<ul class="menu">{items}</ul>'
