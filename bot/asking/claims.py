"""`/claims` and `/claim`: looking through what there is, and picking one."""

from __future__ import annotations

import asyncio
import datetime
import functools
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking.answering import Answering
from bot.asking.recording import Recording
from bot.asking.sending import note_sent
from bot.cards import sentences
from bot.cards.markdown import escape_all
from bot.cards.texts import Texts
from bot.ui.audience import audience_of, reader_of
from bot.ui.custom_ids import ComponentId
from bot.ui.router import Router
from bot.ui.widgets import CHOICE_LENGTH, MOST_IN_A_QUESTION, MOST_OPTIONS, View, button, made_view, option, row, select
from knowledge.answering import claims
from knowledge.answering.claims import ClaimFilter, FoundClaims
from knowledge.answering.ledger import Asked, How
from knowledge.answering.library import Answer, Library
from knowledge.entries.verdict import Verdict
from knowledge.errors import InvalidInputError
from knowledge.store import Audience
from knowledge.text.normalization import shorten

TURN, SEE = "claims", "claim"
ON_A_PAGE = 10
MOST_SEARCHED = 50
"""As much as the button to another page carries beside everything else."""
_NONE = "-"
_MOST_PAGES = 99_999

Suggested = TypeVar("Suggested")
Claim = app_commands.Range[str, 1, MOST_IN_A_QUESTION]
Search = app_commands.Range[str, 1, MOST_SEARCHED]


class Ask(Protocol):
    """Answers a question that came by a command, at the pace of its asker and its channel."""

    async def __call__(self, interaction: discord.Interaction, question: str, how: How, *, private: bool) -> None:
        """Answer it, to everybody or to the asker alone."""


