"""What was changed in an entry lately: its new cards say it, and who asks what changed gets the whole of it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from bot.cards.texts import ENGLISH, SPANISH
from knowledge.answering.corrections import SHOWN_DAYS
from knowledge.entries.entry import entry_mapping
from knowledge.entries.validation import read_entry
from knowledge.moderation.audit import Curator
from knowledge.moderation.publishing import publish_entry
from knowledge.moderation.settings import change_settings
from knowledge.store import Audience, Store
from knowledge.store.revisions import ChangeKind
from tests.scenes.asking import CIA, NOW, Scene, scene

SENTENCE = "A report that was withdrawn is not counted any more."
ON_CARD = f"Corrected on 4 May 2026: {SENTENCE} Verdict before: false."


async def corrected(here: Scene, *, days: int = 0, full: bool = False) -> None:
    """Publish the shared entry as the server's own, and so many days ago a correction of that."""
    server = Audience(here.server.id)
    library = here.bot.library().show(CIA, server)
    assert library is not None
    plain = entry_mapping(library.entry)

    def work(store: Store) -> None:
        who = Curator(server, here.server.owner.id, NOW - datetime.timedelta(days=days))
        change_settings(store, who, full_cards=full)
        with store.transaction():
            publish_entry(store, who, read_entry(plain), ChangeKind.MINOR, None)
            publish_entry(store, who, read_entry({**plain, "verdict": "unproven"}), ChangeKind.CORRECTION, SENTENCE)

    await here.worker.run(work)
    await here.bot.take_in(server)


@pytest.mark.asyncio
@pytest.mark.parametrize("full", [False, True])
async def test_a_new_card_says_what_was_corrected_and_the_verdict_before(tmp_path: Path, full: bool) -> None:
    async with scene(tmp_path) as here:
        await corrected(here, full=full)
        card = await here.discord.slash(here.ann, here.channel, "ask", question=CIA)
        assert ON_CARD in card.text and "Unproven" in card.text
        told = await here.discord.mention(here.ann, here.channel, "what changed?", reply_to=card.message)
        assert ENGLISH.follow_up.changed in told.text
        assert f"Revision 2, 4 May 2026: {SENTENCE} Verdict before: false." in told.text
        here.ann.locale = "es-ES"
        alone = await here.discord.slash(here.ann, here.channel, "ask", question=CIA, private=True)
        assert f"Corregido el 4 may 2026: {SENTENCE} {SPANISH.verdict_before.format(word='falso')}" in alone.text


@pytest.mark.asyncio
async def test_a_card_says_it_for_ninety_days_and_who_asks_what_changed_hears_it_ever_after(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        await corrected(here, days=SHOWN_DAYS + 1)
        card = await here.discord.slash(here.ann, here.channel, "ask", question=CIA)
        assert SENTENCE not in card.text
        assert (
            SENTENCE
            in (await here.discord.mention(here.ann, here.channel, "what changed?", reply_to=card.message)).text
        )
