"""People's own data: shown whole, erased down to the bytes of the files; what stays goes on working without a name."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from knowledge.answering import ledger, removal
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import JSON
from knowledge.moderation import browsing, importing, own_data, publishing, reports, settings, unanswered, undo
from knowledge.moderation.audit import audit_page
from knowledge.moderation.drafts import editing, states
from knowledge.store import SHARED, Audience, Store, open_store, opening
from knowledge.store.answers import AnswerFate, AnswerRow
from knowledge.store.erased_space import write_anew
from knowledge.store.people import NOBODY
from knowledge.store.personal import _REFERRING, _TEXTS
from tests.scenes.desk import ANN, BEN, EVE, HERE, NOW, THERE, by, draft_of, opened, published, two_people, typed
from tests.scenes.desk import in_state as draft_in

# As long as those of Discord, and seen among other bytes.
WHO = 1_003_411_927_133_805_071
# Opaque numbers that are seen among other bytes, too.
FIRST_NUMBER = 0x5AA5_1234_0000
KEY = bytes(range(32))


def never() -> bool:
    return False


def big_numbers(store: Store) -> None:
    """Let people have large numbers from now on."""
    with store.transaction():
        number = store.people.nobody()
        assert number
        store._db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'people'", [FIRST_NUMBER])


def ask(store: Store, person: int, question: str, audience: Audience = HERE, *, entry: str | None = None) -> AnswerRow:
    """Ask something; `entry` is what it is answered with."""
    shown = build_library(store).show(entry, audience) if entry else None
    channel = 5 if audience.server else 777_000_777_000
    asked = Asked(audience, person, channel, How.MENTION, question, private=False, at=NOW, message=888_000_888_000)
    fate = AnswerFate.ANSWERED if shown else AnswerFate.NO_ENTRY
    row = ledger.record(store, asked, Given(fate, shown, 0.9, ("lake-is-deep",)))
    ledger.note_sent(store, row.number, channel, 999_000_999_000 + row.number)
    return row


def everything(store: Store) -> AnswerRow:
    """Let WHO do everything that somebody can do; return an answer that they were given."""
    who, other = by(WHO), by(BEN)
    row = ask(store, WHO, f"does <@{WHO}> say that the river runs north, and {WHO} too?", entry="river-runs-north")
    ask(store, EVE, f"is <@!{WHO}> right about the river?", entry="river-runs-north")
    ask(store, WHO, "is the bakery run by penguins?")
    ask(store, EVE, "do penguins run the bakery?")
    ask(store, WHO, "is the moon a bakery?", SHARED)
    removal.note_removed(store, ask(store, EVE, "is the river one of bread?", entry="river-runs-north"), WHO, NOW)
    ledger.pick(store, row, WHO, NOW, "lake-is-deep")
    ledger.report(store, row, WHO, NOW, "lake-is-deep")
    ledger.report(store, row, EVE, NOW)
    reports.dispute(store, HERE, WHO, row.number, f"I, <@{WHO}> or {WHO}, was there.", "", NOW)
    reports.keep_unfinished(store, HERE, WHO, row.number, "Mine alone.", "nowhere", NOW)
    published(store, who)
    again = editing.edit(store, who, "new-one")
    again = typed(store, who, again, answer=f"It was, says <@{WHO}>.").draft
    publishing.publish(store, other, again.number, version=typed(store, other, again, answer="It was.").draft.version,
                       kind="update", sentence="It was.")  # fmt: skip
    typed(store, who, draft_of(store, who, "second-one"), answer=f"Ask {WHO}.")
    importing.dry_run(store, who, "mine.json", importing.export(store, HERE, JSON, "new-one"))
    settings.change_settings(store, who, channel=77)
    for server in (HERE, THERE):
        with store.transaction():
            number = store.people.number(WHO)
            assert number is not None
            unanswered.set_ignored(store, by(BEN, server), number, ignored=True)
    return row


def traces(folder: Path, number: int) -> dict[str, set[str]]:
    """Return in which files the id or the number of a person stands, as text or as the database writes numbers."""
    wanted = {
        "id as text": str(WHO).encode(),
        "id": WHO.to_bytes(8, "big"),
        "number as text": str(number).encode(),
        "number": number.to_bytes(6, "big"),
    }
    found = {}
    for file in folder.iterdir():
        if file.is_file():
            stands = {what for what, written in wanted.items() if written in file.read_bytes()}
            if stands:
                found[file.name] = stands
    return found


def rows_with(store: Store, *values: object) -> list[tuple[str, object]]:
    """Return the tables in which one of these stands, alone or in a text."""
    found = []
    for table in store._db.table_names():
        for row in store._db.execute(f"SELECT * FROM [{table}]").fetchall():
            found += [(table, one) for one in row for value in values if one == value or str(value) in str(one)]
    return found


def test_forgetting_leaves_nothing_in_any_table_nor_in_any_byte_of_the_files(tmp_path: Path) -> None:
    store = opened(tmp_path)
    big_numbers(store)
    everything(store)
    number = store.people.number(WHO)
    assert number is not None and number > FIRST_NUMBER
    every = {"id as text", "id", "number as text", "number"}
    assert set().union(*traces(tmp_path, number).values()) == every
    reader = open_store(tmp_path / "nsf.db")
    with reader.reading():
        assert own_data.kept_of(reader, WHO)
        assert own_data.forget(store, WHO, KEY)
        assert rows_with(store, WHO, number) == []
        with store.waiting(0.05):
            # Beside a reader nothing is raised, and the log stays.
            assert not store.empty_log()
        assert "id" in traces(tmp_path, number)["nsf.db-wal"]
    write_anew(tmp_path / "nsf.db", never, 1.0)
    assert store.empty_log()
    assert (tmp_path / "nsf.db-wal").stat().st_size == 0
    assert traces(tmp_path, number) == {}
    reader.close()
    store.close()
    assert traces(tmp_path, number) == {}
    with closing(sqlite3.connect(tmp_path / "nsf.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_column_that_names_a_person_is_known(tmp_path: Path) -> None:
    store = opened(tmp_path)
    naming = {
        (table, column.name)
        for table in store._db.table_names()
        for column in store._db.table(table).columns
        if column.name in ("person", "author", "asker", "moderator", "removed_by", "discord")
    }
    assert naming == {*_REFERRING, ("people", "discord")}
    free = {
        (table, column.name)
        for table in store._db.table_names()
        for column in store._db.table(table).columns
        if column.name in ("question", "reason", "reply", "typed", "body", "text", "note", "link")
    }
    # What was published, and what moderators said of it, stays as it was written.
    record = {
        ("revisions", "body"),
        ("additions", "body"),
        ("revisions", "note"),
        ("audit", "note"),
        ("takedowns", "reason"),
    }
    derived = {("index_slices", "body"), ("vectors", "text"), ("link_checks", "link")}
    assert free == ({*_TEXTS} - {("imports", "file")}) | record | derived
    store.close()


def test_what_is_shown_is_everything_and_nothing_of_anybody_else(tmp_path: Path) -> None:
    store = opened(tmp_path)
    big_numbers(store)
    everything(store)
    shown = own_data.kept_of(store, WHO)
    counts = {what: len(rows) for what, rows in shown.items() if isinstance(rows, list)}
    assert counts == {
        "questions": 3, "questions in a queue": 2, "picked of what was offered": 1, "said not to be your question": 1,
        "said against a verdict": 2, "servers that keep you out of their queue": 2, "revisions written": 1,
        "drafts begun": 3, "forms of drafts sent in": 4, "files handed in": 1, "changes in the audit": 5,
        "answers removed": 1,
    }  # fmt: skip
    assert shown["your Discord id"] == str(WHO)
    text = own_data.as_file(shown).decode()
    assert json.loads(text) == shown
    assert "is the bakery run by penguins?" in text and "do penguins run the bakery?" not in text
    # Every column that refers to the person is one that is read.
    number = store.people.number(WHO)
    for table, column in _REFERRING:
        assert store._db.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", [number]).fetchone() != (0,), table
    assert own_data.kept_of(store, 123) == {}
    assert own_data.as_file(own_data.kept_of(store, EVE)).decode().count("penguins") == 2
    store.close()


def test_questions_stay_without_a_name_and_the_counts_stay(tmp_path: Path) -> None:
    store = opened(tmp_path)
    row = everything(store)
    before = [(one.question, one.people, one.questions) for one in unanswered.queue(store, HERE, 10)]
    assert [one.people for one in reports.reported(store, HERE)] == [2]
    own_data.forget(store, WHO, KEY)
    assert [(one.question, one.people, one.questions) for one in unanswered.queue(store, HERE, 10)] == before
    assert [one.people for one in reports.reported(store, HERE)] == [2]
    kept = store.answers.get(HERE, row.number)
    assert kept is not None
    assert (kept.person, kept.message, kept.entry) == (NOBODY, 999_000_999_000 + row.number, "river-runs-north")
    assert kept.question == "does @… say that the river runs north, and @… too?"
    assert not ledger.is_asker(store, kept, WHO)
    assert store._db.execute("SELECT asked_in FROM answers WHERE number = ?", [row.number]).fetchone() == (None,)
    # A direct message is one person's: nothing says any more where it was, not even a press of its buttons.
    (alone,) = store._db.execute("SELECT number, channel, message, asked_in FROM answers WHERE server = 0").fetchall()
    assert alone[1:] == (0, None, None)
    ledger.note_sent(store, alone[0], 4, 4)
    assert store._db.execute("SELECT message FROM answers WHERE server = 0").fetchall() == [(None,)]
    # What they said against a verdict can be answered, and there is nobody to tell.
    (open_one,) = reports.disputes(store, HERE)
    assert open_one[0].reason == "I, @… or @…, was there."
    assert reports.answer_dispute(store, by(), open_one[0].number, "So were we.").asker is None
    store.close()


def test_nobody_is_kept_out_for_the_question_of_somebody_who_was_forgotten(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ask(store, WHO, "who painted the lighthouse?")
    own_data.forget(store, WHO, KEY)
    (group,) = unanswered.queue(store, HERE, 10)
    with pytest.raises(InvalidInputError, match="forgotten"):
        unanswered.keep_out(store, by(BEN), group.number)
    assert store._db.execute("SELECT count(*) FROM ignored_askers").fetchone() == (0,)
    store.close()


def test_what_a_moderator_did_is_that_of_a_former_moderator(tmp_path: Path) -> None:
    store = opened(tmp_path)
    everything(store)
    own_data.forget(store, WHO, KEY)
    history = browsing.history(store, HERE, "new-one")
    assert [one.revision.author for one in history] == [store.people.number(BEN), NOBODY]
    assert [one.author for one in history] == [BEN, None] and history[1].publisher is None
    assert {who for _, who in audit_page(store, HERE, 100).rows} == {None, BEN}
    shown = build_library(store).show("new-one", HERE)
    assert shown is not None and shown.entry.answer == "It was."
    assert undo.plan(store, HERE, WHO, NOW - datetime.timedelta(days=1)).steps == ()
    store.close()


def test_revisions_and_audit_can_be_changed_in_nothing_else(tmp_path: Path) -> None:
    store = opened(tmp_path)
    everything(store)
    for change in (
        "UPDATE revisions SET body = '{}'", "UPDATE revisions SET note = 'x'", "UPDATE revisions SET author = 5",
        "UPDATE revisions SET author = NULL", "UPDATE revisions SET author = 0, at = 'x'",
        "UPDATE revisions SET author = 0 WHERE author IS NULL", "UPDATE audit SET person = 5",
        "UPDATE audit SET person = 0, note = 'x'", "UPDATE audit SET subject = 'x'", "UPDATE audit SET action = 'set'",
        "UPDATE audit SET after = '{}'", "DELETE FROM audit", "DELETE FROM revisions",
    ):  # fmt: skip
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            store._db.execute(change)
    store.close()


def test_a_block_meets_whoever_comes_back_and_can_be_taken_back(tmp_path: Path) -> None:
    store = opened(tmp_path)
    everything(store)
    own_data.forget(store, WHO, KEY)
    ask(store, WHO, "who dug the tunnel?")
    ask(store, EVE, "who built the tower?")
    assert [one.question for one in unanswered.queue(store, HERE, 10) if one.question.startswith("who")] == [
        "who built the tower?"
    ]
    # Forgotten once more, with another key at hand: the first one counts.
    own_data.forget(store, WHO, bytes(32))
    assert rows_with(store, WHO) == []
    plan = undo.plan(store, HERE, BEN, NOW - datetime.timedelta(days=1))
    undone = undo.undo(store, by(ANN), BEN, NOW - datetime.timedelta(days=1), plan.last)
    assert any(step.thing == "asker" for step in undone.steps)
    ask(store, WHO, "who dug the tunnel?")
    assert "who dug the tunnel?" in [one.question for one in unanswered.queue(store, HERE, 10)]
    # The other server has not taken it back.
    ask(store, WHO, "who dug the tunnel?", THERE)
    assert unanswered.queue(store, THERE, 10) == ()
    store.close()


def test_whoever_is_not_blocked_comes_back_as_somebody_new(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ask(store, WHO, "who dug the tunnel?")
    first = store.people.number(WHO)
    own_data.forget(store, WHO, KEY)
    assert store._db.execute("SELECT count(*) FROM blocked_people").fetchone() == (0,)
    ask(store, WHO, "who dug the tunnel?")
    assert store.people.number(WHO) not in (first, None)
    assert not own_data.forget(store, 123, KEY)
    store.close()


@pytest.mark.parametrize("state", ["draft", "in review"])
def test_two_people_publish_even_when_one_of_them_was_forgotten(tmp_path: Path, state: str) -> None:
    store = opened(tmp_path)
    two_people(store, by())
    draft = draft_in(store, state, by(WHO))
    own_data.forget(store, WHO, KEY)

    def publish(person: int, number: int) -> publishing.Done:
        now = editing.get(store, HERE, number)
        return publishing.publish(store, by(person), number, version=now.version)

    # Nobody knows whether whoever comes is the one who wrote it.
    for person in (WHO, BEN):
        with pytest.raises(InvalidInputError, match="two people"):
            publish(person, draft.number)
    if state == "in review":
        states.send_back(store, by(WHO), draft.number)
    states.submit(store, by(WHO), draft.number)
    with pytest.raises(InvalidInputError, match="two people"):
        publish(WHO, draft.number)
    own_data.forget(store, WHO, KEY)
    with pytest.raises(InvalidInputError, match="two people"):
        publish(WHO, draft.number)
    states.send_back(store, by(BEN), draft.number)
    states.submit(store, by(BEN), draft.number)
    with pytest.raises(InvalidInputError, match="two people"):
        publish(BEN, draft.number)
    done = publish(EVE, draft.number)
    revision = store.revisions.latest(HERE, done.entry)
    assert revision is not None and revision.author == NOBODY
    store.close()


def test_a_mention_is_not_kept_to_begin_with(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ask(store, EVE, f"is <@{WHO}> or <@!{WHO}> or <@&{WHO}> the mayor?")
    assert store.requests.in_state(HERE)[0].question == f"is @… or @… or <@&{WHO}> the mayor?"
    store.close()


def test_what_is_deleted_is_overwritten_from_the_first_connection_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def as_by_default(*given: Any, **options: Any) -> sqlite3.Connection:
        # Some builds of SQLite have it on by themselves.
        connection = connect(*given, **options)
        connection.execute("PRAGMA secure_delete = OFF")
        return connection

    monkeypatch.setattr(opening.sqlite3, "connect", as_by_default)
    store = opened(tmp_path)
    assert store._db.execute("PRAGMA secure_delete").fetchone() == (1,)
    assert not store.erased_space.get().is_owed
    own_data.forget(store, WHO, KEY)
    assert store.erased_space.get().is_owed and store.erased_space.get().urgent
    store.close()
