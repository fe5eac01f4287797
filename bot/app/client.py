"""The Bot: what it asks of Discord, what it is made of, how it starts and ends."""

from __future__ import annotations

import asyncio
import datetime
import functools
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

import discord
from discord import app_commands
from discord.ext import commands

from bot.app.translation import CommandTranslator
from bot.asking.answering import Answering
from bot.asking.claims import ClaimsCog
from bot.asking.commands import AskCog
from bot.asking.controls import AnswerControls
from bot.asking.form import AnswerForm
from bot.asking.heard import HeardMessages
from bot.asking.help import HelpCog
from bot.asking.messages import ConversationCog
from bot.asking.missed import MissedMentions
from bot.asking.privacy import PrivacyCog, PrivacyControls
from bot.asking.recording import Recording, below_zero
from bot.asking.removing import Removal
from bot.asking.sending import stands
from bot.asking.standing_cards import CARD_STANDS, StandingCards
from bot.database_thread import Result, Worker
from bot.jobs.departures import DepartureCog
from bot.jobs.erasing import Erasing
from bot.jobs.export_writing import FileWriter
from bot.jobs.import_reading import FileReader
from bot.jobs.indexing import Indexing
from bot.jobs.links import Links
from bot.measures import Measures, Timing, Unmeasured
from bot.moderating.access import Curating, Knowing
from bot.moderating.setup import add_desk
from bot.settings import environment_of_helpers
from bot.ui.audience import audience_of, reader_of
from bot.ui.cooldowns import Admission, Clock, Paces
from bot.ui.failures import Failures
from bot.ui.router import Router
from knowledge.answering.library import Library, build_library, refreshed
from knowledge.answering.owed import OwedRows
from knowledge.answering.warming import warm_up
from knowledge.errors import StoreError
from knowledge.language import Language
from knowledge.matching.ranking.semantic import Meaning
from knowledge.moderation.retention import Terms
from knowledge.store import Audience, Store

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_BETWEEN_CHECKPOINTS = 2.0
_ANSWERING = ("discord.py: on_message", "discord.py: on_interaction", "CommandTree-invoker")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the bot takes from outside: the time of day, a clock that only goes forward, codes for failures, the web.

    `new_number` draws the numbers of rows that are owed (see `OwedRows`), `new_key` a key of so many random bytes.
    `measures` takes down what happens.
    """

    now: Callable[[], datetime.datetime]
    clock: Clock
    new_code: Callable[[], str]
    links: Links = field(default_factory=Links)
    new_number: Callable[[], int] = below_zero
    new_key: Callable[[int], bytes] = secrets.token_bytes
    measures: Measures = field(default_factory=Unmeasured)


class Tree(app_commands.CommandTree["Bot"]):
    """The commands; whatever goes wrong in one is told to the person and logged."""

    async def interaction_check(self, interaction: discord.Interaction[Bot], /) -> bool:
        """Let commands through at a person's pace; who is faster is told so, and gets no suggestions meanwhile."""
        paces, person = self.client.paces, interaction.user.id
        if interaction.type is discord.InteractionType.autocomplete:
            admitted = paces.typed.admit(person) is Admission.ADMITTED
            if not admitted:
                await interaction.response.autocomplete([])
            return admitted
        admitted = paces.sent.admit(person) is Admission.ADMITTED
        if not admitted:
            texts = await self.client.answering.texts_for_one(audience_of(interaction), reader_of(interaction))
            await interaction.response.send_message(texts.too_fast, ephemeral=True)
        return admitted

    async def on_error(self, interaction: discord.Interaction[Bot], error: app_commands.AppCommandError, /) -> None:
        """Turn an error into a sentence."""
        await self.client.failures.tell(interaction, error)


