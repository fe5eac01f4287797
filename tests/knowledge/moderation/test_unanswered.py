import pytest

from knowledge.answering import ledger
from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError
from knowledge.moderation import browsing, reports, unanswered
from knowledge.store import SHARED, Store
from tests.scenes.desk import ANN, BEN, EVE, HERE, LAKE_QUESTION, NOW, THERE, by, published, two_people
from tests.scenes.queue import asked


def listed(store: Store, audience=HERE) -> list[tuple[str, int, int]]:
    return [(one.question, one.people, one.questions) for one in unanswered.queue(store, audience, 50)]


def test_questions_that_ask_the_same_stand_together_and_most_people_come_first(store: Store) -> None:
    asked(store, HERE, 1, "Is the town's bell tower made of brass?")
    asked(store, HERE, 2, "did the mayor sell the wooden bridge to a circus")
    asked(store, HERE, 3, "the mayor really sold that wooden bridge to a circus???")
    asked(store, HERE, 3, "wait, did the mayor sell the wooden bridge to the circus")
    for _ in range(4):
        asked(store, HERE, 1, "is the bell tower of the town made of brass")
    assert listed(store) == [
        ("did the mayor sell the wooden bridge to a circus", 2, 3),
        ("Is the town's bell tower made of brass?", 1, 5),
    ]


def test_different_questions_stand_apart(store: Store) -> None:
    for number, question in enumerate(
        ("is the bridge made of wood", "is the bridge made of iron", "did the mayor sell the tower", "??", "the"), 1
    ):
        asked(store, HERE, number, question)
    assert len(listed(store)) == 5


def test_a_queue_is_its_servers_and_the_operators_own(store: Store) -> None:
    asked(store, HERE, 1, "is the tower made of brass")
    asked(store, THERE, 1, "is the tower made of brass")
    asked(store, SHARED, 1, "is the tower made of brass")
    assert [len(listed(store, audience)) for audience in (HERE, THERE, SHARED)] == [1, 1, 1]
    number = unanswered.queue(store, HERE, 1)[0].number
    with pytest.raises(InvalidInputError, match="not in this queue"):
        unanswered.dismiss(store, by(EVE, THERE), number, "Mine.")
    assert len(listed(store)) == 1


def test_dismissing_needs_a_reason_and_happens_once(store: Store) -> None:
    asked(store, HERE, 1, "is the tower made of brass")
    number = unanswered.queue(store, HERE, 1)[0].number
    for reason in ("", " ", "x" * 301):
        with pytest.raises(InvalidInputError):
            unanswered.dismiss(store, by(), number, reason)
    unanswered.dismiss(store, by(), number, "Not a claim.")
    assert listed(store) == [] and unanswered.waiting(store, HERE) == 0
    with pytest.raises(InvalidInputError, match="already"):
        unanswered.dismiss(store, by(BEN), number, "Not a claim.")
    asked(store, HERE, 2, "is the tower made of brass")
    assert len(listed(store)) == 1, "asked again, it waits again"


def test_an_asker_who_is_kept_out_stays_out_of_this_queue_only(store: Store) -> None:
    asked(store, HERE, 7, "your mother wears army boots")
    assert unanswered.keep_out(store, by(), unanswered.queue(store, HERE, 1)[0].number) == 7
    asked(store, HERE, 7, "another thing about somebody's mother")
    asked(store, THERE, 7, "another thing about somebody's mother")
    assert listed(store) == [] and len(listed(store, THERE)) == 1
    for person in (8, 9):
        asked(store, HERE, person, "is the tower made of brass")
    with pytest.raises(InvalidInputError, match="Several people"):
        unanswered.keep_out(store, by(), unanswered.queue(store, HERE, 1)[0].number)


def test_a_report_that_is_accepted_becomes_a_near_miss(store: Store) -> None:
    published(store, by())
    shown = build_library(store).show("new-one", HERE)
    row = asked(store, HERE, 3, "how long is the harbour canal", shown)
    for person, meant in ((3, "lake-is-deep"), (4, None)):
        ledger.report(store, row, person, NOW, meant)
    assert [(one.answer.question, one.people, one.meant) for one in reports.reported(store, HERE)] == [
        ("how long is the harbour canal", 2, ("lake-is-deep",))
    ]
    assert reports.reported(store, THERE) == ()
    with pytest.raises(InvalidInputError, match="not in this queue"):
        reports.accept_report(store, by(EVE, THERE), row.number)
    done = reports.accept_report(store, by(), row.number)
    assert done.revision == 2
    now = store.revisions.shown(HERE, "new-one")
    assert now is not None and "how long is the harbour canal" in now.body["not_this"]
    assert reports.reported(store, HERE) == ()
    with pytest.raises(InvalidInputError, match="already"):
        reports.accept_report(store, by(BEN), row.number)


def test_accepting_a_report_is_done_whole_or_not_at_all(store: Store) -> None:
    published(store, by())
    shown = build_library(store).show("new-one", HERE)
    row = asked(store, HERE, 3, "who dug the harbour canal", shown)
    ledger.report(store, row, 3, NOW)
    with pytest.raises(InvalidInputError, match="has that already"):
        reports.accept_report(store, by(), row.number)
    assert len(reports.reported(store, HERE)) == 1
    assert store.drafts.all_open(HERE) == ()
    reports.dismiss_report(store, by(), row.number)
    assert reports.reported(store, HERE) == ()


def test_a_report_on_a_shared_entry_makes_this_servers_own_version(store: Store) -> None:
    two_people(store, by())
    row = asked(store, HERE, 3, "how cold is the mountain lake", build_library(store).show("lake-is-deep", HERE))
    ledger.report(store, row, 3, NOW)
    done = reports.accept_report(store, by(), row.number)
    assert done.draft is not None and (done.draft.entry, done.draft.state) == ("lake-is-deep", "in review")
    assert len(browsing.history(store, THERE, "lake-is-deep")) == 1


def test_a_dispute_is_answered_once_to_the_one_who_raised_it(store: Store) -> None:
    row = asked(store, HERE, 3, LAKE_QUESTION, build_library(store).show("lake-is-deep", HERE))
    for reason, link in ((" ", ""), ("x" * 1001, ""), ("Wrong.", "nowhere"), ("Wrong.", "ftp://a.example")):
        with pytest.raises(InvalidInputError):
            reports.dispute(store, HERE, 3, row.number, reason, link, NOW)
    with pytest.raises(InvalidInputError, match="not here"):
        reports.dispute(store, THERE, 3, row.number, "Wrong.", "", NOW)
    number = reports.dispute(store, HERE, 3, row.number, "It was measured.", "https://a.example/m", NOW)
    ((waiting, about),) = reports.disputes(store, HERE)
    assert (waiting.reason, waiting.link, about.entry) == ("It was measured.", "https://a.example/m", "lake-is-deep")
    assert reports.disputes(store, THERE) == ()
    with pytest.raises(InvalidInputError, match="not in this queue"):
        reports.answer_dispute(store, by(EVE, THERE), number, "No.")
    with pytest.raises(InvalidInputError, match="one sentence"):
        reports.answer_dispute(store, by(), number, " ")
    answered = reports.answer_dispute(store, by(), number, "We looked: it was measured in feet.")
    assert (answered.asker, answered.entry) == (3, "lake-is-deep")
    assert answered.dispute.reply == "We looked: it was measured in feet."
    with pytest.raises(InvalidInputError, match="answered that already"):
        reports.answer_dispute(store, by(ANN), number, "Again.")
