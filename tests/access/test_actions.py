"""Every command, button, select, form and suggestion, by everybody and from everywhere: each cell really done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from tests.access.actions import (
    ACTIONS,
    BLOCKED,
    COMMANDS,
    DONE,
    FORMS,
    MEMBER,
    NOBODYS_QUESTION,
    PRESSES,
    SUGGESTIONS,
    THEIRS,
    WHO,
    Action,
    Changes,
    Opens,
)  # fmt: skip
from tests.access.cast import Cast, cast
from tests.access.secrets import TOLD_TO_NOBODY
from tests.discord_double import Response
from tests.scenes.asking import CODE

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]


async def test_the_tables_have_everything_there_is_and_nothing_else(tmp_path: Path) -> None:
    async with cast(tmp_path) as it:
        bot = it.room.here.bot
        commands, suggesting = set(), set()
        for command in (*bot.tree.walk_commands(), *bot.tree.walk_commands(type=discord.AppCommandType.message)):
            if not isinstance(command, discord.app_commands.Group):
                commands.add(command.qualified_name)
            for parameter in getattr(command, "parameters", ()):
                if parameter.autocomplete:
                    suggesting.add(f"{command.qualified_name} {parameter.name}")
        assert not list(bot.tree.walk_commands(type=discord.AppCommandType.user))
        assert commands == set(COMMANDS)
        assert suggesting == set(SUGGESTIONS)
        assert set(bot.router._presses) == set(PRESSES)
        assert set(bot.router._forms) == set(FORMS)


def said(it: Cast, response: Response) -> str:
    """Return everything that the person was shown: messages, files, the form, suggestions."""
    messages = (*response.edited, *response.messages)
    shown = [one.text for one in messages if one.channel is not it.room.desk or one.seen_by is not None]
    for one in messages:
        shown += [it.discord.world.files[file["url"]].decode() for file in one.data["attachments"]]
    form = response.asked.modal if response.asked else None
    return "\n".join([*shown, str(form or ""), *(value for _, value in response.choices)])


@pytest.mark.parametrize("who", WHO)
async def test_each_of_them(tmp_path: Path, who: str) -> None:
    async with cast(tmp_path) as it:
        wrong: list[Any] = []
        for kind, actions in ACTIONS.items():
            for name, action in actions.items():
                wrong += [(kind, name, problem) for problem in await cell(it, action, who, kind)]
                await it.put_back()
        assert not wrong, "\n".join(str(one) for one in wrong)


async def cell(it: Cast, action: Action, who: str, kind: str) -> list[str]:
    """Do it, and return what is not as the tables say."""
    expected = WHO[who][action.may]
    before, others = await it.rows()
    # Long enough that nobody is too fast.
    it.room.here.clock.seconds += 1000
    response = await action.use.run(it, it.people[who], it.places[who])
    text = said(it, response)
    after, others_after = await it.rows()
    problems = [f"a failure: {text}"] if CODE in text else []
    if expected == DONE:
        if action.done.words not in text:
            problems.append(f"{action.done.words!r} is not said: {text[:600]}")
        if (after != before) != isinstance(action.done, Changes) and not action.own:
            problems.append("nothing is changed" if after == before else "something is changed")
        if isinstance(action.done, Opens) != bool(response.asked and response.asked.modal):
            problems.append(f"a form, or none: {text[:300]}")
        return problems
    if after != before and not action.own:
        problems.append("what the server has is changed")
    if expected == THEIRS:
        wanted = action.without if it.places[who].server is not it.other else action.elsewhere
        if wanted not in text:
            problems.append(f"{wanted!r} is not said: {text[:600]}")
        for typed in action.use.typed:
            text = text.replace(typed, "")
        if not action.own:
            problems += [f"{words!r} is told: {text[:600]}" for words in TOLD_TO_NOBODY if words in text]
        return problems
    if others_after != others:
        problems.append("what another server has is changed")
    if kind == "suggestion":
        return [*problems, *(f"{one} is suggested" for one in response.choices)]
    # What was typed in a form is given back with the refusal.
    typed = "\n".join(action.use.fields.values())
    written = f"\nYou wrote: {typed}" if typed else ""
    if text.strip() != expected + written or not response.message.ephemeral:
        problems.append(f"not {expected!r} but {text[:600]!r}")
    return problems


async def test_the_question_of_a_blocked_member_is_answered_and_not_kept(tmp_path: Path) -> None:
    async with cast(tmp_path) as it:
        for who, kept in ((BLOCKED, 0), (MEMBER, 1)):
            sql = "SELECT count(*) FROM requests WHERE question = ?"
            question = f"{NOBODYS_QUESTION.rstrip('?')} {who}?"
            response = await it.discord.slash(it.people[who], it.room.channel, "ask", question=question)
            assert "no entry" in response.text.lower()
            assert await it.room.here.rows(sql, question) == [(kept,)]
