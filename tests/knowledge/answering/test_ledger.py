"""The ledger, people and requests: on a real database, each server for itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answering import ledger
from knowledge.answering.ledger import Asked, Given, How
from knowledge.answering.library import PublishedEntry, build_library
from knowledge.moderation.people import discord_id, person_number
from knowledge.store import SHARED, Audience, Store, open_store
from knowledge.store.answers import AnswerFate
from knowledge.store.revisions import RevisionState
from tests.scenes.asking import CIA, NOW, ZETAS, database

SERVER, OTHER = Audience(111), Audience(222)
ANN, BOB = 901234567890123456, 901234567890123457
ASKED = Asked(SERVER, ANN, 5, How.MENTION, "did they?", private=False, at=NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(database(tmp_path))
    yield opened
    opened.close()


def shown(store: Store, entry: str = CIA) -> PublishedEntry:
    found = build_library(store).show(entry, SHARED)
    assert found is not None
    return found


def test_a_row_says_who_where_what_and_why(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store), 0.75, (ZETAS,)))
    assert (row.audience, row.channel, row.message, row.how, row.private) == (SERVER, 5, None, "mention", False)
    assert (row.entry, row.revision, row.owner, row.confidence, row.offered) == (CIA, 1, SHARED, 0.75, (ZETAS,))
    assert (row.question, row.fate, row.at) == ("did they?", "answered", "2026-05-04T03:02:01+00:00")
    ledger.note_sent(store, row.number, 5, 777)
    assert ledger.answer_in(store, SERVER, 777) == replace(row, message=777)
    found = ledger.shown_entry(store, row)
    assert found is not None
    assert found == shown(store)


def test_the_revision_that_was_shown_is_found_after_the_entry_is_gone(store: Store) -> None:
    before = shown(store)
    row = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, before))
    latest = store.revisions.latest(SHARED, CIA)
    assert latest is not None
    with store.transaction():
        store.revisions.add(
            SHARED, CIA, {**latest.body, "answer": "x"}, state=RevisionState.RETIRED, kind="retired", at="2026"
        )
    assert ledger.shown_entry(store, row) == before


def test_another_server_sees_no_row(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store)))
    ledger.note_sent(store, row.number, 5, 777)
    assert ledger.answer(store, OTHER, row.number) is None
    assert ledger.answer_in(store, OTHER, 777) is None
    assert ledger.answer(store, SERVER, row.number) is not None


def test_what_was_asked_outside_of_servers_is_found_wherever_its_buttons_are_pressed(store: Store) -> None:
    row = ledger.record(store, replace(ASKED, audience=SHARED), Given(AnswerFate.ANSWERED, shown(store)))
    assert ledger.answer(store, OTHER, row.number) == row


def test_a_question_without_an_entry_is_kept_once_for_those_whom_it_concerns(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.NO_ENTRY))
    ledger.record(store, replace(ASKED, audience=SHARED), Given(AnswerFate.NO_ENTRY))
    ledger.record(store, ASKED, Given(AnswerFate.NO_ENTRY), request=False)
    ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store)))
    mine = store.requests.in_state(SERVER)
    assert [(one.answer, one.question, one.state) for one in mine] == [(row.number, "did they?", "open")]
    assert len(store.requests.in_state(SHARED)) == 1
    assert store.requests.in_state(OTHER) == ()


def test_a_replaced_answer_hands_its_message_over(store: Store) -> None:
    first = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store)))
    ledger.note_sent(store, first.number, 5, 777)
    second = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store, ZETAS)), replacing=first.number)
    assert second.message == 777
    standing = ledger.answer_in(store, SERVER, 777)
    assert standing is not None
    assert (standing.number, standing.entry) == (second.number, ZETAS)


def test_the_asker_is_known_by_number_alone(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store)))
    assert row.person != ANN
    assert ledger.is_asker(store, row, ANN)
    assert not ledger.is_asker(store, row, BOB)
    tables = [name for (name,) in store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    holding = [
        table
        for table in tables
        if any(ANN in values for values in store._db.execute(f"SELECT * FROM {table}"))  # the one table that may
    ]
    assert holding == ["people"]


def test_a_number_is_never_given_to_somebody_else(store: Store) -> None:
    with store.transaction():
        ann = person_number(store, ANN)
        assert person_number(store, ANN) == ann
        assert discord_id(store, ann) == ANN
        store.people.forget(ANN)
        assert discord_id(store, ann) is None
        assert person_number(store, BOB) != ann
        assert person_number(store, ANN) != ann


def test_the_hint_is_given_once(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store)))
    assert [ledger.hint_once(store, row.number) for _ in range(3)] == [True, False, False]


def test_reports_count_people_and_keep_what_was_meant(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ANSWERED, shown(store)))
    ledger.report(store, row, ANN, NOW)
    ledger.report(store, row, ANN, NOW, ZETAS)
    ledger.report(store, row, ANN, NOW)
    ledger.report(store, row, BOB, NOW)
    assert [(one.answer, one.meant) for one in store.answers.open_reports(SERVER)] == [(1, ZETAS), (1, None)]
    assert store.answers.open_reports(OTHER) == ()


def test_what_is_picked_of_the_offers_is_kept_by_person_and_the_last_word_counts(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ASK_WHICH, None, 0.4, (CIA, ZETAS)))
    later = NOW + datetime.timedelta(minutes=1)
    ledger.pick(store, row, ANN, NOW, CIA)
    ledger.pick(store, row, BOB, NOW, None)
    ledger.pick(store, row, ANN, later, ZETAS)
    ann, bob = store.people.number(ANN), store.people.number(BOB)
    picks = [(one.answer, one.person, one.picked) for one in store.answers.picks(SERVER)]
    assert picks == [(row.number, bob, None), (row.number, ann, ZETAS)]
    assert store.answers.picks(SERVER)[1].at == "2026-05-04T03:03:01+00:00"
    assert store.answers.picks(OTHER) == ()


def test_what_was_not_offered_is_no_pick(store: Store) -> None:
    row = ledger.record(store, ASKED, Given(AnswerFate.ASK_WHICH, None, 0.4, (CIA,)))
    ledger.pick(store, row, ANN, NOW, ZETAS)
    assert store.answers.picks(SERVER) == ()


def test_nothing_of_an_answer_is_written_when_a_part_of_it_fails(store: Store) -> None:
    store._db.execute("DROP TABLE requests")
    with pytest.raises(Exception, match="requests"):
        ledger.record(store, ASKED, Given(AnswerFate.NO_ENTRY))
    assert store._db.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    assert store.people.number(ANN) is None


def test_settings_are_each_servers_own(store: Store) -> None:
    with store.transaction():
        store.settings.put(SERVER, "channel", "5")
        store.settings.put(SERVER, "channel", "6")
        store.settings.put(OTHER, "channel", "7")
    assert store.settings.all(SERVER) == {"channel": "6"}
    with store.transaction():
        store.settings.remove(SERVER, "channel")
    assert store.settings.get(SERVER, "channel") is None
    assert store.settings.get(OTHER, "channel") == "7"
