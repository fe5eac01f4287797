from pathlib import Path

import pytest

from tests.curating_scene import newsroom, CLAIM

pytestmark = pytest.mark.asyncio


async def test_an_entry_is_written_published_and_answers(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        done = await room.published(room.cora)
        print(done.text)
        answer = await room.here.discord.mention(room.eve, room.channel, "was the harbour canal dug before the cathedral")
        print(answer.text)
        print([m.text for m in room.desk.messages])
        assert 0
