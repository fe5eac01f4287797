"""The words that stand in databases of today: each is read as what it says, and none is compared by its place."""

from __future__ import annotations

from pathlib import Path

from knowledge.matching.outcome import Outcome
from knowledge.moderation.browsing import EntryState
from knowledge.store import Audience, Store, open_store
from knowledge.store.answers import AnswerFate, ReportState
from knowledge.store.audit import Action, Thing
from knowledge.store.disputes import DisputeState
from knowledge.store.drafts import DraftState, EditFate
from knowledge.store.imports import ImportState
from knowledge.store.revisions import ChangeKind, RevisionState
from knowledge.store.schema import MIGRATIONS, SCHEMA
from knowledge.store.unanswered import RequestState
from tests.scenes.desk import HERE, by, draft_of, opened

# As databases have them; a word that is taken away or written otherwise makes old rows unreadable.
WORDS = {
    DraftState: {"draft", "in review", "published", "discarded"},
    EditFate: {"applied", "refused", "conflict", "too late", "moved by -1", "moved by 1", "removed", "suggested",
        "not allowed"},
    RevisionState: {"draft", "published", "retired"},
    ChangeKind: {"new", "minor", "update", "correction", "retired", "restored"},
    RequestState: {"open", "dismissed", "done"},
    ReportState: {"open", "accepted", "dismissed"},
    DisputeState: {"open", "answered", "dismissed", "unfinished", "finished"},
    ImportState: {"waiting", "done"},
    AnswerFate: {"answered", "ask_which", "no_entry", "part", "pointed", "listed", "unsent"},
    Thing: {
        "entry", "shared entry", "own version", "setting", "name", "request", "draft", "report", "dispute", "asker",
        "addition",
    },
    Action: {
        "published", "retired", "hidden", "shown again", "kept", "set", "added", "changed", "removed", "draft opened",
        "draft: submit", "draft: send back", "draft: discard", "draft: reopen", "draft: put into review",
        "put back into the queue", "dismissed", "dealt with", "report put back into the queue", "report accepted",
        "report dismissed", "dispute answered", "dispute dismissed", "dispute reopened",
        "kept out of the queue", "let into the queue again",
    },
}  # fmt: skip


def test_the_words_in_databases_stay_as_they_are() -> None:
    assert {words: {one.value for one in words} for words in WORDS} == WORDS


def test_whatever_the_library_decides_and_whatever_a_draft_is_can_be_said() -> None:
    assert {one.value for one in Outcome} <= {one.value for one in AnswerFate}
    assert {one.value for one in (*DraftState, *RevisionState)} <= {one.value for one in EntryState}


def test_what_was_done_with_a_piece_is_found_where_an_earlier_release_kept_it(tmp_path: Path) -> None:
    store = opened(tmp_path)
    draft = draft_of(store, by())
    texts = {"what": "Floods move it.", "sources": "map"}
    for done in ("moved by -1", "moved by 1", "removed", "typed by somebody", None):
        typed = texts if done is None else {**texts, "(done)": done}
        with store.transaction():
            fate = EditFate.APPLIED
            store.drafts.add_edit(
                draft.number, part="caveats", piece=1, version=1, typed=typed, fate=fate, person=1, at="2026"
            )
    _take_back(store, "fates_of_rearranged_pieces")
    store.close()
    store = open_store(tmp_path / "nsf.db")
    edits = store.drafts.edits(HERE, draft.number)
    store.close()
    edits = [one for one in edits if one.part != "claim"]
    assert [one.fate for one in edits[:3]] == [EditFate.MOVED_UP, EditFate.MOVED_DOWN, EditFate.REMOVED]
    assert [one.fate for one in edits[3:]] == [EditFate.APPLIED] * 2
    assert [one.typed for one in (*edits[:3], edits[4])] == [texts] * 4


def test_reports_are_open_while_one_of_them_is(store: Store) -> None:
    with store.transaction():
        number = store.answers.add(
            HERE, channel=1, person=1, how="slash", private=False, question="q", fate=AnswerFate.ANSWERED, owner=HERE,
            entry="new-one", revision=1, confidence=1.0, offered=(), at="2026",
        )  # fmt: skip
    for person, state in enumerate(ReportState, 1):
        with store.transaction():
            store.answers.report(number, person, None, "2026")
            store._db.execute("UPDATE reports SET state = ? WHERE person = ?", [state, person])
        assert store.answers.report_state(HERE, number) is ReportState.OPEN
    assert store.answers.report_state(Audience(2002), number) is None
    with store.transaction():
        store.answers.set_report_state(number, ReportState.DISMISSED)
    assert store.answers.report_state(HERE, number) is ReportState.DISMISSED


def _take_back(store: Store, migration: str) -> None:
    with store.transaction():
        store._db.execute(f"DELETE FROM {MIGRATIONS.migrations_table} WHERE name = ?", [migration])
        store._db.execute(f"PRAGMA user_version = {SCHEMA - 1:d}")
    assert [one.name for one in MIGRATIONS.pending(store._db)] == [migration]
