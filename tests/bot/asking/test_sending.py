"""What Discord did not take, or took without saying so: one answer, never two, no silence, and a true row."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ui import sending
from bot.ui.cooldowns import MOST_SENT
from knowledge.store.answers import AnswerFate
from tests.discord_double import Response
from tests.scenes.asking import CIA_QUESTION, CODE, Scene, scene
from tests.scenes.moderating import newsroom

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "_SECONDS_BEFORE_TRYING_AGAIN", 0.0)


def nonces(answer: Response) -> list[object]:
    return [one.body.get("nonce") for one in answer.requests if one.method == "POST" and one.path.endswith("/messages")]


async def outcomes(here: Scene) -> list[tuple[object, ...]]:
    return await here.rows("SELECT outcome, message IS NOT NULL FROM answers ORDER BY number")


async def test_a_mentions_answer_is_sent_once_more_with_the_nonce_of_the_first_try(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.fail("POST", "/messages", 503)
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        first, second = nonces(answer)
        assert first == second and first and len(str(first)) <= 25
        assert all(one.body.get("enforce_nonce") for one in answer.requests if "nonce" in one.body)
        assert answer.buttons and CODE not in answer.text
        assert await outcomes(here) == [("answered", 1)]


async def test_each_message_has_a_nonce_of_its_own(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        sent = [await here.discord.mention(here.ann, here.channel, CIA_QUESTION) for _ in range(3)]
        assert len({nonce for one in sent for nonce in nonces(one)}) == 3


async def test_what_discord_does_not_take_is_told_and_the_row_says_so(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.strict = False
        here.discord.fail("POST", "/messages", 503, times=2)
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert CODE in answer.text and len(answer.messages) == 1
        assert await outcomes(here) == [(AnswerFate.UNSENT, 0)]
        assert len(set(nonces(answer))) == 2


async def test_the_audit_is_sent_once_more_too_and_nobody_waits_for_it(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.here.clock.seconds += MOST_SENT
        room.here.discord.fail("POST", "/messages", 503)
        before = len(room.desk.messages)
        await room.slash(room.cora, "name add", name="The Old Harbour", kind="place")
        assert len(room.desk.messages) == before + 1
        room.here.discord.fail("POST", "/messages", 503, times=2)
        await room.slash(room.cora, "name add", name="The New Harbour", kind="place")
        assert len(room.desk.messages) == before + 1


async def test_a_commands_answer_is_sent_once_more(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.fail("POST", "/callback", 503)
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        assert answer.buttons and len(answer.messages) == 1
        assert await outcomes(here) == [("answered", 1)]


async def test_a_commands_first_try_that_had_arrived_is_not_followed_by_a_word_of_failure(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.strict = False
        here.discord.lose_answer("POST", "/callback")
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION)
        assert len(answer.messages) == 1 and CODE not in answer.text
        assert await outcomes(here) == [("answered", 1)]


async def test_a_mentions_first_try_that_had_arrived_is_told_by_the_same_nonce(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.discord.strict = False
        here.discord.lose_answer("POST", "/messages")
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        assert len(answer.messages) == 1 and CODE not in answer.text
        assert await outcomes(here) == [("answered", 1)]
