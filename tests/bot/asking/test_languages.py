"""Who is spoken to in which language: one person in theirs, everybody in the server's, directly in the question's."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bot.asking.form import Choice
from bot.cards.texts import ENGLISH, TEXTS, Texts
from bot.ui.cooldowns import MOST_SENT
from bot.ui.failures import Failures
from knowledge.answering.library import NotReadError
from knowledge.answering.speaking import spoken_language
from knowledge.language import Language
from knowledge.moderation.audit import Curator
from knowledge.moderation.reports import DisputeFault
from knowledge.moderation.settings import change_settings
from knowledge.question.tokens import language_written
from knowledge.store import SHARED, Audience, Store
from tests.scenes.asking import CIA, CIA_QUESTION, CODE, NOW, UNKNOWN, Scene, clear_standing, scene
from tests.scenes.moderating import newsroom

SPANISH = TEXTS[Language.SPANISH]
HERE = Audience(1)
IN_SPANISH = "¿es verdad que la cia creó la ms-13?"
UNKNOWN_IN_SPANISH = "¿los pingüinos tienen una panadería en Reikiavik?"
IN_ENGLISH_ENTRY = SPANISH.written_in[Language.ENGLISH]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is it true that the cia created ms-13?", Language.ENGLISH), ("says who", Language.ENGLISH),
        ("why?", Language.ENGLISH), (IN_SPANISH, Language.SPANISH), ("¿quién lo dice?", Language.SPANISH),
        ("y las cintas?", Language.SPANISH), ("la cia creo a la ms-13", Language.SPANISH),
        ("Zetas?", None), ("source?", None), ("", None), ("🤔", None), ("ms13-created-by-nobody", Language.ENGLISH),
        ("stimmt es, dass die CIA das war?", None), ("Правда ли это, что было в Гватемале?", None),
        ("est-ce que la CIA a fait cela dans ce pays?", None),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: Language | None) -> None:
    assert language_written(text) is language


def test_who_is_spoken_to_in_which_language() -> None:
    either = (None, *Language)
    for chosen, reader, written in itertools.product(Language, either, either):
        known = {"reader": reader, "written": written}
        assert spoken_language(HERE, chosen, alone=False, **known) is chosen
        assert spoken_language(HERE, chosen, alone=True, **known) is (reader or chosen)
        for alone in (False, True):
            assert spoken_language(SHARED, chosen, alone=alone, **known) is (written or reader or chosen)


async def in_spanish(here: Scene) -> None:
    """Let the server's moderators choose Spanish."""
    who, audience = Curator(Audience(here.server.id), here.server.owner.id, NOW), Audience(here.server.id)
    await here.worker.run(lambda store: change_settings(store, who, language=Language.SPANISH))
    await here.bot.take_in(audience)


