"""What Discord refuses: the limits of messages, components, modals and commands, with its own error codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6
ROW, BUTTON, SELECT, TEXT_INPUT, SECTION, TEXT, LABEL = 1, 2, 3, 4, 9, 10, 18
SELECTS = (3, 5, 6, 7, 8)
ALLOWED_INSIDE = {ROW: (BUTTON, *SELECTS), SECTION: (TEXT,), 17: (ROW, SECTION, TEXT, 12, 13, 14)}
V2_TOP = (ROW, SECTION, TEXT, 12, 13, 14, 17)
COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


class Refused(Exception):  # noqa: N818 - it is an answer of Discord's, not a fault of the double
    """Discord says no: an HTTP status, its own code, and what is wrong where (path of the field -> reason)."""

    def __init__(self, status: int, code: int, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(f"{status} {code} {message} {fields or ''}".rstrip())
        self.status, self.code, self.message, self.fields = status, code, message, fields or {}

    def body(self) -> Json:
        """Return the body of the answer, the errors nested by field as Discord nests them."""
        errors: Json = {}
        for path, reason in self.fields.items():
            place = errors
            for key in path.split("."):
                place = place.setdefault(key, {})
            place.setdefault("_errors", []).append({"code": "INVALID", "message": reason})
        return {"code": self.code, "message": self.message, **({"errors": errors} if errors else {})}


def walk(components: list[Json], path: str = "components") -> Iterator[tuple[str, Json]]:
    """Yield every component, nested ones too, with the path of its field."""
    for place, one in enumerate(components):
        here = f"{path}.{place}"
        yield here, one
        yield from walk(one.get("components", []), f"{here}.components")
        for key in ("accessory", "component"):
            if key in one:
                yield from walk([one[key]], f"{here}.{key}")


def check_message(body: Json, *, flags: int) -> None:
    """Refuse a message as it would stand after this request (`flags` are those it then has)."""
    wrong: dict[str, str] = {}
    components = body.get("components") or []
    content = body.get("content") or ""
    if len(content) > 2000:
        wrong["content"] = "Must be 2000 or fewer in length."
    if len(str(body.get("nonce") or "")) > 25:
        wrong["nonce"] = "Must be 25 or fewer in length."
    if len(body.get("embeds") or []) > 10:
        wrong["embeds"] = "Must be 10 or fewer in length."
    if flags & COMPONENTS_V2:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(key):
                wrong[key] = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
        _check_v2(components, wrong)
    else:
        if len(components) > 5:
            wrong["components"] = "Must be between 1 and 5 in length."
        for place, one in enumerate(components):
            if one["type"] != ROW:
                wrong[f"components.{place}.type"] = "Value of field must be one of (1,)."
    _check_components(components, wrong)
    if wrong:
        raise Refused(400, 50035, "Invalid Form Body", wrong)
    if not (content.strip() or components or body.get("embeds") or body.get("attachments") or body.get("poll")):
        raise Refused(400, 50006, "Cannot send an empty message")


def check_modal(data: Json) -> None:
    """Refuse a form that the client could not show."""
    wrong: dict[str, str] = {}
    _length(wrong, "title", data.get("title"), 1, 45)
    _length(wrong, "custom_id", data.get("custom_id"), 1, 100)
    _length(wrong, "components", data.get("components"), 1, 5)
    for place, one in enumerate(data.get("components") or []):
        if one["type"] not in (ROW, TEXT, LABEL):
            wrong[f"components.{place}.type"] = "Value of field must be one of (1, 10, 18)."
        if one["type"] == LABEL:
            _length(wrong, f"components.{place}.label", one.get("label"), 1, 45)
            _length(wrong, f"components.{place}.description", one.get("description") or "", 0, 100)
    _check_components(data.get("components") or [], wrong, modal=True)
    if wrong:
        raise Refused(400, 50035, "Invalid Form Body", wrong)


def check_choices(choices: list[Json]) -> None:
    """Refuse suggestions that the client could not list."""
    wrong: dict[str, str] = {}
    _length(wrong, "data.choices", choices, 0, 25)
    for place, one in enumerate(choices):
        _length(wrong, f"data.choices.{place}.name", one["name"], 1, 100)
        if isinstance(one["value"], str):
            _length(wrong, f"data.choices.{place}.value", one["value"], 1, 100)
    if wrong:
        raise Refused(400, 50035, "Invalid Form Body", wrong)


def check_commands(commands: list[Json]) -> None:
    """Refuse commands that could not be registered together."""
    wrong: dict[str, str] = {}
    for place, one in enumerate(commands):
        _check_command(one, str(place), wrong)
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        if sum(one.get("type", 1) == kind for one in commands) > most:
            raise Refused(400, 30032, f"Maximum number of application commands reached ({most})")
    locales = {locale for one in commands for locale in one.get("name_localizations") or {}}
    for locale in ("", *locales):
        shown = [
            (one.get("type", 1), (one.get("name_localizations") or {}).get(locale, one["name"])) for one in commands
        ]
        if len(set(shown)) < len(shown):
            wrong["name"] = "Application command names must be unique"
    if wrong:
        raise Refused(400, 50035, "Invalid Form Body", wrong)


def _check_command(one: Json, path: str, wrong: dict[str, str]) -> None:
    kind, name = one.get("type", 1), one["name"]
    if "." in path or kind == 1:
        if not COMMAND_NAME.fullmatch(name) or name != name.lower():
            wrong[f"{path}.name"] = "Command name is invalid"
        _length(wrong, f"{path}.description", one.get("description"), 1, 100)
    else:
        _length(wrong, f"{path}.name", name, 1, 32)
    _check_localizations(one, path, wrong, spoken=kind != 1 and "." not in path)
    options = one.get("options") or []
    _length(wrong, f"{path}.options", options, 0, 25)
    _length(wrong, f"{path}.choices", one.get("choices") or [], 0, 25)
    for locale in {locale for option in options for locale in option.get("name_localizations") or {}}:
        names = [(option.get("name_localizations") or {}).get(locale, option["name"]) for option in options]
        if len(set(names)) < len(names):
            wrong[f"{path}.options"] = f"Option names must be unique in {locale}"
    for place, choice in enumerate(one.get("choices") or []):
        for locale, text in {"": choice["name"], **(choice.get("name_localizations") or {})}.items():
            _length(wrong, f"{path}.choices.{place}.name_localizations.{locale}", text, 1, 100)
    if "." not in path and command_size(one) > 8000:
        wrong[path] = "Command exceeds maximum size (8000)"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        wrong[f"{path}.options"] = "Required options must be placed before non-required options"
    for place, option in enumerate(options):
        _check_command(option, f"{path}.options.{place}", wrong)


def command_size(one: Json) -> int:
    """Return how much of its 8,000 characters a command takes: of each text the longest of all languages counts."""
    size = 0
    for key in ("name", "description"):
        size += max(map(len, (one.get(key) or "", *(one.get(f"{key}_localizations") or {}).values())))
    size += len(str(one.get("value", "")))
    return size + sum(map(command_size, (*(one.get("options") or ()), *(one.get("choices") or ()))))


def _check_localizations(one: Json, path: str, wrong: dict[str, str], *, spoken: bool) -> None:
    """Check names and descriptions in other languages; `spoken` names may have blanks and capitals."""
    for locale, name in (one.get("name_localizations") or {}).items():
        if spoken:
            _length(wrong, f"{path}.name_localizations.{locale}", name, 1, 32)
        elif not COMMAND_NAME.fullmatch(name) or name != name.lower():
            wrong[f"{path}.name_localizations.{locale}"] = "Command name is invalid"
    for locale, text in (one.get("description_localizations") or {}).items():
        _length(wrong, f"{path}.description_localizations.{locale}", text, 1, 100)


def _check_v2(components: list[Json], wrong: dict[str, str]) -> None:
    parts = list(walk(components))
    if len(parts) > 40:
        wrong["components"] = "Total number of components exceeds 40"
    texts = [one.get("content") or "" for _, one in parts if one["type"] == TEXT]
    if sum(map(len, texts)) > 4000:
        wrong["components"] = "Total length of text displays exceeds 4000"
    for place, one in enumerate(components):
        if one["type"] not in V2_TOP:
            wrong[f"components.{place}.type"] = f"Value of field must be one of {V2_TOP}."


def _check_components(components: list[Json], wrong: dict[str, str], *, modal: bool = False) -> None:
    seen: set[str] = set()
    for path, one in walk(components):
        kind, children = one["type"], one.get("components", [])
        allowed = (TEXT_INPUT,) if modal and kind == ROW else ALLOWED_INSIDE.get(kind, ())
        for place, child in enumerate(children):
            if child["type"] not in allowed:
                wrong[f"{path}.components.{place}.type"] = f"Value of field must be one of {allowed}."
        if kind == ROW:
            most = 1 if any(child["type"] != BUTTON for child in children) else 5
            _length(wrong, f"{path}.components", children, 1, most)
        elif kind == SECTION:
            _length(wrong, f"{path}.components", children, 1, 3)
        elif kind == TEXT:
            _length(wrong, f"{path}.content", one.get("content"), 1, 4000)
        elif kind == BUTTON:
            _check_button(one, path, wrong)
        elif kind in SELECTS:
            _check_select(one, path, wrong)
        elif kind == TEXT_INPUT:
            _check_input(one, path, wrong)
        elif kind in (21, 22):
            _length(wrong, f"{path}.options", one.get("options"), 2 if kind == 21 else 1, 10)
        if "custom_id" in one or kind in (*SELECTS, TEXT_INPUT):
            name = one.get("custom_id")
            _length(wrong, f"{path}.custom_id", name, 1, 100)
            if name in seen:
                wrong[f"{path}.custom_id"] = "Component custom id cannot be duplicated"
            seen.add(str(name))


def _check_button(one: Json, path: str, wrong: dict[str, str]) -> None:
    _length(wrong, f"{path}.label", one.get("label") or "", 0 if one.get("emoji") else 1, 80)
    if one.get("style") == 5:
        _length(wrong, f"{path}.url", one.get("url"), 1, 512)
    elif "custom_id" not in one:
        wrong[f"{path}.custom_id"] = "This field is required"
    if one.get("url") and "custom_id" in one:
        wrong[f"{path}.custom_id"] = "A custom id and url cannot both be specified"


def _check_select(one: Json, path: str, wrong: dict[str, str]) -> None:
    _length(wrong, f"{path}.placeholder", one.get("placeholder") or "", 0, 150)
    if one["type"] != SELECT:
        return
    options = one.get("options") or []
    _length(wrong, f"{path}.options", options, 1, 25)
    for place, option in enumerate(options):
        _length(wrong, f"{path}.options.{place}.label", option.get("label"), 1, 100)
        _length(wrong, f"{path}.options.{place}.value", option.get("value"), 1, 100)
        _length(wrong, f"{path}.options.{place}.description", option.get("description") or "", 0, 100)
    if len({option.get("value") for option in options}) < len(options):
        wrong[f"{path}.options"] = "The specified option value is already used"
    if one.get("max_values", 1) > max(len(options), 1):
        wrong[f"{path}.max_values"] = "Must be at most the number of options"


def _check_input(one: Json, path: str, wrong: dict[str, str]) -> None:
    most = one.get("max_length") or 4000
    if not 1 <= most <= 4000 or (one.get("min_length") or 0) > most:
        wrong[f"{path}.max_length"] = "int value should be between 1 and 4000, and at least min_length"
    _length(wrong, f"{path}.value", one.get("value") or "", 0, min(most, 4000))
    _length(wrong, f"{path}.placeholder", one.get("placeholder") or "", 0, 100)
    _length(wrong, f"{path}.label", one.get("label") or "", 0, 45)


def _length(wrong: dict[str, str], path: str, value: Any, least: int, most: int) -> None:
    if not least <= len(value or "") <= most:
        wrong[path] = f"Must be between {least} and {most} in length."
