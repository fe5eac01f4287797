"""The store: SQLite through sqlite-utils.

What stands in this package's public functions is the interface; nothing above it knows which database it talks to.
"""

from knowledge.store.audience import SHARED, Audience
from knowledge.store.backup import back_up, restore
from knowledge.store.connection import Store
from knowledge.store.lock import bot_lock, bot_of
from knowledge.store.opening import SQLITE, is_there, open_reader, open_store
from knowledge.store.schema import SCHEMA

__all__ = [
    "SCHEMA",
    "SHARED",
    "SQLITE",
    "Audience",
    "Store",
    "back_up",
    "bot_lock",
    "bot_of",
    "is_there",
    "open_reader",
    "open_store",
    "restore",
]