@pytest.mark.asyncio
async def test_help_tells_moderators_and_nobody_else_what_is_theirs(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        discord = room.here.discord
        for locale, texts in (("en-US", ENGLISH), ("es-419", SPANISH)):
            room.cora.locale = room.eve.locale = locale
            for user, place, told in (
                (room.cora, room.channel, True), (room.eve, room.channel, False),
                (room.cora, discord.dm_channel(room.cora), False),
            ):  # fmt: skip
                page = await discord.slash(user, place, "help")
                assert page.ephemeral and (texts.help_moderating in page.text) is told
                assert texts.help_asking in page.text and texts.help_end in page.text
        # What all see says nothing that is for some.
        assert ENGLISH.help_moderating not in (await discord.mention(room.cora, room.channel, "help")).text


def labels(texts: Texts) -> list[str]:
    return [texts.why_button, texts.sources_button, texts.claimants_button, texts.about_button]


@pytest.mark.asyncio
async def test_everybody_is_answered_in_the_language_of_the_server_and_one_person_in_theirs(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        discord, ann, bob = here.discord, here.ann, here.bob
        ann.locale = "es-419"
        for texts, other in ((ENGLISH, SPANISH), (SPANISH, ENGLISH)):
            if texts is SPANISH:
                await in_spanish(here)
                ann.locale, bob.locale = "en-GB", "es-ES"
            card = await discord.slash(ann, here.channel, "ask", question=CIA)
            assert card.labels == labels(texts) and not card.ephemeral
            alone = await discord.slash(ann, here.channel, "ask", question=CIA, private=True)
            assert alone.labels == labels(other)
            # The same button, pressed by two.
            assert other.sources in (await discord.click(ann, card, texts.sources_button)).text
            assert texts.sources in (await discord.click(bob, card, texts.sources_button)).text
            form = await discord.click(ann, card, texts.about_button)
            assert set(form.modal.fields) == {other.choice_label, other.text_label, other.link_label}
            wrong = {other.choice_label: Choice.WRONG.value, other.text_label: "x", other.link_label: "nowhere"}
            told = await discord.submit(ann, form, wrong)
            assert other.dispute_faults[DisputeFault.ODD_LINK] in told.text
            assert told.labels == [other.follow_up.fill_again]
            aside = await discord.submit(
                ann, await discord.click(ann, card, texts.about_button), {other.choice_label: Choice.NOT_MINE.value}
            )
            assert aside.ephemeral and aside.text == other.nothing_else
            # What stands for all stays in the language of all, whoever presses.
            unknown = await discord.slash(ann, here.channel, "ask", question=UNKNOWN)
            assert texts.no_entry in unknown.text
            assert other.help_verdicts in (await discord.slash(ann, here.channel, "help")).text
            hello = await discord.slash(ann, here.channel, "ask", question="hello")
            assert hello.ephemeral and hello.text in other.small_talk.values()
            mine = await discord.context_menu(ann, card.message, "Check this message")
            assert mine.text == other.own_message
            here.clock.seconds += 1000
            clear_standing(here.bot)


@pytest.mark.asyncio
async def test_a_language_that_the_bot_does_not_speak_is_answered_in_that_of_the_server(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        here.ann.locale = "pt-BR"
        await in_spanish(here)
        alone = await here.discord.slash(here.ann, here.channel, "ask", question=CIA, private=True)
        assert alone.labels == labels(SPANISH)


@pytest.mark.asyncio
async def test_a_direct_message_is_answered_in_the_language_of_the_question(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        discord, ann = here.discord, here.ann
        card = await discord.dm(ann, IN_SPANISH)
        assert card.labels == labels(SPANISH) and IN_ENGLISH_ENTRY in card.text
        # Whatever the client's language: the conversation is in Spanish.
        assert SPANISH.sources in (await discord.click(ann, card, SPANISH.sources_button)).text
        who = await discord.dm(ann, "¿quién lo dice?")
        assert SPANISH.follow_up.says_so in who.text and IN_ENGLISH_ENTRY in who.text
        assert SPANISH.sources in (await discord.dm(ann, "fuentes?")).text
        assert SPANISH.no_entry in (await discord.dm(ann, UNKNOWN_IN_SPANISH)).text
        here.clock.seconds += 1000
        card = await discord.dm(ann, CIA_QUESTION)
        assert card.labels == labels(ENGLISH) and "written in" not in card.text
        assert ENGLISH.follow_up.says_so in (await discord.dm(ann, "says who?")).text
        ann.locale = "es-ES"
        picked = await discord.slash(ann, discord.dm_channel(ann), "ask", question=CIA)
        assert picked.labels == labels(SPANISH) and IN_ENGLISH_ENTRY not in picked.text


@pytest.mark.asyncio
async def test_an_answer_in_another_language_than_the_question_says_so_in_one_line(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        discord, ann, place = here.discord, here.ann, here.channel
        card = await discord.mention(ann, place, IN_SPANISH)
        assert card.labels == labels(ENGLISH)
        assert card.text.count(IN_ENGLISH_ENTRY) == 1
        assert IN_ENGLISH_ENTRY in (await discord.mention(ann, place, "¿y por qué?")).text
        assert IN_ENGLISH_ENTRY in (await discord.say(ann, place, "¿quién lo dice?", reply_to=card)).text
        for question in (CIA_QUESTION, CIA, "Zetas?", UNKNOWN, UNKNOWN_IN_SPANISH):
            here.clock.seconds += 1000
            clear_standing(here.bot)
            response = await discord.slash(ann, place, "ask", question=question)
            assert all(line not in response.text for line in (*ENGLISH.written_in.values(), IN_ENGLISH_ENTRY)), question
        which = await discord.mention(ann, place, "¿qué sabes de los Zetas?")
        assert which.message.selects and IN_ENGLISH_ENTRY in which.text


@pytest.mark.asyncio
async def test_what_goes_wrong_is_told_in_the_language_of_whom_it_is_told_to(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        discord, ann = here.discord, here.ann
        ann.locale, discord.strict = "es-ES", False
        await here.worker.run(broken)
        assert (await discord.slash(ann, here.channel, "ask", question=CIA)).text == SPANISH.failed.format(code=CODE)
        assert (await discord.mention(ann, here.channel, CIA_QUESTION)).text == ENGLISH.failed.format(code=CODE)
        assert (await discord.dm(ann, IN_SPANISH)).text == SPANISH.failed.format(code=CODE)
        await in_spanish(here)
        assert (await discord.mention(ann, here.channel, CIA_QUESTION)).text == SPANISH.failed.format(code=CODE)
        replies = [await discord.slash(ann, here.channel, "help") for _ in range(MOST_SENT)]
        assert replies[-1].text == SPANISH.too_fast


def broken(store: Store) -> None:
    """Take the tables away that every answer is written into."""
    for table in ("reports", "picks", "requests", "answers"):
        store._db.execute(f"DROP TABLE IF EXISTS {table}")


def test_a_server_that_is_just_being_read_is_no_failure() -> None:
    failures = Failures(lambda: CODE, lambda _: Language.ENGLISH)
    for texts in TEXTS.values():
        assert failures.sentence(NotReadError("Not read."), "here", texts) == texts.being_read
        assert failures.sentence(RuntimeError("broken"), "here", texts) == texts.failed.format(code=CODE)
