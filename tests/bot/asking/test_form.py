"""The form under an answer, and the buttons of cards as they were before, through the real tree in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import discord
import pytest

from bot.asking import views
from bot.asking.form import DISPUTE_INPUT, LINK_INPUT, QUESTION_INPUT, AnswerForm
from bot.cards.texts import ENGLISH, TEXTS, Texts
from bot.ui.custom_ids import ComponentId
from knowledge.language import Language
from knowledge.moderation.audit import Curator
from knowledge.moderation.settings import change_settings
from knowledge.store import SHARED, Audience
from knowledge.store.answers import AnswerRow
from tests.discord_double import Message, Response
from tests.scenes.asking import CIA, CIA_QUESTION, NOW, ZETAS, ZETAS_QUESTION, Scene, disputed, not_mine, scene
from tests.scenes.forging import press, send

pytestmark = pytest.mark.asyncio

LOCALES = {Language.ENGLISH: "en-GB", Language.SPANISH: "es-419"}
# Answered, and with another entry that is plausible beside it.
HIRED_QUESTION = "did the zetas hire former kaibiles from guatemala"
EACH_LANGUAGE = pytest.mark.parametrize("language", Language)


@asynccontextmanager
async def spoken(folder: Path, language: Language, *, full: bool = False) -> AsyncIterator[tuple[Scene, Texts]]:
    """Open a server in which the bot speaks this language."""
    async with scene(folder) as here:
        # What one person alone sees is in the language of their Discord.
        here.ann.locale = here.bob.locale = LOCALES[language]
        who = Curator(Audience(here.server.id), here.ann.id, NOW)
        await here.worker.run(lambda store: change_settings(store, who, language=language, full_cards=full))
        await here.bot.take_in(who.audience)
        yield here, TEXTS[language]


def number_of(answer: Response | Message) -> int:
    return int((answer.buttons[0].custom_id or "").split(":")[3])


@EACH_LANGUAGE
@pytest.mark.parametrize("full", [False, True])
async def test_every_button_of_a_card(tmp_path: Path, language: Language, full: bool) -> None:
    async with spoken(tmp_path, language, full=full) as (here, texts):
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        labels = [texts.why_button, texts.sources_button, texts.claimants_button, texts.about_button]
        assert answer.labels == labels
        shown = here.bot.library().show(ZETAS, SHARED)
        assert shown is not None
        entry = shown.entry
        why = await here.discord.click(here.bob, answer, texts.why_button)
        assert why.ephemeral and entry.evidence[0].what in why.text
        assert texts.against_it.format(what=entry.undercutting(entry.evidence[0].id)[0].what) in why.text
        sources = await here.discord.click(here.bob, answer, texts.sources_button)
        assert sources.ephemeral and texts.definition(entry.verdict) in sources.text
        # The last page has the rest, which stands on no short card.
        following = sources
        while not [one for one in following.buttons if one.label == texts.next and one.disabled]:
            following = await here.discord.click(here.bob, following.message, texts.next)
        assert texts.revision.format(entry=entry.id, number=1) in following.text
        who = await here.discord.click(here.bob, answer, texts.claimants_button)
        so, otherwise = (
            who.text.index(f"**{one}**") for one in (texts.follow_up.says_so, texts.follow_up.says_otherwise)
        )
        assert so < who.text.index(entry.claimants[0].who) < otherwise < who.text.index(entry.rebuttals[0].what)
        assert f"{texts.their_evidence} [1, 2, 3, 4, 5, 6, 7, 8]" in who.text
        # Only what is cited, under the numbers of the whole list.
        cited = who.text[who.text.rindex(f"**{texts.sources}**") :]
        assert "\n- [9] [" in cited and "[10]" not in cited
        form = await here.discord.click(here.bob, answer, texts.about_button)
        assert list(form.modal.fields) == [texts.choice_label, texts.text_label, texts.link_label]
        assert [one["label"] for one in form.modal.fields[texts.choice_label]["options"]] == [
            texts.choice_ask, texts.choice_not_mine, texts.choice_wrong,
        ]  # fmt: skip


@EACH_LANGUAGE
async def test_every_choice_of_the_form(tmp_path: Path, language: Language) -> None:
    async with spoken(tmp_path, language) as (here, texts):
        answer = await here.discord.slash(here.ann, here.channel, "ask", question=HIRED_QUESTION)

        async def fill(choice: str, text: str = "", link: str = "") -> Response:
            form = await here.discord.click(here.bob, answer, texts.about_button)
            fields = {texts.choice_label: choice, texts.text_label: text, texts.link_label: link}
            return await here.discord.submit(here.bob, form, fields)

        asked = await fill(texts.choice_ask, "says who?")
        assert asked.ephemeral and f"**{texts.follow_up.says_otherwise}**" in asked.text
        other = await fill(texts.choice_not_mine)
        assert other.ephemeral and other.buttons
        assert await here.rows("SELECT answer FROM reports") == [(number_of(answer),)]
        wrong = await fill(texts.choice_wrong, "A court says otherwise.", "https://a.example/judgment")
        assert wrong.ephemeral and wrong.text == texts.dispute_kept
        assert await here.rows("SELECT reason, link FROM disputes") == [
            ("A court says otherwise.", "https://a.example/judgment")
        ]
        back = await fill(texts.choice_wrong, "Once more.", "no link")
        again = await here.discord.click(here.bob, back, texts.follow_up.fill_again)
        filled = again.modal.fields
        assert filled[texts.text_label]["value"] == "Once more." and filled[texts.link_label]["value"] == "no link"
        assert [one["value"] for one in filled[texts.choice_label]["options"] if one.get("default")] == ["wrong"]
        for choice in (texts.choice_ask, texts.choice_wrong):
            assert (await fill(choice, " \u3164 ")).text == texts.nothing_written
        lost = await fill(texts.choice_wrong, "", "https://a.example/it-took-me-an-hour")
        assert texts.nothing_written in lost.text and "https://a.example/it-took-me-an-hour" in lost.text


async def test_what_was_meant_instead_is_answered_at_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        card = answer.text
        meant = await not_mine(here.discord, here.ann, answer, CIA_QUESTION)
        shown = here.bot.library().show(CIA, SHARED)
        assert shown is not None and shown.claim in meant.text and meant.ephemeral
        assert answer.message.text == card
        assert len(await here.rows("SELECT 1 FROM reports")) == 1


async def test_buttons_and_forms_of_cards_as_they_were_go_on_working(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, HIRED_QUESTION)
        number = number_of(answer)
        # As they stand under cards that were sent before there was a short one.
        for action, words in (("evidence", "Against it"), ("sources", "**Sources**")):
            old = await press(here.discord, here.bob, here.channel, ComponentId(action, number))
            assert words in old.text
        row = answer.message.data["components"][1]["components"]
        row[2] |= {"custom_id": str(ComponentId("not-mine", number)), "label": "Not my question"}
        aside = await here.discord.click(here.bob, answer, "Not my question")
        assert aside.ephemeral and aside.buttons
        form = await press(here.discord, here.bob, here.channel, ComponentId("about", number))
        assert form.modal.title == ENGLISH.about_button
        # A form that stood open meanwhile, with both of its texts.
        fields = {QUESTION_INPUT: "says who?", DISPUTE_INPUT: "A court says otherwise.", LINK_INPUT: ""}
        told = await send(here.discord, here.bob, here.channel, ComponentId("about", number), fields)
        assert "**Who says otherwise**" in told.text and ENGLISH.dispute_kept in told.text
        assert await here.rows("SELECT reason FROM disputes") == [("A court says otherwise.",)]
        empty = {QUESTION_INPUT: " ", DISPUTE_INPUT: "", LINK_INPUT: ""}
        told = await send(here.discord, here.bob, here.channel, ComponentId("about", number), empty)
        assert told.text == ENGLISH.nothing_written


class Removing:
    """Stands for whatever takes a card away."""

    def __init__(self, *, allowed: bool) -> None:
        self.allowed = allowed
        self.removed: list[int] = []

    async def may_remove(self, interaction: discord.Interaction, row: AnswerRow) -> bool:
        return self.allowed

    async def remove(self, interaction: discord.Interaction, number: int) -> None:
        self.removed.append(number)
        await interaction.response.send_message("It is gone.", ephemeral=True)


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_card_can_be_removed_where_something_removes_it(tmp_path: Path, allowed: bool) -> None:
    async with scene(tmp_path) as here:
        bot, removing = here.bot, Removing(allowed=allowed)
        controls = bot.router._presses[views.NOT_MINE]
        AnswerForm(
            bot.answering,
            bot.worker,
            bot.recording,
            bot.paces,
            bot.surroundings.measures,
            lambda: NOW,
            controls,
            removing,
        ).add_to(bot.router)
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        form = await here.discord.click(here.ann, answer, ENGLISH.about_button)
        offered = [one["label"] for one in form.modal.fields[ENGLISH.choice_label]["options"]]
        assert (ENGLISH.choice_remove in offered) == allowed
        if allowed:
            told = await here.discord.submit(here.ann, form, {ENGLISH.choice_label: ENGLISH.choice_remove})
            assert told.text == "It is gone." and removing.removed == [number_of(answer)]


async def test_a_choice_that_is_not_offered_is_none(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, ZETAS_QUESTION)
        which = ComponentId(views.ABOUT, number_of(answer))
        told = await send(here.discord, here.bob, here.channel, which, {"what": "remove", "text": "", "link": ""})
        assert told.text == ENGLISH.not_theirs and not answer.message.deleted
        for choice in ("", "x" * 99):
            told = await send(here.discord, here.bob, here.channel, which, {"what": choice, "text": "", "link": ""})
            assert told.text.startswith(ENGLISH.nothing_written) and not answer.message.deleted
        told = await send(here.discord, here.bob, here.channel, which, {"what": "?", "text": "says who?", "link": ""})
        assert "**Who says it**" in told.text


async def test_a_dispute_is_kept_with_what_was_typed(tmp_path: Path) -> None:
    async with scene(tmp_path) as here:
        answer = await here.discord.mention(here.ann, here.channel, CIA_QUESTION)
        form = await here.discord.click(here.bob, answer, ENGLISH.about_button)
        kept = await here.discord.submit(here.bob, form, disputed("A book says so."))
        assert kept.text == ENGLISH.dispute_kept
