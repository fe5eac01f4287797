import datetime

import pytest

from knowledge.answering import ledger
from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError
from knowledge.matching.outcome import Budget
from knowledge.moderation import overrides, publishing, reports, settings, unanswered, undo
from knowledge.moderation.audit import ChangedMeanwhileError
from knowledge.moderation.drafts import editing, states
from knowledge.moderation.settings import read_settings
from knowledge.store import SHARED, Store
from tests.scenes.desk import ANN, BEN, EVE, HERE, NOW, THERE, by, plain, published, typed
from tests.scenes.queue import asked

SPREE = 60
SINCE = NOW + datetime.timedelta(minutes=SPREE - 1)


def changed(store: Store, person: int, answer: str, minutes: int = SPREE) -> None:
    draft = typed(store, by(person), editing.edit(store, by(person), "new-one"), answer=answer).draft
    publishing.publish(
        store, by(person, minutes=minutes), draft.number, version=draft.version, kind="update", sentence="It changed."
    )


def whole(store: Store) -> dict[str, object]:
    shown = {one.entry: one.body for one in store.revisions.published(HERE)}
    hidden = set(store.choices.hidden_by(HERE))
    queue = [one.number for one in unanswered.queue(store, HERE, 10)]
    return {
        "shown": shown, "hidden": hidden, "settings": read_settings(store, HERE),
        "names": settings.own_names(store, HERE), "queue": queue,
    }  # fmt: skip


def spree(store: Store) -> None:
    """Everything that one person can change and askers can see, some of it twice."""
    who = by(EVE, minutes=SPREE)
    changed(store, EVE, "Vandalised once.")
    changed(store, EVE, "Vandalised twice.")
    published(store, who, "made-up")
    publishing.retire(store, who, "other-one", "Because.")
    overrides.hide(store, who, "lake-is-deep", hidden=True)
    settings.change_settings(store, who, budget=Budget.HELPFUL, two_people=True)
    settings.remove_name(store, who, "Old Harbour")
    settings.add_name(store, who, "Nonsense", "place", "nons")
    unanswered.dismiss(store, who, 1, "No.")


@pytest.fixture
def quiet(store: Store) -> Store:
    published(store, by())
    published(store, by(), "other-one")
    settings.add_name(store, by(), "Old Harbour", "place", "the old port")
    asked(store, HERE, 5, "is the tower made of brass")
    return store


def test_all_that_one_person_did_is_put_back_and_that_can_be_undone_too(quiet: Store) -> None:
    before = whole(quiet)
    spree(quiet)
    after = whole(quiet)
    assert all(before[key] != after[key] for key in before)
    plan = undo.plan(quiet, HERE, EVE, SINCE, manages=True)
    assert whole(quiet) == after, "looking changes nothing"
    assert not plan.blocked
    done = undo.undo(quiet, by(ANN, minutes=SPREE + 5, manages=True), EVE, SINCE, plan.last)
    assert done.steps == plan.steps
    assert whole(quiet) == before
    newest = quiet.revisions.latest(HERE, "new-one")
    assert newest is not None and (newest.kind, newest.sentence) == ("correction", undo.TAKEN_BACK)
    since = NOW + datetime.timedelta(minutes=SPREE + 4)
    again = undo.plan(quiet, HERE, ANN, since, manages=True)
    undo.undo(quiet, by(BEN, minutes=SPREE + 9, manages=True), ANN, since, again.last)
    assert whole(quiet) == after


def test_curators_put_back_all_but_the_settings_and_are_told(quiet: Store) -> None:
    spree(quiet)
    settings_of_eve = read_settings(quiet, HERE)
    plan = undo.plan(quiet, HERE, EVE, SINCE)
    assert {(step.subject, why) for step, why in plan.blocked} == {
        ("budget", undo.Hindrance.NO_RIGHT), ("two_people", undo.Hindrance.NO_RIGHT),
    }  # fmt: skip
    done = undo.undo(quiet, by(ANN, minutes=SPREE + 5), EVE, SINCE, plan.last)
    assert done == plan and read_settings(quiet, HERE) == settings_of_eve
    assert quiet.choices.hidden_by(HERE) == frozenset()
    # Eve asked for two people, and that stays: what askers read waits for the second one.
    waiting = {draft.entry: (draft.state, draft.kind) for draft in quiet.drafts.all_open(HERE)}
    assert waiting == {
        "new-one": ("in review", "correction"), "made-up": ("in review", "retired"),
        "other-one": ("in review", "correction"),
    }  # fmt: skip


def test_discarding_drafts_dismissing_reports_and_keeping_own_versions_are_put_back(quiet: Store) -> None:
    ours = typed(quiet, by(), editing.edit(quiet, by(), "lake-is-deep"), answer="Ours.").draft
    publishing.publish(quiet, by(), ours.number, version=ours.version, kind="update", sentence="It changed.")
    with quiet.transaction():
        body = plain("lake-is-deep", answer="Theirs, anew.")
        quiet.revisions.add(SHARED, "lake-is-deep", body, state="published", kind="update", at="2026")
    draft = editing.begin(quiet, by(), "Only begun.", "begun-one")
    row = asked(quiet, HERE, 3, "how long is the canal", build_library(quiet).show("new-one", HERE))
    ledger.report(quiet, row, 3, NOW)

    def picture() -> tuple[object, ...]:
        reported = [one.answer.number for one in reports.reported(quiet, HERE)]
        return overrides.changed_since(quiet, HERE), [one.number for one in quiet.drafts.all_open(HERE)], reported

    before = picture()
    eve = by(EVE, minutes=SPREE)
    overrides.keep_own(quiet, eve, "lake-is-deep")
    with pytest.raises(InvalidInputError, match="has not changed"):
        overrides.keep_own(quiet, eve, "lake-is-deep")
    states.discard(quiet, eve, draft.number)
    reports.dismiss_report(quiet, eve, row.number)
    after = picture()
    assert after == ({}, [], [])
    plan = undo.plan(quiet, HERE, EVE, SINCE)
    undo.undo(quiet, by(ANN, minutes=SPREE + 5), EVE, SINCE, plan.last)
    assert picture() == before
    since = NOW + datetime.timedelta(minutes=SPREE + 4)
    again = undo.plan(quiet, HERE, ANN, since)
    undo.undo(quiet, by(BEN, minutes=SPREE + 9), ANN, since, again.last)
    assert picture() == after


