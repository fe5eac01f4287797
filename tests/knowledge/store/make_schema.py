"""Write the database of today's schema into `schemas/`, for the versions to come.

    python -m tests.knowledge.store.make_schema

Run it when a migration has been added, and before the version with it is released. What an earlier version wrote is
left as it is.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from knowledge.answering import ledger
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import build_library
from knowledge.answering.shared_index import shared_entries
from knowledge.moderation import additions
from knowledge.moderation.drafts import editing
from knowledge.moderation.overrides import hide
from knowledge.store.answers import AnswerFate
from knowledge.store.schema import APPLICATION_ID, SCHEMA
from tests.scenes.desk import BEN, HERE, NOW, by, opened, published, typed

FOLDER = Path(__file__).parent / "schemas"
ABOVE = "as the code of that time wrote it. Never changed: databases like it may be anywhere."


def dumped(path: Path) -> str:
    """Return all of a database as SQL, with the numbers that iterdump leaves out."""
    with closing(sqlite3.connect(path)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        lines = [f"PRAGMA application_id = {APPLICATION_ID};", f"PRAGMA user_version = {version};", *db.iterdump()]
    return "\n".join(lines) + "\n"


def written(folder: Path) -> Path:
    """Make a small database with something in all the tables that people fill."""
    store = opened(folder)
    shown = build_library(store).show("river-runs-north", HERE)
    asked = Asked(HERE, 7, 5, How.MENTION, "does the river run north?", private=False, at=NOW)
    row = ledger.record(store, asked, Given(AnswerFate.ANSWERED, shown, 0.9, ("lake-is-deep",)))
    ledger.note_sent(store, row.number, 5, 77)
    unknown = Asked(HERE, 8, 5, How.SLASH, "do penguins run a bakery?", private=True, at=NOW)
    ledger.record(store, unknown, Given(AnswerFate.NO_ENTRY))
    ledger.report(store, row, 8, NOW, "lake-is-deep")
    ledger.pick(store, row, 8, NOW, "lake-is-deep")
    published(store, by())
    hide(store, by(), "lake-is-deep", hidden=True)
    additions.add_text(store, by(), "river-runs-north", "phrasings", "which way does the river flow")
    typed(store, by(BEN), editing.edit(store, by(BEN), "new-one"), answer="It was, by a year.")
    shared_entries(store, worth_keeping=1)
    store.close()
    return folder / "nsf.db"


def main() -> None:
    target = FOLDER / f"{SCHEMA}.sql"
    if target.exists():
        sys.exit(f"{target.name} is there already.")
    with tempfile.TemporaryDirectory() as folder:
        text = dumped(written(Path(folder)))
    target.write_text(f"-- A database with schema {SCHEMA}, {ABOVE}\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