class ClaimsCog(commands.Cog):
    """The claims of an audience, on pages for the one who looks; and one of them, as `/ask` shows it."""

    def __init__(
        self,
        answering: Answering,
        ask: Ask,
        library: Callable[[], Library],
        recording: Recording,
        now: Callable[[], datetime.datetime],
    ) -> None:
        self._answering = answering
        self._ask = ask
        self._library = library
        self._recording = recording
        self._now = now

    def add_to(self, router: Router) -> None:
        """Let the router bring presses and picks here."""
        router.on_press(TURN, self.turn)
        router.on_press(SEE, self.see)

    @app_commands.command(name="claims", description="Look through the claims that I know, by topic, name or verdict")
    @app_commands.describe(
        topic="Only claims of this topic",
        name="Only claims about this person, group or place",
        verdict="Only claims with this verdict",
        search="Words that are in the claim",
    )
    @app_commands.choices(verdict=[app_commands.Choice(name=one.word, value=one.value) for one in Verdict])
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def claims(
        self,
        interaction: discord.Interaction,
        topic: str | None = None,
        name: str | None = None,
        verdict: str | None = None,
        search: Search | None = None,
    ) -> None:
        """Show the first page of the claims that fit, to the one who asked."""
        audience = audience_of(interaction)
        # The texts are got first: they have what this server has of its own in memory.
        texts = await self._answering.texts_for_one(audience, reader_of(interaction))
        wanted = ClaimFilter(
            _verdict(verdict),
            claims.claim_key(topic) if topic else "",
            claims.name_key(self._library(), audience, name) if name else "",
            " ".join((search or "").split())[:MOST_SEARCHED],
        )
        view = await self._page(audience, wanted, 1, texts)
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command(name="claim", description="Show one claim that I know, with its verdict and sources")
    @app_commands.describe(claim="The claim", private="Show the answer to you alone (off: to everybody)")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def claim(self, interaction: discord.Interaction, claim: Claim, private: bool = False) -> None:
        """Show a claim as `/ask` shows it; what is none of the list is a question."""
        await self._ask(interaction, claim, How.SLASH, private=private)

    @claim.autocomplete("claim")
    async def _claims(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await self._suggested(interaction, claims.suggest_claims, typed)
        return [app_commands.Choice(name=shorten(one.claim, CHOICE_LENGTH), value=one.id) for one in found]

    @claims.autocomplete("topic")
    async def _topics(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [_plain(one) for one in await self._suggested(interaction, claims.topics, typed)]

    @claims.autocomplete("name")
    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [_plain(one) for one in await self._suggested(interaction, claims.names, typed)]

    async def turn(self, interaction: discord.Interaction, which: ComponentId, _: tuple[str, ...]) -> None:
        """Show another page, where this one stands."""
        audience = audience_of(interaction)
        texts = await self._answering.texts_for_one(audience, reader_of(interaction))
        wanted = read_filter(which)
        if wanted is None:
            raise InvalidInputError(texts.out_of_date)
        view = await self._page(audience, wanted, which.subject, texts)
        await interaction.response.edit_message(view=view)

    async def see(self, interaction: discord.Interaction, _: ComponentId, values: tuple[str, ...]) -> None:
        """Show the claim that was picked from a page, to the one who picked it."""
        audience = audience_of(interaction)
        texts = await self._answering.texts_for_one(audience, reader_of(interaction))
        shown = self._library().show("".join(values[:1]), audience)
        if shown is None:
            raise InvalidInputError(texts.retired_since)
        asked = Asked(
            audience=audience,
            person=interaction.user.id,
            channel=interaction.channel_id or 0,
            how=How.PICK,
            question=shown.claim,
            private=True,
            at=self._now(),
            reader=reader_of(interaction),
        )
        outgoing = await self._answering.card(asked, Answer(shown, confidence=1.0), ())
        sent = await interaction.response.send_message(view=outgoing.view or discord.utils.MISSING, ephemeral=True)
        await note_sent(self._recording, outgoing, interaction.channel_id or 0, sent.message_id)

    async def _page(self, audience: Audience, wanted: ClaimFilter, page: int, texts: Texts) -> View:
        found = await asyncio.to_thread(claims.find_claims, self._library(), audience, wanted)
        return page_view(found, wanted, page, texts)

    async def _suggested(
        self,
        interaction: discord.Interaction,
        suggest: Callable[[Library, Audience, str, int], Sequence[Suggested]],
        typed: str,
    ) -> Sequence[Suggested]:
        audience = audience_of(interaction)
        await self._answering.texts(audience)
        work = functools.partial(suggest, self._library(), audience, typed[:CHOICE_LENGTH], MOST_OPTIONS)
        return await asyncio.to_thread(work)


def page_view(found: FoundClaims, wanted: ClaimFilter, page: int, texts: Texts) -> View:
    """Return a page (from 1) of claims, each with its verdict, a choice of which card to see, and buttons to others."""
    pages = max(1, -(-len(found.claims) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * ON_A_PAGE
    shown = found.claims[first : first + ON_A_PAGE]
    container: ui.Container[View] = ui.Container(ui.TextDisplay(_heading(found, wanted, texts)))
    if not shown:
        container.add_item(ui.TextDisplay(texts.no_claims))
        return made_view(container)
    container.add_item(ui.TextDisplay(sentences.claim_lines(texts, shown, first + 1)))
    rows = [row(select(texts.which_card, [option(one.claim, one.id) for one in shown], SEE, 0))]
    if pages > 1:
        container.add_item(ui.TextDisplay(f"-# {texts.page.format(page=page, pages=pages)}"))
        beside = ((texts.previous, page - 1), (texts.next, page + 1))
        rows.append(row(*(_turning(label, wanted, target, off=not 1 <= target <= pages) for label, target in beside)))
    return made_view(container, *rows)


def turn_id(wanted: ClaimFilter, page: int) -> ComponentId:
    """Return the custom_id of the button to a page."""
    verdict = wanted.verdict.value if wanted.verdict else _NONE
    detail = f"{verdict}.{wanted.topic or _NONE}.{wanted.name or _NONE}"
    return ComponentId(TURN, min(page, _MOST_PAGES), detail, wanted.search)


def read_filter(which: ComponentId) -> ClaimFilter | None:
    """Read what the button to a page carries."""
    parts = which.detail.split(".")
    if len(parts) != 3:
        return None
    verdict, topic, name = ("" if part == _NONE else part for part in parts)
    try:
        return ClaimFilter(Verdict(verdict) if verdict else None, topic, name, which.words)
    except ValueError:
        return None


def _turning(label: str, wanted: ClaimFilter, page: int, *, off: bool) -> ui.Button[View]:
    which = turn_id(wanted, page)
    return button(label, which.action, which.subject, which.detail, words=which.words, off=off)


def _heading(found: FoundClaims, wanted: ClaimFilter, texts: Texts) -> str:
    count = len(found.claims)
    heading = texts.one_claim_found if count == 1 else texts.claims_found.format(count=count)
    asked = [
        texts.of_topic.format(topic=escape_all(found.topic)) if found.topic else "",
        texts.of_name.format(name=escape_all(found.name)) if found.name else "",
        texts.of_verdict.format(word=texts.word(wanted.verdict)) if wanted.verdict else "",
        texts.of_search.format(search=escape_all(wanted.search)) if wanted.search else "",
    ]
    return " · ".join([heading, *filter(None, asked)])


def _verdict(value: str | None) -> Verdict | None:
    # None of the choices, which no client sends, is no filter.
    return next((one for one in Verdict if one.value == value), None)


def _plain(text: str) -> app_commands.Choice[str]:
    return app_commands.Choice(name=shorten(text, CHOICE_LENGTH), value=text[:CHOICE_LENGTH])
