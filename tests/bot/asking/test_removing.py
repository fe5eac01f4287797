"""An answer is removed by whoever asked and by the server's curators, and the ledger keeps who did."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from bot.asking.removing import REMOVE, Removal
from bot.asking.views import ABOUT
from bot.cards.texts import ENGLISH
from bot.ui.custom_ids import ComponentId
from tests.discord_double import Message, Response, User
from tests.scenes.asking import CIA_QUESTION, UNKNOWN, Scene, scene

pytestmark = pytest.mark.asyncio


async def removed(here: Scene) -> list[tuple[object, ...]]:
    """Return of each answer who had it removed, as Discord knows them."""
    return await here.rows(
        "SELECT p.discord, removed_at FROM answers AS a LEFT JOIN people AS p ON p.number = removed_by "
        "ORDER BY a.number"
    )


async def by_menu(here: Scene, who: User, message: Message) -> Response:
    return await here.discord.context_menu(who, message, REMOVE)


async def test_the_asker_removes_their_card(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        for card in (
            await here.discord.mention(here.ann, here.channel, CIA_QUESTION),
            await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION),
            await here.discord.dm(here.ann, CIA_QUESTION),
            await here.discord.mention(here.ann, here.channel, UNKNOWN),
        ):
            message = card.message
            told = await by_menu(here, here.ann, message)
            assert message.deleted
            assert told.text == ENGLISH.removed and told.ephemeral
        assert await removed(here) == [(here.ann.id, "2026-05-04T03:02:01+00:00")] * 4


async def test_nobody_else_does(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        told = await by_menu(here, here.bob, card.message)
        assert told.text == ENGLISH.not_theirs and told.ephemeral
        assert not card.message.deleted
        assert await removed(here) == [(None, None)]
        # Of what is no answer nobody knows whose it is.
        for message in (
            (await here.discord.mention(here.ann, here.channel, "")).message,
            here.discord.post(here.ann, here.channel, CIA_QUESTION),
        ):
            assert (await by_menu(here, here.ann, message)).text == ENGLISH.no_answer_there
            assert not message.deleted


async def test_a_curator_removes_what_stands_on_their_own_server_alone(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        role = here.discord.role(here.server, "Curators")
        settings = await here.discord.slash(here.server.owner, here.channel, "settings")
        await here.discord.select(here.server.owner, settings, role, menu="Roles of the curators (none: pick nothing)")
        cora = here.discord.user("cora")
        here.server.member(cora, roles=(role,))
        card = (await here.discord.mention(here.ann, here.channel, CIA_QUESTION)).message
        there = here.discord.server("Elsewhere")
        await here.discord.join(there)
        elsewhere = await here.discord.mention(here.ann, there.channels[0], CIA_QUESTION)
        assert (await by_menu(here, cora, elsewhere.message)).text == ENGLISH.not_theirs
        direct = await here.discord.dm(here.ann, CIA_QUESTION)
        with pytest.raises(Exception, match="remove"):
            await removal(here).remove(_interaction(here, cora), number_of(direct))
        assert (await by_menu(here, cora, card)).text == ENGLISH.removed
        assert card.deleted and not elsewhere.message.deleted
        assert [who for who, _ in await removed(here)] == [cora.id, None, None]
        # The first word on it stands, and nobody is led to a card that is gone.
        assert (await here.discord.mention(here.bob, here.channel, CIA_QUESTION)).buttons


async def test_what_is_asked_after_that_is_not_about_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.dm(here.ann, CIA_QUESTION)
        assert ENGLISH.follow_up.says_so in (await here.discord.dm(here.ann, "says who?")).text
        await here.worker.run(lambda store: store._db.execute("DELETE FROM answers WHERE outcome = 'part'"))
        await by_menu(here, here.ann, card.message)
        assert ENGLISH.follow_up.says_so not in (await here.discord.dm(here.ann, "says who?")).text


async def test_a_card_that_somebody_deleted_meanwhile_is_removed_all_the_same(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        here.discord.fail("DELETE", r"/channels/\d+/messages/\d+", 404, 10008)
        assert (await by_menu(here, here.ann, card.message)).text == ENGLISH.removed
        here.discord.fail("DELETE", r"/channels/\d+/messages/\d+", 403, 50001)
        assert (await by_menu(here, here.ann, card.message)).text == ENGLISH.cannot_remove


async def test_a_private_card_goes_by_what_is_pressed_under_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = (await here.discord.slash(here.ann, here.channel, "ask", question=CIA_QUESTION, private=True)).message
        here.bot.router.on_press(ABOUT, lambda interaction, which, _: removal(here).remove(interaction, which.subject))
        await here.discord.click(here.ann, card, ENGLISH.about_button)
        assert card.deleted
        assert [who for who, _ in await removed(here)] == [here.ann.id]


async def test_where_the_bot_is_no_member_a_card_goes_by_what_is_pressed_under_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        group = here.discord.group(here.ann, here.bob)
        card = (await here.discord.slash(here.ann, group, "ask", question=CIA_QUESTION)).message
        here.bot.router.on_press(ABOUT, lambda interaction, which, _: removal(here).remove(interaction, which.subject))
        told = await here.discord.click(here.bob, card, ENGLISH.about_button)
        assert told.text == ENGLISH.not_theirs and not card.deleted
        await here.discord.click(here.ann, card, ENGLISH.about_button)
        assert card.deleted


async def test_a_removal_is_kept_while_nothing_can_be_written(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        card = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        await here.worker.run(lambda store: store._db.execute("PRAGMA query_only = on"))
        late = await here.discord.mention(here.ann, here.discord.channel(here.server, "b"), CIA_QUESTION)
        for one in (card, late):
            assert (await by_menu(here, here.bob, one.message)).text == ENGLISH.not_theirs
            assert (await by_menu(here, here.ann, one.message)).text == ENGLISH.removed
        await here.worker.run(lambda store: store._db.execute("PRAGMA query_only = off"))
        assert await here.bot.recording.write_owed() > 0
        assert [who for who, _ in await removed(here)] == [here.ann.id] * 2


def removal(here: Scene) -> Removal:
    bot = here.bot
    return Removal(bot.answering, bot.library, bot.recording, bot.standing, bot.surroundings.now)


def number_of(answer: Response) -> int:
    which = answer.buttons[0].custom_id or ""
    return int(which.split(":")[3])


def _interaction(here: Scene, who: User) -> discord.Interaction:
    """Return what a press by somebody on the server would bring."""
    from tests.discord_double import payloads

    asked = here.discord._ask(3, who, here.channel)
    data = {"custom_id": str(ComponentId(ABOUT, 1)), "component_type": 2}
    shown = payloads.interaction(here.discord.world, asked, data)
    return discord.Interaction(data=shown, state=here.bot._connection)  # type: ignore[arg-type]
