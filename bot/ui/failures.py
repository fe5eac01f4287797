"""When something goes wrong: one calm sentence to the person, the traceback to the operator, one code on both."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import aiohttp
import discord
from discord import app_commands

from bot.cards.texts import TEXTS, Texts
from bot.ui.audience import audience_of, audience_of_message, reader_of
from bot.ui.sending import give_back
from knowledge.answering.library import NotReadError
from knowledge.answering.speaking import spoken_language
from knowledge.errors import NotSoFastError, StoreError
from knowledge.language import Language
from knowledge.question.tokens import language_written
from knowledge.store import SHARED, Audience

_log = logging.getLogger(__name__)

# A RuntimeError is how the connection says that it is closed, when the bot is ending.
_UNDELIVERED = (discord.HTTPException, aiohttp.ClientError, OSError, RuntimeError)

# Discord takes 2,000 characters; whoever mends a long list of problems sees the rest of it at the next try.
_MOST = 1900


def shortened(text: str) -> str:
    """Return the text as it fits into a message."""
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


class Failures:
    """Turns errors into sentences.

    `new_code` gives the reference code of one failure, `language` that in which everybody of an audience is answered.
    """

    def __init__(self, new_code: Callable[[], str], language: Callable[[Audience], Language]) -> None:
        self._new_code = new_code
        self._language = language

    def sentence(self, error: BaseException, where: str, texts: Texts) -> str:
        """Return what to tell the person, after logging what they cannot mend."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, NotReadError):
            return texts.being_read
        # What is wrong with the database is for the operator to know and to mend.
        if isinstance(cause, NotSoFastError) and not isinstance(cause, StoreError):
            # Not what they were told: what they wrote may stand in it.
            _log.debug("Told a person in %s what is wrong (%s).", where, type(cause).__name__)
            return shortened(str(cause))
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            _log.warning("An outdated command was used in %s. Run `sync` if this goes on.", where)
            return texts.not_known
        code = self._new_code()
        _log.error("Failure %s in %s", code, where, exc_info=cause, extra={"code": code})
        return texts.failed.format(code=code)

    async def tell(self, interaction: discord.Interaction, error: BaseException, typed: Sequence[str] = ()) -> None:
        """Tell the person behind an interaction, to them alone, with what they typed in a form."""
        audience = audience_of(interaction)
        reader, chosen = reader_of(interaction), self._language(audience)
        texts = TEXTS[spoken_language(audience, chosen, alone=True, reader=reader)]
        text = self.sentence(error, f"interaction {interaction.id}", texts)
        # Some sentences quote what was typed already.
        lost = "\n".join(one for one in typed if one not in text)
        try:
            if lost:
                await give_back(interaction, text, texts.you_wrote, lost)
            elif interaction.response.is_done():
                await interaction.followup.send(text, ephemeral=True)
            else:
                await interaction.response.send_message(text, ephemeral=True)
        except _UNDELIVERED as unsent:
            _log.warning("The sentence on a failure could not be delivered (%s).", unsent)

    async def tell_channel(self, message: discord.Message, error: BaseException) -> None:
        """Tell the person who wrote a message, where they wrote it."""
        if isinstance(error, discord.Forbidden):
            _log.warning("Not allowed to answer in channel %s (%s).", message.channel.id, error.text)
            return
        audience = audience_of_message(message) or SHARED
        written, chosen = language_written(message.content), self._language(audience)
        texts = TEXTS[spoken_language(audience, chosen, alone=False, written=written)]
        text = self.sentence(error, f"channel {message.channel.id}", texts)
        try:
            # The nonce is that of no answer: of two tries with the same Discord makes one message.
            await message.reply(text, nonce=f"{message.id}.f")
        except _UNDELIVERED as unsent:
            _log.warning("The sentence on a failure could not be delivered (%s).", unsent)