def test_disputes_that_were_dismissed_are_put_back_and_answered_ones_stay(quiet: Store) -> None:
    row = asked(quiet, HERE, 3, "how long is the canal", build_library(quiet).show("new-one", HERE))
    answered, dismissed = (reports.dispute(quiet, HERE, 3, row.number, text, "", NOW) for text in ("Short.", "Dry."))
    eve = by(EVE, minutes=SPREE)
    reports.answer_dispute(quiet, eve, answered, "It is long.")
    reports.dismiss_dispute(quiet, eve, dismissed)
    with pytest.raises(InvalidInputError, match=r"dealt with that already\. You wrote: No\."):
        reports.answer_dispute(quiet, eve, dismissed, "No.")
    seen = undo.plan(quiet, HERE, EVE, SINCE)
    assert [(one.thing, one.subject) for one in seen.steps] == [("dispute", str(dismissed))] and not seen.blocked
    undo.undo(quiet, by(BEN, minutes=SPREE + 1), EVE, SINCE, seen.last)
    assert [one.number for one, _ in reports.disputes(quiet, HERE)] == [dismissed]
    with pytest.raises(InvalidInputError, match="no dispute that was dismissed"):
        reports.reopen_dispute(quiet, eve, answered)
    back = undo.plan(quiet, HERE, BEN, SINCE)
    undo.undo(quiet, by(EVE, minutes=SPREE + 2), BEN, SINCE, back.last)
    assert reports.disputes(quiet, HERE) == ()


def test_a_discarded_draft_stays_where_another_one_was_begun_since(quiet: Store) -> None:
    draft = editing.begin(quiet, by(), "Only begun.", "begun-one")
    states.discard(quiet, by(EVE, minutes=SPREE), draft.number)
    editing.begin(quiet, by(BEN, minutes=SPREE), "Begun anew.", "begun-one")
    plan = undo.plan(quiet, HERE, EVE, SINCE)
    assert plan.steps == () and [step.thing for step, _ in plan.blocked] == ["draft"]


def test_only_this_person_this_span_and_this_server(quiet: Store) -> None:
    spree(quiet)
    assert undo.plan(quiet, HERE, BEN, SINCE).steps == ()
    assert undo.plan(quiet, HERE, 987, SINCE).steps == ()
    assert undo.plan(quiet, THERE, EVE, SINCE).steps == ()
    assert undo.plan(quiet, HERE, EVE, NOW + datetime.timedelta(minutes=SPREE + 1)).steps == ()


def test_what_somebody_else_has_changed_since_is_left_and_said(quiet: Store) -> None:
    changed(quiet, EVE, "Vandalised.")
    changed(quiet, BEN, "Mended by Ben.", SPREE + 1)
    overrides.hide(quiet, by(EVE, minutes=SPREE), "lake-is-deep", hidden=True)
    plan = undo.plan(quiet, HERE, EVE, SINCE)
    assert [step.subject for step in plan.steps] == ["lake-is-deep"]
    assert [step.subject for step, _ in plan.blocked] == ["new-one"]
    undo.undo(quiet, by(), EVE, SINCE, plan.last)
    shown = quiet.revisions.shown(HERE, "new-one")
    assert shown is not None and shown.body["answer"] == "Mended by Ben."


def test_an_undo_is_of_what_was_shown(quiet: Store) -> None:
    changed(quiet, EVE, "Vandalised.")
    plan = undo.plan(quiet, HERE, EVE, SINCE)
    overrides.hide(quiet, by(EVE, minutes=SPREE), "lake-is-deep", hidden=True)
    with pytest.raises(ChangedMeanwhileError):
        undo.undo(quiet, by(), EVE, SINCE, plan.last)
    shown = quiet.revisions.shown(HERE, "new-one")
    assert shown is not None and shown.body["answer"] == "Vandalised."


def test_the_audit_says_who_what_before_and_after_and_is_never_changed(quiet: Store) -> None:
    spree(quiet)
    rows = quiet.audit.last(HERE, 100)
    by_action = {(row.action, row.subject): row for row in rows}
    set_budget = by_action["set", "budget"]
    assert (set_budget.before, set_budget.after) == ({"value": None}, {"value": "helpful"})
    retired = by_action["retired", "other-one"]
    assert (retired.before, retired.after) == (
        {"state": "published", "revision": 1}, {"state": "retired", "revision": 2}
    )  # fmt: skip
    assert retired.sentence == "Because." and retired.person == quiet.people.number(EVE)
    assert quiet.audit.last(THERE, 100) == ()
    for statement in ("UPDATE audit SET person = 1", "DELETE FROM audit", "DELETE FROM revisions"):
        with pytest.raises(Exception, match="never"):
            quiet._db.execute(statement)
