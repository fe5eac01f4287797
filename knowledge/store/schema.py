"""The schema, as a list of migrations. One that has been released is never changed; a new one is added below it."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from knowledge.text.mentions import without_mentions

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
    """Add who is who, the ledger of answers with reports on them, unanswered questions, and servers' settings."""
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
def drafts_audit_queue_and_own_shared_ones(db: Database) -> None:
    """Add what moderators work on: drafts, the audit, the queue by likeness, hidden entries, takedowns."""
    for statement in _DESK.split(";\n\n"):
        db.execute(statement)


# The numbers of drafts, edits, imports and groups stand in buttons and forms, so they are never used twice. An audit
# row and a revision go only when a whole server is erased or an entry is taken down, and its marker is written first.
_DESK = """
CREATE TABLE drafts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    entry TEXT NOT NULL,
    base INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT,
    note TEXT,
    person INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX drafts_one_open ON drafts (server, entry) WHERE state IN ('draft', 'in review');

CREATE TABLE draft_edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL REFERENCES drafts (number),
    part TEXT NOT NULL,
    piece INTEGER NOT NULL,
    version INTEGER NOT NULL,
    typed TEXT NOT NULL,
    fate TEXT NOT NULL,
    person INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX draft_edits_of ON draft_edits (draft, part, piece);

CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    person INTEGER NOT NULL,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    thing TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    note TEXT
) STRICT;

CREATE INDEX audit_of ON audit (server, thing, subject);

CREATE TABLE erasures (
    server INTEGER PRIMARY KEY,
    left_at TEXT NOT NULL,
    underway INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE takedowns (
    server INTEGER NOT NULL,
    entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (server, entry)
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;

CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE server = OLD.server AND underway = 1)
BEGIN SELECT RAISE(ABORT, 'the audit is never removed'); END;

DROP TRIGGER IF EXISTS revisions_are_never_removed;

CREATE TRIGGER revisions_are_never_removed BEFORE DELETE ON revisions
WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE server = OLD.server AND underway = 1)
AND NOT EXISTS (SELECT 1 FROM takedowns WHERE server = OLD.server AND entry = OLD.entry)
BEGIN SELECT RAISE(ABORT, 'a revision is never removed'); END;

CREATE TABLE shared_choices (
    server INTEGER NOT NULL,
    entry TEXT NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0,
    seen INTEGER,
    PRIMARY KEY (server, entry)
) STRICT;

CREATE TABLE request_groups (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    question TEXT NOT NULL,
    mass REAL NOT NULL,
    state TEXT NOT NULL,
    note TEXT,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX request_groups_in ON request_groups (server, state);

CREATE TABLE request_terms (
    server INTEGER NOT NULL,
    term TEXT NOT NULL,
    grp INTEGER NOT NULL REFERENCES request_groups (number),
    rarity REAL NOT NULL,
    PRIMARY KEY (server, term, grp)
) STRICT, WITHOUT ROWID;

CREATE INDEX request_terms_of ON request_terms (grp);

ALTER TABLE requests ADD COLUMN grp INTEGER REFERENCES request_groups (number);

CREATE INDEX requests_by_group ON requests (server, grp, person);

CREATE TABLE ignored_askers (
    server INTEGER NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (server, person)
) STRICT;

ALTER TABLE reports ADD COLUMN state TEXT NOT NULL DEFAULT 'open';

CREATE TABLE disputes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    answer INTEGER NOT NULL REFERENCES answers (number),
    person INTEGER NOT NULL,
    reason TEXT NOT NULL,
    link TEXT,
    state TEXT NOT NULL,
    reply TEXT,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX disputes_in ON disputes (server, state);

CREATE TABLE imports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL,
    person INTEGER NOT NULL,
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE link_checks (
    server INTEGER NOT NULL,
    link TEXT NOT NULL,
    failures INTEGER NOT NULL,
    problem TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (server, link)
) STRICT
"""


@MIGRATIONS()
def packed_indexes(db: Database) -> None:
    """Add the packed index of published entries, in slices, with a head that says which slices are the whole one."""
    db.execute(
        """
        CREATE TABLE indexes (
            server INTEGER PRIMARY KEY,
            made INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            digest BLOB NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE index_slices (
            server INTEGER NOT NULL,
            made INTEGER NOT NULL,
            number INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (server, made, number)
        ) STRICT
        """
    )


@MIGRATIONS()
def vectors_of_texts(db: Database) -> None:
    """Add what sentence encoders made of the texts of entries; derived, and made anew when it is lost."""
    db.execute(
        "CREATE TABLE vectors (model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, "
        "PRIMARY KEY (model, text)) STRICT, WITHOUT ROWID"
    )


@MIGRATIONS()
def picks_of_offers(db: Database) -> None:
    """Add which of the offered entries people took their question to be about; NULL is none of them."""
    db.execute(
        """
        CREATE TABLE picks (
            answer INTEGER NOT NULL REFERENCES answers (number),
            person INTEGER NOT NULL,
            picked TEXT,
            at TEXT NOT NULL,
            PRIMARY KEY (answer, person)
        ) STRICT
        """
    )


