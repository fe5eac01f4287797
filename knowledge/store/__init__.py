"""The store: SQLite through sqlite-utils.

What stands in this package's public functions is the interface; nothing above it knows which database it talks to.
"""

from knowledge.store.audience import SHARED, Audience
from knowledge.store.connection import Store, open_store

__all__ = ["SHARED", "Audience", "Store", "open_store"]
