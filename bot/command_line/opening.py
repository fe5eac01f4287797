"""What every command needs first: the settings, the database and the library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from bot.command_line.meaning import with_meaning
from bot.settings import Settings
from knowledge.answering.library import Library, build_library
from knowledge.exchange.loading import load_starter_packs
from knowledge.store import Store, open_store


@contextmanager
def opened_store(settings: Settings) -> Iterator[Store]:
    """Open the database with the packs loaded, and close it in the end."""
    store = open_store(settings.database_path)
    try:
        load_starter_packs(store, datetime.datetime.now(datetime.UTC), settings.packs)
        yield store
    finally:
        store.close()


def open_library(settings: Settings) -> Library:
    """Return the library as it is now; nothing stays open."""
    with opened_store(settings) as store:
        return with_meaning(build_library(store), store, settings)
