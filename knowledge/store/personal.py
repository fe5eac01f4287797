"""What the tables keep of one person: to show it to them, and to take them out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sqlite_utils

from knowledge.store.disputes import DisputeState
from knowledge.store.people import NOBODY
from knowledge.text.mentions import MENTION

# What the person did or wrote, by what it is. Of a server's entries and drafts it says which ones they worked on.
_KEPT: Mapping[str, str] = {
    "questions": "SELECT at, server, channel, message, asked_in, how, private, question, outcome, entry, revision "
    "FROM answers WHERE person = ? ORDER BY number",
    "answers removed": "SELECT removed_at AS at, server, number AS answer FROM answers WHERE removed_by = ? "
    "ORDER BY number",
    "questions in a queue": "SELECT at, server, question, state FROM requests WHERE person = ? ORDER BY number",
    "picked of what was offered": "SELECT at, answer, picked FROM picks WHERE person = ? ORDER BY at, answer",
    "said not to be your question": "SELECT at, answer, meant FROM reports WHERE person = ? ORDER BY at, answer",
    "said against a verdict": "SELECT at, server, answer, reason, link, state, reply FROM disputes WHERE person = ? "
    "ORDER BY number",
    "servers that keep you out of their queue": "SELECT server FROM ignored_askers WHERE person = ? ORDER BY server",
    "revisions written": "SELECT at, server, entry, number, state, kind, note FROM revisions WHERE author = ? "
    "ORDER BY id",
    "drafts begun": "SELECT at, server, entry, state FROM drafts WHERE person = ? ORDER BY number",
    "forms of drafts sent in": "SELECT e.at, d.server, d.entry, e.part, e.typed, e.fate FROM draft_edits AS e "
    "JOIN drafts AS d ON d.number = e.draft WHERE e.person = ? ORDER BY e.number",
    "files handed in": "SELECT at, server, file, state FROM imports WHERE person = ? ORDER BY number",
    "changes in the audit": "SELECT at, server, action, thing, subject, before, after, note FROM audit "
    "WHERE person = ? ORDER BY number",
}
_OBJECTS = ("typed", "before", "after")
# Where the person stands as a number, and nothing depends on whether two rows are of one person.
_UNNAMED = (
    "UPDATE answers SET person = 0, asked_in = NULL WHERE person = ?",
    "UPDATE answers SET removed_by = 0 WHERE removed_by = ?",
    "UPDATE disputes SET person = 0 WHERE person = ?",
    "UPDATE drafts SET person = 0 WHERE person = ?",
    "UPDATE draft_edits SET person = 0 WHERE person = ?",
    "UPDATE imports SET person = 0 WHERE person = ?",
    "UPDATE revisions SET author = 0 WHERE author = ?",
    "UPDATE audit SET person = 0 WHERE person = ?",
)
# Texts in which somebody may have written a Discord id, but for what is the record of what was published and done.
_TEXTS = (
    ("answers", "question"),
    ("requests", "question"),
    ("request_groups", "question"),
    ("request_groups", "note"),
    ("disputes", "reason"),
    ("disputes", "link"),
    ("disputes", "reply"),
    ("drafts", "body"),
    ("drafts", "note"),
    ("draft_edits", "typed"),
    ("imports", "file"),
    ("imports", "text"),
)
_REFERRING = (
    *((table, "person") for table in ("answers", "requests", "picks", "reports", "disputes", "ignored_askers")),
    *((table, "person") for table in ("drafts", "draft_edits", "imports", "audit")),
    ("revisions", "author"),
    ("answers", "removed_by"),
)


class PersonalTable:
    """The rows of one person, in whichever table; the person is given by number."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db

    def kept_of(self, number: int) -> dict[str, list[dict[str, Any]]]:
        """Return everything that is kept of a person, by what it is, the oldest first; of what is there alone."""
        found = {}
        for what, sql in _KEPT.items():
            cursor = self._db.execute(sql, [number])
            names = [column[0] for column in cursor.description]
            rows = [_readable(dict(zip(names, row, strict=True))) for row in cursor]
            if rows:
                found[what] = rows
        return found

    def is_blocked(self, number: int) -> bool:
        """Say whether a server keeps this person's questions out of its queue."""
        sql = "SELECT 1 FROM ignored_askers WHERE person = ? LIMIT 1"
        return self._db.execute(sql, [number]).fetchone() is not None

    def rows_apart(self, number: int) -> tuple[list[tuple[str, int]], list[int]]:
        """Return the picks and reports of a person (table and answer), and the groups in which they asked."""
        marked = [
            (table, answer)
            for table in ("picks", "reports")
            for (answer,) in self._db.execute(f"SELECT answer FROM {table} WHERE person = ?", [number])  # noqa: S608
        ]
        groups = self._db.execute("SELECT DISTINCT grp FROM requests WHERE person = ?", [number])
        return marked, [group for (group,) in groups]

    def renumber_mark(self, table: str, answer: int, number: int, new: int) -> None:
        """Put another number to somebody's pick or report. Call it inside a transaction."""
        sql = f"UPDATE {table} SET person = ? WHERE answer = ? AND person = ?"  # noqa: S608 - of rows_apart
        self._db.execute(sql, [new, answer, number])

    def renumber_in_group(self, group: int | None, number: int, new: int) -> None:
        """Put another number to who asked the questions of a group. Call it inside a transaction."""
        self._db.execute("UPDATE requests SET person = ? WHERE grp IS ? AND person = ?", [new, group, number])

    def renumber_block(self, number: int, new: int) -> None:
        """Put another number to a person's blocks and to what the audit says of them. Call it inside a transaction."""
        self._db.execute("UPDATE ignored_askers SET person = ? WHERE person = ?", [new, number])
        self._db.execute("UPDATE audit SET subject = ? WHERE thing = 'asker' AND subject = ?", [str(new), str(number)])

    def unname(self, number: int) -> None:
        """Take the person out of what stays: nobody's number stands there. Call it inside a transaction."""
        self._db.execute("DELETE FROM disputes WHERE person = ? AND state = ?", [number, DisputeState.UNFINISHED])
        # The channel of direct messages is one person's, and a message in it leads to the channel.
        self._db.execute("UPDATE answers SET channel = 0, message = NULL WHERE person = ? AND server = 0", [number])
        for statement in _UNNAMED:
            self._db.execute(statement, [number])

    def unwrite(self, discord: int) -> None:
        """Take a Discord id out of the texts in which somebody wrote it. Call it inside a transaction.

        What was published, and what moderators said in the audit, stays as it was written.
        """
        for table, column in _TEXTS:
            change = f"{column} = replace(replace(replace({column}, :old, :mark), :new, :mark), :id, :mark)"
            self._db.execute(
                f"UPDATE {table} SET {change} WHERE instr({column}, :id)",  # noqa: S608 - of constants
                {"id": str(discord), "old": f"<@!{discord}>", "new": f"<@{discord}>", "mark": MENTION},
            )
        self._db.execute("DELETE FROM request_terms WHERE term = ?", [str(discord)])

    def drop_unreferred(self, numbers: Sequence[int]) -> int:
        """Forget those of these people of whom nothing else is kept; return how many. Call it inside a transaction."""
        nothing = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = people.number)"  # noqa: S608 - of constants
            for table, column in _REFERRING
        )
        gone = 0
        for number in set(numbers) - {NOBODY}:
            # What the audit says of a block goes on being of somebody.
            sql = (
                f"DELETE FROM people WHERE number = ? AND {nothing} AND NOT EXISTS "  # noqa: S608 - of constants
                "(SELECT 1 FROM audit WHERE thing = 'asker' AND subject = CAST(people.number AS TEXT))"
            )
            gone += self._db.execute(sql, [number]).rowcount
        return gone


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: json.loads(value) if name in _OBJECTS else value for name, value in row.items()}