class Bot(commands.Bot):
    """Not So Fast on Discord. It keeps no members and no messages in memory, and asks for no privileged intent."""

    def __init__(
        self, worker: Worker, reader: Worker, surroundings: Surroundings, most_asks: int, terms: Terms | None = None
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.worker = worker
        self._reader = reader
        self.after_reading: Callable[[], None] = _nothing
        """Called in the thread of the reading, when much was read that is about to take the place of another."""
        self.indexing = Indexing(environment_of_helpers())
        self.surroundings = surroundings
        self._terms = terms or Terms()
        self.erasing = Erasing(worker, reader, surroundings.now, self._terms.questions)
        self.failures = Failures(self._new_code, self._language)
        self.standing = StandingCards(surroundings.clock, functools.partial(stands, self))
        self.paces = Paces(most_asks, surroundings.clock)
        self._library: Library | None = None
        self._meaning: Meaning | None = None
        self._refreshing = asyncio.Lock()
        self._opening: asyncio.Task[None] | None = None
        self.recording = Recording(worker, OwedRows(surroundings.new_number), surroundings.measures)
        self.answering = Answering(self.library, self.recording, self.standing, self.ready)
        self.router = Router(self.failures, self.paces, self.answering.texts_for_one)

    async def open(self) -> None:
        """Open the database and read the library, once, however often it is called. Raises StoreError."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._open())
        await asyncio.shield(self._opening)

    def library(self) -> Library:
        """Return the knowledge as it is at this moment; call it when the bot is open."""
        if self._library is None:
            raise StoreError("The library has not been read.")
        return self._library

    async def refresh_library(self) -> None:
        """Take in what has changed in the database; nobody's question waits behind the reading."""
        async with self._refreshing:
            await self._replace_library(lambda store: build_library(store, self.indexing), whole=True)

    def use_meaning(self, meaning: Meaning) -> None:
        """Answer by sentence vectors beside the words from now on, wherever they are there."""
        self._meaning = meaning
        self._library = self.library().with_meaning(meaning)

    async def read(self, work: Callable[[Store], Result]) -> Result:
        """Read from the database on the connection that nobody's question waits behind."""
        return await self._reader.run(work)

    def jobs_waiting(self) -> dict[str, int]:
        """Return by thread how much work is given to the database and not done yet."""
        return {one.name: one.waiting for one in (self.worker, self.worker.reader, self._reader)}

    async def ready(self, audience: Audience) -> None:
        """Have what a server has of its own in memory, before it is asked."""
        if not self.library().is_read(audience):
            await self.take_in(audience)

    async def take_in(self, audience: Audience, entry: str | None = None) -> None:
        """Take in what one server has changed: one entry of its own, or everything."""
        async with self._refreshing:
            library = self.library()
            await self._replace_library(
                lambda store: refreshed(library, store, audience, entry, self.indexing), whole=entry is None
            )

    async def _replace_library(self, read: Callable[[Store], Library], *, whole: bool) -> None:
        before = self._library

        def work(store: Store) -> Library:
            library = read(store)
            warm_up(library, before)
            if whole:
                self.after_reading()
            return library

        library = await self._reader.run(work)
        self._library = library.with_meaning(self._meaning)

    async def setup_hook(self) -> None:
        """Add the commands and the controls, when the library is there to answer from."""
        await self.open()
        await self.tree.set_translator(CommandTranslator())
        now = self.surroundings.now
        self.standing.restore(await self.recording.standing_cards(now() - CARD_STANDS), now())
        timing = Timing(self.surroundings.measures, self.surroundings.clock)
        ask = AskCog(self.answering, self.library, self.recording, self.paces, timing, now)
        await self.add_cog(ask)
        self.tree.add_command(ask.check)
        claims = ClaimsCog(self.answering, ask.answer, self.library, self.recording, now)
        claims.add_to(self.router)
        await self.add_cog(claims)
        curating = Curating(self.worker, Knowing(self.library, self.take_in), now, self)
        removal = Removal(self.answering, self.library, self.recording, self.standing, now)
        self.tree.add_command(removal.menu)
        await self.add_cog(HelpCog(self.answering, curating.is_curator))
        await self.add_cog(PrivacyCog(self.answering, self._terms))
        PrivacyControls(
            self.answering, self.worker, self.recording, self.erasing.empty_log, self.surroundings.new_key
        ).add_to(self.router)
        heard = HeardMessages()
        conversation = ConversationCog(
            self, self.answering, self.recording, self.paces, self.standing, self.failures, timing, heard, now
        )
        await self.add_cog(conversation)
        await self.add_cog(MissedMentions(self, self.recording, heard, conversation.on_message, now))
        controls = AnswerControls(self.answering, self.recording, self.standing, now)
        controls.add_to(self.router)
        AnswerForm(
            self.answering, self.worker, self.recording, self.paces, timing, now, controls.not_mine, removal
        ).add_to(self.router)
        await self.add_cog(DepartureCog(self, self.worker, now, self._terms.server))
        await add_desk(
            self,
            self.router,
            curating,
            self.worker,
            self.surroundings.links,
            FileReader(environment_of_helpers()),
            FileWriter(environment_of_helpers()),
        )

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs; there are no commands with a prefix."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Give presses, picks and forms to the router."""
        await self.router.dispatch(interaction)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what went wrong where nobody waits for an answer."""
        del args, kwargs
        code = self._new_code()
        _log.exception("Failure %s in the event %s", code, event_method, extra={"code": code})

    async def finish_answers(self, seconds: float) -> None:
        """Wait, so long at most, for the answers that are being given."""
        # By the names that discord.py gives to the tasks of its events; a name that it changes only shortens the wait.
        busy = [task for task in asyncio.all_tasks() if task.get_name().startswith(_ANSWERING)]
        if busy:
            await asyncio.wait(busy, timeout=seconds)

    def _language(self, audience: Audience) -> Language:
        # Whatever failed: nothing more is read for the sentence on it.
        if self._library is None or not self._library.is_read(audience):
            return Language.ENGLISH
        return self._library.settings(audience).language

    def _new_code(self) -> str:
        self.surroundings.measures.failed()
        return self.surroundings.new_code()

    async def _open(self) -> None:
        await self.worker.start()
        await self._reader.start()
        await self.refresh_library()

    async def keep_checkpointing(self) -> None:
        """Keep the log of the database short on the connection that nobody's question waits behind, until cancelled."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_CHECKPOINTS)
            try:
                await self._reader.run(Store.checkpoint)
            except Exception:  # the next one may go well
                _log.exception("The log of the database could not be moved into it.")

    async def follow_database(self) -> None:
        """Take in what other processes write, until cancelled."""
        seen = await self.worker.run(Store.changes_by_others)
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            try:
                now = await self.worker.run(Store.changes_by_others)
                if now != seen:
                    await self.refresh_library()
                    _log.info("Another program wrote to the database; the library was read anew.")
                seen = now
            except Exception:  # the next look may go well
                _log.exception("The database could not be followed.")


def _nothing() -> None:
    """Do nothing."""
