"""The store: SQLite through sqlite-utils.

What stands in this package's public functions is the interface; nothing above it knows which database it talks to.
"""

from knowledge.store.audience import SHARED, Audience
from knowledge.store.connection import Store, open_store
from knowledge.store.lock import bot_lock, bot_of

__all__ = ["SHARED", "Audience", "Store", "bot_lock", "bot_of", "open_store"]
