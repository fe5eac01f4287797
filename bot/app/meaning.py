"""Meaning in the running bot: the encoder is opened and vectors are computed in the background, while words serve."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from knowledge.answering.library import Library
from knowledge.errors import MeaningError, StoreError
from knowledge.meaning.choice import ModelChoice
from knowledge.meaning.opening import open_encoder

if TYPE_CHECKING:
    from bot.app.client import Bot
    from knowledge.meaning.vector_cache import KeptMeaning

_log = logging.getLogger(__name__)
Made = TypeVar("Made")

_SECONDS_BETWEEN_LOOKS = 1.0
_OFF = "Meaning is off: %s Questions are matched by their words."
_NO_MEMORY = "There is not enough memory."
_NOT_FITTED = "No weights were fitted with %s: it adds and orders what is offered, and answers are found by words."


async def follow_meaning(bot: Bot, choice: ModelChoice) -> None:
    """Switch sentence vectors on as soon as all are there, and follow what is published and retired, until cancelled.

    Whatever fails is logged in one line, and questions are matched by their words.
    """
    try:
        meaning = await _opened(bot, choice)
        await _follow(bot, meaning, bot.library())
        while await bot.worker.run(meaning.tidy):
            pass
    except (MeaningError, StoreError) as error:
        _log.warning(_OFF, error)
        return
    except MemoryError:
        _log.warning(_OFF, _NO_MEMORY)
        return
    bot.use_meaning(meaning)
    _log.info("Questions are matched by meaning too (%s).", choice.model)
    seen, told = bot.library(), False
    while meaning.failure is None:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        library = bot.library()
        if library is seen:
            continue
        try:
            await _follow(bot, meaning, library)
        except StoreError as error:
            # A database that is busy for a moment: the next look tries again.
            if not told:
                _log.warning("New entries have no vectors: %s Until they do, questions are matched by words.", error)
            told = True
        except (MeaningError, MemoryError) as error:
            why = error if isinstance(error, MeaningError) else _NO_MEMORY
            _log.warning(
                "New entries have no vectors: %s Until the next start, questions there are matched by words.", why
            )
            return
        else:
            seen, told = library, False


async def _opened(bot: Bot, choice: ModelChoice) -> KeptMeaning:
    encoder = await _apart(functools.partial(open_encoder, choice, download=True))
    # Not above: they need the extra, which is there when the encoder is open.
    from knowledge.meaning.fingerprint import weights_of
    from knowledge.meaning.vector_cache import new_meaning

    weights = await asyncio.to_thread(weights_of, encoder)
    if weights is None:
        _log.warning(_NOT_FITTED, choice.model)
    meaning = new_meaning(encoder, weights)
    after: bytes | None = b""
    while after is not None:
        after = await bot.read(functools.partial(meaning.read, after=after))
    return meaning


async def _apart(work: Callable[[], Made]) -> Made:
    """Do the work in a thread that nobody waits for when the bot ends: a download may take minutes."""
    loop = asyncio.get_running_loop()
    made: asyncio.Future[Made] = loop.create_future()

    def tell(set_it: Callable[[], None]) -> None:
        # The loop may be gone by then, and whoever waited as well.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: None if made.done() else set_it())

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # it belongs to whoever awaits it
            tell(functools.partial(made.set_exception, error))
        else:
            tell(functools.partial(made.set_result, result))

    threading.Thread(target=run, name="opening the model", daemon=True).start()
    return await made


async def _follow(bot: Bot, meaning: KeptMeaning, library: Library) -> None:
    """Compute what is missing and forget what is not published any more.

    It is done a batch at a time: between two of them the database serves whoever waits.
    """
    from knowledge.meaning.vector_cache import batches, keys_of

    segments = library.segments()
    texts = await asyncio.to_thread(meaning.missing, segments)
    if texts:
        _log.info("Reading the meaning of %d texts in the background.", len(texts))
    for batch in batches(texts):
        vectors = await asyncio.to_thread(meaning.encoded, batch)
        await bot.worker.run(functools.partial(meaning.keep, vectors=vectors))
    idle = await asyncio.to_thread(meaning.idle, segments)
    if idle and library.unread:
        elsewhere = await bot.read(functools.partial(keys_of, owners=library.unread))
        idle = [key for key in idle if key not in elsewhere]
    for keys in batches(idle):
        await bot.worker.run(functools.partial(meaning.forget, keys=keys))
    # Where each entry's vectors stand is worked out here, so that no question waits for it.
    await asyncio.to_thread(meaning.is_ready, segments)
