"""`/privacy`: five lines, a file with everything, and forgetting, by the real command and its buttons."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from bot.cards import sentences
from bot.cards.texts import ENGLISH, TEXTS
from knowledge.language import Language
from knowledge.moderation.retention import Terms
from knowledge.store import Store
from tests.discord_double import Response
from tests.scenes.asking import UNKNOWN, ZETAS_QUESTION, Scene, disputed, scene
from tests.scenes.moderating import newsroom

KNOWN = ENGLISH.privacy
pytestmark = pytest.mark.asyncio


async def file_of(here: Scene, response: Response) -> dict[str, object]:
    (attached,) = response.message.data["attachments"]
    found: dict[str, object] = json.loads(here.discord.world.files[attached["url"]])
    return found


@pytest.mark.parametrize("language", Language)
async def test_five_lines_say_it(language: Language) -> None:
    for terms in (Terms(), Terms(3, 4, 5)):
        heading, *lines = sentences.privacy_text(TEXTS[language], terms.questions, terms.backups).splitlines()
        assert heading == TEXTS[language].privacy.heading and len(lines) == 5
        assert f" {terms.questions} d" in lines[0]
        assert (f" {terms.backups} d" in lines[4]) == (terms.backups is not None)


async def test_what_is_shown_and_forgotten_is_that_of_whoever_presses(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for user in (here.ann, here.bob):
            await here.discord.slash(user, here.channel, "ask", question=ZETAS_QUESTION)
        await here.discord.dm(here.ann, UNKNOWN)
        said = await here.discord.slash(here.ann, here.channel, "privacy")
        assert said.ephemeral and said.labels == [KNOWN.show_button, KNOWN.forget_button]
        shown = await here.discord.click(here.ann, said, KNOWN.show_button)
        assert shown.ephemeral and shown.text == KNOWN.shown
        kept = await file_of(here, shown)
        assert kept["your Discord id"] == str(here.ann.id)
        questions = kept["questions"]
        assert isinstance(questions, list)
        assert [one["question"] for one in questions] == ["the zetas teamed up with ms-13 in guatemala?", UNKNOWN]
        sure = await here.discord.click(here.ann, said, KNOWN.forget_button)
        assert sure.text == KNOWN.sure
        assert len(await here.rows("SELECT * FROM people")) == 2
        done = await here.discord.click(here.ann, sure, KNOWN.sure_button)
        assert done.text == KNOWN.forgotten and done.ephemeral
        assert await here.rows("SELECT discord FROM people") == [(here.bob.id,)]
        again = await here.discord.slash(here.ann, here.channel, "privacy")
        assert (await here.discord.click(here.ann, again, KNOWN.show_button)).text == KNOWN.nothing
        # Asking what is kept is nothing that is kept.
        assert await here.rows("SELECT discord FROM people") == [(here.bob.id,)]
        sure = await here.discord.click(here.ann, again, KNOWN.forget_button)
        assert (await here.discord.click(here.ann, sure, KNOWN.sure_button)).text == KNOWN.nothing


async def test_nothing_in_the_files_nor_in_the_log_leads_to_whoever_was_forgotten(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with newsroom(tmp_path) as room:
        here = room.here
        await room.published(room.cora)
        card = await here.discord.slash(room.cora, room.channel, "ask", question=ZETAS_QUESTION)
        await here.discord.slash(room.cora, room.channel, "ask", question=UNKNOWN)
        await here.discord.dm(room.cora, UNKNOWN)
        form = await here.discord.click(room.cora, card, ENGLISH.about_button)
        await here.discord.submit(room.cora, form, disputed("Wrong.", "nowhere"))
        written = (str(room.cora.id).encode(), room.cora.id.to_bytes(8, "big"))
        files = [tmp_path / "bot.db", tmp_path / "bot.db-wal", tmp_path / "bot.db-shm"]
        assert any(one in file.read_bytes() for one in written for file in files)
        said = await here.discord.slash(room.cora, room.channel, "privacy")
        sure = await here.discord.click(room.cora, said, KNOWN.forget_button)
        await here.discord.click(room.cora, sure, KNOWN.sure_button)
        assert files[1].stat().st_size == 0
        await here.bot.erasing.look(tmp_path / "bot.db", lambda: False)
        assert files[1].stat().st_size == 0
        assert [(one, file.name) for one in written for file in files if one in file.read_bytes()] == []
        # What she published is there, and it is that of a former moderator.
        history = await room.slash(room.owner, "entry history", entry="harbour-canal-dug-cathedral")
        assert "a former moderator" in history.text and str(room.cora.id) not in history.text
        ours = [one.getMessage() for one in caplog.records if one.name.startswith("bot")]
        assert ours and not any(str(room.cora.id) in one or UNKNOWN in one or ZETAS_QUESTION in one for one in ours)
        assert not any("nowhere" in one for one in ours)


async def test_what_is_owed_to_the_database_is_written_before_and_forgotten_too(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:

        def locked(store: Store) -> None:
            store._db.execute("PRAGMA query_only = ON")

        def open_again(store: Store) -> None:
            store._db.execute("PRAGMA query_only = OFF")

        said = await here.discord.slash(here.ann, here.channel, "privacy")
        sure = await here.discord.click(here.ann, said, KNOWN.forget_button)
        await here.worker.run(locked)
        await here.discord.slash(here.ann, here.channel, "ask", question=UNKNOWN)
        assert here.bot.recording.owed
        assert (await here.discord.click(here.ann, sure, KNOWN.sure_button)).text == KNOWN.not_now
        await here.worker.run(open_again)
        said = await here.discord.slash(here.ann, here.channel, "privacy")
        sure = await here.discord.click(here.ann, said, KNOWN.forget_button)
        assert (await here.discord.click(here.ann, sure, KNOWN.sure_button)).text == KNOWN.forgotten
        assert not here.bot.recording.owed
        assert await here.rows("SELECT * FROM people") == []
        assert await here.rows("SELECT person, question FROM answers") == [(0, UNKNOWN)]
