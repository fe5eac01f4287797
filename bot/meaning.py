"""Meaning in the running bot: the encoder is opened and vectors are computed in the background, while words serve."""

from __future__ import annotations

import asyncio
import functools
import logging
from typing import TYPE_CHECKING

from knowledge.errors import MeaningError, StoreError
from knowledge.library import Library
from knowledge.meaning.opening import ModelChoice, open_encoder

if TYPE_CHECKING:
    from bot.client import Bot
    from knowledge.meaning.keeping import KeptMeaning

_log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0
_OFF = "Meaning is off: %s Questions are matched by their words."


async def follow_meaning(bot: Bot, choice: ModelChoice) -> None:
    """Switch sentence vectors on as soon as all are there, and make those of what is published later, until cancelled.

    Whatever fails is logged in one line, and questions are matched by their words.
    """
    try:
        meaning = await _opened(bot, choice)
        await _complete(bot, meaning, bot.library())
        await bot.worker.run(meaning.tidy)
    except (MeaningError, StoreError) as error:
        _log.warning(_OFF, error)
        return
    bot.use_meaning(meaning)
    _log.info("Questions are matched by meaning too (%s).", choice.model)
    seen = bot.library()
    while meaning.failure is None:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        if bot.library() is not seen:
            seen = bot.library()
            try:
                await _complete(bot, meaning, seen)
            except (MeaningError, StoreError) as error:
                _log.warning("New entries have no vectors: %s Until they do, questions are matched by words.", error)
                return


async def _opened(bot: Bot, choice: ModelChoice) -> KeptMeaning:
    encoder = await asyncio.to_thread(open_encoder, choice, download=True)
    # Not above: it needs the extra, which is there when the encoder is open.
    from knowledge.meaning.keeping import read_meaning

    return await bot.read(lambda store: read_meaning(encoder, store))


async def _complete(bot: Bot, meaning: KeptMeaning, library: Library) -> None:
    """Compute what is missing, a batch at a time: between two batches the database serves whoever waits."""
    segments = library.segments()
    texts = await asyncio.to_thread(meaning.missing, segments)
    if texts:
        _log.info("Reading the meaning of %d texts in the background.", len(texts))
    for batch in meaning.batches(texts):
        vectors = await asyncio.to_thread(meaning.encoded, batch)
        await bot.worker.run(functools.partial(meaning.keep, vectors=vectors))
    # Where each entry's vectors stand is worked out here, so that no question waits for it.
    await asyncio.to_thread(meaning.is_ready, segments)
