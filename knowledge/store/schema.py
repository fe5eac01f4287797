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


SCHEMA = len(MIGRATIONS.pending(Database(memory=True, execute_plugins=False)))
