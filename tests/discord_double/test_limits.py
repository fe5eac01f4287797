"""The limits of the double: what just fits is taken, what is one too long is refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord_double import Refused, limits


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def button(name: str, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": name, "custom_id": name, **more}


def menu(count: int, **more: Any) -> dict[str, Any]:
    return {
        "type": 3,
        "custom_id": "m",
        "options": [{"label": f"o{n}", "value": f"o{n}"} for n in range(count)],
        **more,
    }


def field(**more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "L", "component": {"type": 4, "custom_id": "f", "style": 1, **more}}


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


V2 = limits.COMPONENTS_V2


@pytest.mark.parametrize(
    ("fits", "breaks"),
    [
        (({"content": "x" * 2000}, 0), ({"content": "x" * 2001}, 0)),
        (({"components": [text("x" * 4000)]}, V2), ({"components": [text("x" * 4001)]}, V2)),
        (({"components": [text("x")] * 40}, V2), ({"components": [text("x")] * 41}, V2)),
        (({"components": [text("x")]}, V2), ({"components": [text("x")], "content": "y"}, V2)),
        (({"components": [row(button("a"))]}, 0), ({"components": [text("x")]}, 0)),
        (({"components": [row(menu(25))]}, 0), ({"components": [row(menu(26))]}, 0)),
        (({"components": [row(*map(button, "abcde"))]}, 0), ({"components": [row(*map(button, "abcdef"))]}, 0)),
        (({"components": [row(button("a"), button("b"))]}, 0), ({"components": [row(button("a"), button("a"))]}, 0)),
        (({"components": [row(button("a" * 80))]}, 0), ({"components": [row(button("a" * 81))]}, 0)),
        (
            ({"components": [row(button("a", custom_id="c" * 100))]}, 0),
            ({"components": [row(button("a", custom_id="c" * 101))]}, 0),
        ),
        (({"components": [row(menu(1))]}, 0), ({"components": [row(menu(1), button("a"))]}, 0)),
        (
            ({"components": [row(menu(1, placeholder="p" * 150))]}, 0),
            ({"components": [row(menu(1, placeholder="p" * 151))]}, 0),
        ),
        (({"content": "x"}, 0), ({"content": " "}, 0)),
        (
            ({"components": [{"type": 17, "components": [text("x")]}]}, V2),
            ({"components": [{"type": 17, "components": [button("a")]}]}, V2),
        ),
    ],
)
def test_the_limits_of_messages(fits: tuple[dict[str, Any], int], breaks: tuple[dict[str, Any], int]) -> None:
    limits.check_message(fits[0], flags=fits[1])
    with pytest.raises(Refused, match=r"400 500(35|06)"):
        limits.check_message(breaks[0], flags=breaks[1])


@pytest.mark.parametrize(
    ("fits", "breaks"),
    [
        ({"title": "t" * 45}, {"title": "t" * 46}),
        ({"components": [text("x")] * 5}, {"components": [text("x")] * 6}),
        ({"components": [field(max_length=4000)]}, {"components": [field(max_length=4001)]}),
        ({"components": [field(label="l")]}, {"components": [field(custom_id="")]}),
        ({"components": [field(value="v" * 9, max_length=9)]}, {"components": [field(value="v" * 10, max_length=9)]}),
        ({"components": [{**field(), "label": "l" * 45}]}, {"components": [{**field(), "label": "l" * 46}]}),
        ({"components": [field()]}, {"components": [row(button("a"))]}),
    ],
)
def test_the_limits_of_forms(fits: dict[str, Any], breaks: dict[str, Any]) -> None:
    base = {"title": "T", "custom_id": "c", "components": [field()]}
    limits.check_modal({**base, **fits})
    with pytest.raises(Refused, match="400 50035"):
        limits.check_modal({**base, **breaks})


def test_the_limits_of_suggestions_and_commands() -> None:
    choice = {"name": "n" * 100, "value": "v" * 100}
    limits.check_choices([choice] * 25)
    for wrong in ([choice] * 26, [{**choice, "name": "n" * 101}], [{**choice, "value": ""}]):
        with pytest.raises(Refused, match="400 50035"):
            limits.check_choices(wrong)
    option = {"name": "o", "description": "d", "type": 3}
    command = {"name": "c", "description": "d" * 100, "options": [{**option, "required": True}, option]}
    limits.check_commands([command, {"name": "Check this message", "type": 3}])
    for change in (
        {"name": "Ask"},
        {"description": "d" * 101},
        {"options": [option] * 26},
        {"options": [option, {**option, "required": True}]},
        {"name_localizations": {"es-ES": "Preguntar"}},
        {"name_localizations": {"es-ES": "dos palabras"}},
        {"name_localizations": {"es-ES": "n" * 33}},
        {"description_localizations": {"es-ES": "d" * 101}},
        {"options": [{**option, "choices": [{**choice, "name_localizations": {"es-ES": "n" * 101}}]}]},
        {"options": [option, {**option, "name": "p", "name_localizations": {"es-ES": "o"}}]},
        {"options": [{**option, "name": f"o{place}", "choices": [choice] * 25} for place in range(2)]},
    ):
        with pytest.raises(Refused, match="400 50035"):
            limits.check_commands([{**command, **change}])
    with pytest.raises(Refused, match="400 50035"):
        limits.check_commands([command, command])
    with pytest.raises(Refused, match="400 50035"):
        limits.check_commands([command, {**command, "name": "d", "name_localizations": {"es-ES": "c"}}])
