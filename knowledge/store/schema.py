"""The schema, as a list of migrations. One that has been released is never changed; a new one is added below it."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x4E53_4641  # "NSFA"
MIGRATIONS = Migrations("not-so-fast")


@MIGRATIONS()
def entries_and_names(db: Database) -> None:
    """Revisions (the truth), what is derived of them, names, and which state of a pack was loaded."""
    db.table("revisions").create(
        {
            "id": int,
            "server": int,
            "entry": str,
            "number": int,
            "state": str,
            "body": str,
            "origin": str,
            "author": int,
            "at": str,
            "kind": str,
            "note": str,
        },
        pk="id",
        not_null=["server", "entry", "number", "state", "body", "at", "kind"],
        strict=True,
    )
    db.table("revisions").create_index(["server", "entry", "number"], unique=True)
    db.execute(
        "CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions "
        "BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END"
    )
    db.execute(
        "CREATE TRIGGER revisions_are_never_removed BEFORE DELETE ON revisions "
        "BEGIN SELECT RAISE(ABORT, 'a revision is never removed'); END"
    )
    db.table("entries").create(
        {"server": int, "entry": str, "state": str, "latest": int, "published": int, "origin": str},
        pk=("server", "entry"),
        not_null=["state", "latest"],
        foreign_keys=[("latest", "revisions", "id"), ("published", "revisions", "id")],
        strict=True,
    )
    db.table("names").create(
        {"server": int, "origin": str, "name": str, "kind": str, "also": str},
        pk=("server", "origin", "name"),
        not_null=["kind", "also"],
        strict=True,
    )
    db.table("packs").create(
        {"id": str, "title": str, "description": str, "topics": str, "digest": str, "loaded_at": str},
        pk="id",
        not_null=["title", "description", "topics", "digest", "loaded_at"],
        strict=True,
    )
    db.table("kept").create({"key": str, "value": str}, pk="key", not_null=["value"], strict=True)


@MIGRATIONS()
def people_answers_requests_and_settings(db: Database) -> None:
    """Who is who, the ledger of answers with the reports on them, questions nobody could answer, and servers' settings."""
    # AUTOINCREMENT, since a number that was somebody's, or that a message's buttons carry, must never mean another.
    db.execute("CREATE TABLE people (number INTEGER PRIMARY KEY AUTOINCREMENT, discord INTEGER NOT NULL UNIQUE) STRICT")
    db.execute(
        """
        CREATE TABLE answers (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            server INTEGER NOT NULL,
            channel INTEGER NOT NULL,
            message INTEGER,
            person INTEGER NOT NULL,
            how TEXT NOT NULL,
            private INTEGER NOT NULL,
            question TEXT NOT NULL,
            outcome TEXT NOT NULL,
            owner INTEGER NOT NULL,
            entry TEXT,
            revision INTEGER,
            confidence REAL NOT NULL,
            offered TEXT NOT NULL,
            at TEXT NOT NULL,
            replaced_by INTEGER REFERENCES answers (number),
            hinted INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """
    )
    db.table("answers").create_index(["message"])
    db.table("answers").create_index(["owner", "entry", "revision"])
    db.table("answers").create_index(["person"])
    db.execute(
        """
        CREATE TABLE reports (
            answer INTEGER NOT NULL REFERENCES answers (number),
            person INTEGER NOT NULL,
            meant TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (answer, person)
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE requests (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            server INTEGER NOT NULL,
            answer INTEGER NOT NULL UNIQUE REFERENCES answers (number),
            person INTEGER NOT NULL,
            question TEXT NOT NULL,
            state TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
        """
    )
    db.table("requests").create_index(["server", "state"])
    db.table("settings").create(
        {"server": int, "key": str, "value": str}, pk=("server", "key"), not_null=["value"], strict=True
    )


@MIGRATIONS()
def vectors_of_texts(db: Database) -> None:
    """Add what sentence encoders made of the texts of entries; derived, and made anew when it is lost."""
    db.execute(
        "CREATE TABLE vectors (model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, "
        "PRIMARY KEY (model, text)) STRICT, WITHOUT ROWID"
    )


SCHEMA = len(MIGRATIONS.pending(Database(memory=True, execute_plugins=False)))
