"""However many ask at once, the event loop turns in between."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.scenes.asking import Clock, database, made_bot


@pytest.mark.asyncio
async def test_the_loop_turns_between_two_decisions(tmp_path: Path) -> None:
    async with made_bot(database(tmp_path), Clock()) as bot:
        turns, decided = [0], []

        async def turn() -> None:
            while True:
                await asyncio.sleep(0)
                turns[0] += 1

        def decide() -> int:
            decided.append(turns[0])
            return turns[0]

        turning = asyncio.create_task(turn())
        deciding = bot.answering._worked_out
        await asyncio.gather(*(deciding(decide, "a short question", bot.library()) for _ in range(10)))
        turning.cancel()
        assert len(set(decided)) == len(decided) == 10
        # A long one holds up none of the others' turns: it is in a thread.
        assert await deciding(lambda: 7, "long " * 100, bot.library()) == 7