@MIGRATIONS()
def groups_of_ungrouped_questions(db: Database) -> None:
    """Give a group to each question that was kept before questions were grouped: the queue shows groups alone."""
    db.execute(
        "INSERT INTO request_groups (server, question, mass, state, at) "
        "SELECT server, question, 0.0, state, min(at) FROM requests WHERE grp IS NULL GROUP BY server, question, state"
    )
    # A mass of zero is that of none of the others: nothing else is taken to ask the same.
    db.execute(
        "UPDATE requests SET grp = (SELECT max(g.number) FROM request_groups AS g WHERE g.server = requests.server "
        "AND g.question = requests.question AND g.state = requests.state AND g.mass = 0.0) WHERE grp IS NULL"
    )


@MIGRATIONS()
def messages_that_were_answered(db: Database) -> None:
    """Add in which message a question was asked, so that one that is found later is not answered twice."""
    db.execute("ALTER TABLE answers ADD COLUMN asked_in INTEGER")
    db.execute("CREATE INDEX answers_asked_in ON answers (asked_in) WHERE asked_in IS NOT NULL")


@MIGRATIONS()
def fates_of_rearranged_pieces(db: Database) -> None:
    """Say in the fate of an edit that a piece was moved or removed; that stood under a key among the typed texts."""
    db.execute(
        """
        UPDATE draft_edits
        SET fate = json_extract(typed, '$."(done)"'), typed = json_remove(typed, '$."(done)"')
        WHERE json_extract(typed, '$."(done)"') IN ('moved by -1', 'moved by 1', 'removed')
        """
    )


@MIGRATIONS()
def removed_answers(db: Database) -> None:
    """Add who had an answer's message removed, and when."""
    db.execute("ALTER TABLE answers ADD COLUMN removed_by INTEGER")
    db.execute("ALTER TABLE answers ADD COLUMN removed_at TEXT")


@MIGRATIONS()
def additions_to_shared_entries(db: Database) -> None:
    """Add what servers put on top of shared entries: phrasings and near-misses, without a version of their own."""
    db.execute(
        """
        CREATE TABLE additions (
            server INTEGER NOT NULL,
            entry TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (server, entry)
        ) STRICT
        """
    )


@MIGRATIONS()
def people_can_be_forgotten(db: Database) -> None:
    """Let names go from what is never changed, keep blocks without them, and note what space is to be overwritten."""
    for statement in _FORGETTING.split(";\n\n"):
        db.execute(statement)
    # Mentions of people hold their Discord ids. Questions are kept without them from now on.
    for table in ("answers", "requests", "request_groups"):
        rows = db.execute(f"SELECT number, question FROM {table} WHERE instr(question, '<@')").fetchall()  # noqa: S608
        for number, question in rows:
            db.execute(f"UPDATE {table} SET question = ? WHERE number = ?", [without_mentions(question), number])  # noqa: S608
    # What was deleted from a database that is no new one may be legible in it still.
    db.execute(
        "INSERT INTO erased_space (one, marks, overwritten, urgent) "
        "VALUES (1, EXISTS (SELECT 1 FROM revisions) OR EXISTS (SELECT 1 FROM people), 0, 0)"
    )


# Of a revision the author can be taken away, of a line of the audit who it was, and of a line about an asker's block
# the number that stands for them; nothing else. 0 is the number of nobody.
_FORGETTING = """
DROP TRIGGER IF EXISTS revisions_are_never_changed;

CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions
WHEN NOT (
    NEW.id IS OLD.id AND NEW.server IS OLD.server AND NEW.entry IS OLD.entry AND NEW.number IS OLD.number
    AND NEW.state IS OLD.state AND NEW.body IS OLD.body AND NEW.origin IS OLD.origin AND NEW.at IS OLD.at
    AND NEW.kind IS OLD.kind AND NEW.note IS OLD.note
    AND (NEW.author IS OLD.author OR (OLD.author IS NOT NULL AND NEW.author IS 0))
)
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

DROP TRIGGER IF EXISTS audit_is_never_changed;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NOT (
    NEW.number IS OLD.number AND NEW.server IS OLD.server AND NEW.at IS OLD.at AND NEW.action IS OLD.action
    AND NEW.thing IS OLD.thing AND NEW.before IS OLD.before AND NEW.after IS OLD.after AND NEW.note IS OLD.note
    AND (NEW.person IS OLD.person OR NEW.person IS 0)
    AND (NEW.subject IS OLD.subject OR OLD.thing IS 'asker')
)
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;

CREATE TABLE blocked_people (
    digest BLOB PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE erased_space (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    marks INTEGER NOT NULL,
    overwritten INTEGER NOT NULL,
    urgent INTEGER NOT NULL,
    at TEXT
) STRICT;

CREATE INDEX answers_that_expire ON answers (at) WHERE question <> '' OR person <> 0;

CREATE INDEX answers_by_remover ON answers (removed_by) WHERE removed_by IS NOT NULL;

CREATE INDEX revisions_by_author ON revisions (author) WHERE author IS NOT NULL;

CREATE INDEX audit_by_person ON audit (person);

CREATE INDEX disputes_by_person ON disputes (person);

CREATE INDEX requests_by_person ON requests (person);

CREATE INDEX picks_by_person ON picks (person);

CREATE INDEX reports_by_person ON reports (person)
"""


def _count() -> int:
    nowhere = Database(memory=True, execute_plugins=False)
    try:
        return len(MIGRATIONS.pending(nowhere))
    finally:
        nowhere.close()


SCHEMA = _count()
