"""When something goes wrong: one calm sentence to the person, the traceback to the operator, one code on both."""

from __future__ import annotations

import logging
from collections.abc import Callable

import aiohttp
import discord
from discord import app_commands

from knowledge.errors import NotSoFastError, StoreError

_log = logging.getLogger(__name__)

# A RuntimeError is how the connection says that it is closed, when the bot is ending.
_UNDELIVERED = (discord.HTTPException, aiohttp.ClientError, OSError, RuntimeError)
NOT_KNOWN = "I do not know that command any more. Please reload Discord and try again."


# Discord takes 2,000 characters; whoever mends a long list of problems sees the rest of it at the next try.
_MOST = 1900


def shortened(text: str) -> str:
    """Return the text as it fits into a message."""
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


class Failures:
    """Turns errors into sentences. `new_code` gives the reference code of one failure."""

    def __init__(self, new_code: Callable[[], str]) -> None:
        self._new_code = new_code

    def sentence(self, error: BaseException, where: str) -> str:
        """Return what to tell the person, after logging what they cannot mend."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        # What is wrong with the database is for the operator to know and to mend.
        if isinstance(cause, NotSoFastError) and not isinstance(cause, StoreError):
            # Not what they were told: what they wrote may stand in it.
            _log.debug("Told a person in %s what is wrong (%s).", where, type(cause).__name__)
            return shortened(str(cause))
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            _log.warning("An outdated command was used in %s. Run `sync` if this goes on.", where)
            return NOT_KNOWN
        code = self._new_code()
        _log.error("Failure %s in %s", code, where, exc_info=cause, extra={"code": code})
        return f"Something went wrong on my side. Please try again; if it happens again, tell those who run me: {code}."

    async def tell(self, interaction: discord.Interaction, error: BaseException) -> None:
        """Tell the person behind an interaction, to them alone."""
        text = self.sentence(error, f"interaction {interaction.id}")
        try:
            if interaction.response.is_done():
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
        text = self.sentence(error, f"channel {message.channel.id}")
        try:
            # The nonce is that of no answer: of two tries with the same Discord makes one message.
            await message.reply(text, nonce=f"{message.id}.f")
        except _UNDELIVERED as unsent:
            _log.warning("The sentence on a failure could not be delivered (%s).", unsent)
