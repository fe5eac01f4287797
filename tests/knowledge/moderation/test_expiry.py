"""Questions are kept for so many days; then rows without words and names are left, and the cards go on by them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from knowledge.answering import ledger
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError
from knowledge.moderation import reports, unanswered
from knowledge.moderation.retention import expire_questions
from knowledge.moderation.undo import plan
from knowledge.store import SHARED, Audience, Store
from knowledge.store.answers import AnswerFate, AnswerRow
from tests.scenes.desk import ANN, BEN, EVE, HERE, NOW, by, opened, published

DAY = datetime.timedelta(days=1)


def ask(
    store: Store, person: int, question: str, days: int, audience: Audience = HERE, *, shown: bool = False
) -> AnswerRow:
    """Ask something so many days ago."""
    entry = build_library(store).show("river-runs-north", audience) if shown else None
    asked = Asked(audience, person, 5, How.DIRECT, question, private=False, at=NOW - days * DAY, message=8)
    row = ledger.record(store, asked, Given(AnswerFate.ANSWERED if shown else AnswerFate.NO_ENTRY, entry))
    ledger.note_sent(store, row.number, 5, 1000 + row.number)
    return row


def all_expired(store: Store, days: int = 90) -> None:
    while expire_questions(store, NOW, days):
        pass


def people(store: Store) -> set[int]:
    return {one for (one,) in store._db.execute("SELECT discord FROM people")}


@pytest.mark.parametrize(("age", "kept"), [(89, True), (90, True), (91, False)])
def test_a_question_is_kept_for_so_many_days_and_then_counted(tmp_path: Path, age: int, *, kept: bool) -> None:
    store = opened(tmp_path)
    number = ask(store, EVE, "does the river run north?", age, shown=True).number
    all_expired(store)
    row = store.answers.get(HERE, number)
    assert row is not None
    assert bool(row.question) == kept and bool(row.person) == kept and (EVE in people(store)) == kept
    # The card stands where it stands, and its buttons know what it showed.
    assert (row.channel, row.message, row.entry, row.fate) == (5, 1000 + number, "river-runs-north", "answered")
    shown = ledger.shown_entry(store, row)
    assert shown is not None and shown.id == "river-runs-north"
    assert ledger.stands_answered(store, 8) == kept
    store.close()


def test_a_direct_message_says_no_more_where_it_was(tmp_path: Path) -> None:
    store = opened(tmp_path)
    number = ask(store, EVE, "does the river run north?", 91, SHARED, shown=True).number
    all_expired(store)
    ledger.note_sent(store, number, 5, 5)
    row = store.answers.get(SHARED, number)
    assert row is not None and (row.channel, row.message) == (0, None)
    store.close()


def test_of_a_queue_old_questions_go_and_a_group_is_called_by_one_that_is_left(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ask(store, EVE, "do penguins run the harbour bakery?", 91)
    ask(store, ANN, "so is the harbour bakery run by penguins?", 10)
    ask(store, EVE, "who dug the tunnel?", 91)
    assert [one.questions for one in unanswered.queue(store, HERE, 9)] == [2, 1]
    all_expired(store)
    (group,) = unanswered.queue(store, HERE, 9)
    assert (group.question, group.people, group.questions) == ("so is the harbour bakery run by penguins?", 1, 1)
    # What asks the same still goes with it.
    ask(store, BEN, "do penguins run the harbour bakery?", 0)
    assert [one.questions for one in unanswered.queue(store, HERE, 9)] == [2]
    assert people(store) == {ANN, BEN}
    tables = ("requests", "request_groups")
    counts = [store._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    assert counts == [2, 1]
    assert store._db.execute("SELECT count(*) FROM request_terms WHERE grp <> ?", [group.number]).fetchone() == (0,)
    store.close()


def test_a_group_of_further_questions_goes_on_being_about_its_entry(tmp_path: Path) -> None:
    store = opened(tmp_path)

    def further(person: int, question: str, days: int) -> None:
        row = ask(store, person, question, days, shown=True)
        ledger.send_question(store, row, person, NOW - days * DAY)

    further(EVE, "how many barges carry gravel?", 91)
    further(ANN, "how many barges carry the gravel?", 10)
    all_expired(store)
    further(BEN, "how many barges carry gravel?", 0)
    (group,) = unanswered.queue(store, HERE, 9)
    assert (group.question, group.questions) == ("river-runs-north: how many barges carry the gravel?", 2)
    ask(store, BEN, "how many barges carry gravel?", 0)
    assert len(unanswered.queue(store, HERE, 9)) == 2
    store.close()


def test_who_is_still_known_by_something_else_stays_known(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by(BEN))
    for person in (BEN, EVE, ANN):
        ask(store, person, "who dug the tunnel?", 91)
    ask(store, ANN, "who dug the well?", 1)
    number = store.people.number(EVE)
    assert number is not None
    with store.transaction():
        unanswered.set_ignored(store, by(BEN), number, ignored=True)
    all_expired(store)
    # One publishes, one is kept out of the queue, one has asked since.
    assert people(store) == {BEN, EVE, ANN}
    assert store.requests.ignores(HERE, number)
    store.close()


def test_picks_and_reports_are_counted_without_a_name(tmp_path: Path) -> None:
    store = opened(tmp_path)
    row = ask(store, EVE, "does the river run north?", 91, shown=True)
    with store.transaction():
        for person in (EVE, ANN):
            number = store.people.number(person) or store.people.add(person)
            store.answers.pick(row.number, number, None, "2020-01-01")
    ledger.report(store, row, ANN, NOW)
    assert len(reports.reported(store, HERE)) == 1
    all_expired(store)
    assert people(store) == set()
    assert len({one.person for one in store.answers.picks(HERE)}) == 2
    # Nobody can say any more whether the answer was to the question.
    assert reports.reported(store, HERE) == ()
    with pytest.raises(InvalidInputError):
        reports.accept_report(store, by(), row.number)
    assert not ledger.send_question(store, store.answers.get(HERE, row.number) or row, EVE, NOW)
    store.close()


def test_what_was_said_against_a_verdict_waits_for_its_answer(tmp_path: Path) -> None:
    store = opened(tmp_path)
    row = ask(store, EVE, "does the river run north?", 91, shown=True)
    then = NOW - 91 * DAY
    waiting = reports.dispute(store, HERE, EVE, row.number, "It floods.", "", then)
    answered = reports.dispute(store, HERE, ANN, row.number, "It dries.", "", then)
    reports.answer_dispute(store, by(BEN), answered, "It does not.")
    reports.keep_unfinished(store, HERE, ANN, row.number, "Half of it.", "", then)
    reports.dismiss_dispute(store, by(BEN), reports.dispute(store, HERE, ANN, row.number, "It is blue.", "", then))
    all_expired(store)
    assert store._db.execute("SELECT number FROM disputes").fetchall() == [(waiting,)]
    assert reports.answer_dispute(store, by(BEN), waiting, "Not often.").asker == EVE
    assert people(store) == {EVE, BEN}
    store.close()


def test_an_undo_meets_a_question_that_is_gone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ask(store, EVE, "who dug the tunnel?", 91)
    unanswered.dismiss(store, by(BEN), unanswered.queue(store, HERE, 1)[0].number, "Not ours.")
    all_expired(store)
    done = plan(store, HERE, BEN, NOW - 200 * DAY)
    assert (len(done.steps), len(done.blocked)) == (0, 1)
    store.close()


def test_an_undo_meets_a_dispute_that_is_gone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    row = ask(store, EVE, "does the river run north?", 91, shown=True)
    number = reports.dispute(store, HERE, EVE, row.number, "It floods.", "", NOW - 91 * DAY)
    reports.dismiss_dispute(store, by(BEN), number)
    all_expired(store)
    done = plan(store, HERE, BEN, NOW - 200 * DAY)
    assert (len(done.steps), len(done.blocked)) == (0, 1)
    store.close()


def test_looking_for_what_is_due_reads_an_index_and_writes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    ask(store, EVE, "who dug the tunnel?", 1)
    before = store._db.conn.total_changes
    assert not expire_questions(store, NOW)
    assert store._db.conn.total_changes == before
    assert not store.erased_space.get().is_owed
    plan_of = store._db.execute(
        "EXPLAIN QUERY PLAN SELECT number, person FROM answers WHERE at < ? AND (question <> '' OR person <> 0) "
        "ORDER BY at LIMIT ?",
        ["x", 1],
    ).fetchall()
    assert "answers_that_expire" in str(plan_of)
    store.close()
