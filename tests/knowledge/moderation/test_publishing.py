import datetime
from pathlib import Path

import pytest

from knowledge.answering.library import Library, build_library, refreshed
from knowledge.entries.problems import InvalidEntryError
from knowledge.errors import InvalidInputError
from knowledge.moderation import additions, browsing, publishing
from knowledge.moderation.audit import ChangedMeanwhileError
from knowledge.moderation.drafts import editing, states
from knowledge.store import SHARED, Audience, Store
from tests.scenes.desk import (
    ANN,
    BEN,
    EVE,
    HERE,
    QUESTION,
    THERE,
    by,
    draft_of,
    published,
    two_people,
    typed,
)


def found(library: Library, question: str = QUESTION, audience: Audience = HERE) -> list[str]:
    """The entries that a question finds, the best first, whatever the matcher then decides."""
    return [entry for entry, _ in library.ask(question, audience).decision.ranked]


def test_a_new_entry_from_its_first_word_to_an_answer_and_back(store: Store) -> None:
    library = refreshed(build_library(store), store, HERE)
    assert "new-one" not in found(library)
    done = published(store, by())
    library = refreshed(library, store, HERE, "new-one")
    assert found(library)[0] == "new-one"
    shown = library.show("new-one", HERE)
    assert shown is not None and (shown.revision, shown.pack) == (done.revision, None)
    publishing.retire(store, by(), "new-one", "It does not hold.")
    library = refreshed(library, store, HERE, "new-one")
    assert "new-one" not in found(library)
    publishing.restore(store, by(), "new-one")
    assert found(refreshed(library, store, HERE, "new-one"))[0] == "new-one"


def test_what_one_server_writes_no_other_sees(store: Store) -> None:
    done = published(store, by())
    library = build_library(store)
    for other in (THERE, SHARED):
        assert library.show("new-one", other) is None
        assert "new-one" not in found(library, QUESTION, other)
        assert "new-one" not in [shown.entry.id for shown in library.suggest("new-one", other)]
        assert "new-one" not in [one.entry for one in browsing.listing(store, other)]
        with pytest.raises(InvalidInputError):
            browsing.history(store, other, "new-one")
        with pytest.raises(InvalidInputError):
            publishing.retire(store, by(EVE, other), "new-one", "Away with it.")
    assert done.revision == 1
    draft = editing.edit(store, by(), "new-one")
    with pytest.raises(InvalidInputError, match="not here"):
        editing.send(store, by(EVE, THERE), draft.number, "answer", 0, 1, {"answer": "Mine."})
    with pytest.raises(InvalidInputError, match="not here"):
        publishing.publish(store, by(EVE, THERE), draft.number, version=1)


def test_what_is_missing_is_listed_and_keeps_a_draft_from_being_published(store: Store) -> None:
    draft = editing.begin(store, by(), "The canal is older than the town.")
    assert draft.entry == "canal-older-town"
    with pytest.raises(InvalidEntryError) as raised:
        publishing.publish(store, by(), draft.number, version=draft.version)
    assert {problem.field for problem in raised.value.problems} == {"verdict", "answer", "as_of", "sources"}
    with pytest.raises(InvalidEntryError):
        states.submit(store, by(), draft.number)
    assert store.revisions.latest(HERE, draft.entry) is None
    assert editing.get(store, HERE, draft.number).state == "draft"


def test_ids_are_never_used_twice(store: Store) -> None:
    published(store, by())
    with pytest.raises(InvalidInputError, match="never used twice"):
        editing.begin(store, by(), "Something else.", "new-one")
    with pytest.raises(InvalidInputError, match="never used twice"):
        editing.begin(store, by(), "Something else.", "lake-is-deep")
    with pytest.raises(InvalidInputError, match="not a short id"):
        editing.begin(store, by(), "Something else.", "Not An Id")
    first = editing.begin(store, by(), "The canal is older than the town.")
    second = editing.begin(store, by(BEN), "The canal is older than the town!")
    assert (first.entry, second.entry) == ("canal-older-town", "canal-older-town-2")


@pytest.mark.parametrize("kind", ["update", "correction"])
def test_askers_are_told_of_an_update_and_a_correction(store: Store, kind: str) -> None:
    published(store, by())
    draft = typed(store, by(), editing.edit(store, by(), "new-one"), answer="It turns.").draft
    for wrong, words in (
        (None, None),
        ("no kind", "We looked again."),
        (kind, None),
        (kind, "  "),
        (kind, "x" * 301),
    ):
        with pytest.raises(InvalidInputError):
            publishing.publish(store, by(), draft.number, version=draft.version, kind=wrong, sentence=words)
    publishing.publish(store, by(), draft.number, version=draft.version, kind=kind, sentence="x" * 300)
    newest = browsing.history(store, HERE, "new-one")[0]
    assert (newest.revision.kind, newest.revision.sentence) == (kind, "x" * 300)


def test_a_minor_change_needs_no_sentence(store: Store) -> None:
    published(store, by())
    text = {"text": "is the canal the older one"}
    draft = typed(store, by(), editing.edit(store, by(), "new-one"), "phrasings", **text).draft
    publishing.publish(store, by(), draft.number, version=draft.version, kind="minor")
    assert browsing.history(store, HERE, "new-one")[0].revision.kind == "minor"


def test_nothing_is_published_twice(store: Store) -> None:
    published(store, by())
    draft = editing.edit(store, by(), "new-one")
    with pytest.raises(InvalidInputError, match="Nothing differs"):
        publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")


def test_where_two_people_publish_nobody_publishes_what_they_wrote(store: Store) -> None:
    two_people(store, by())
    draft = draft_of(store, by())
    with pytest.raises(InvalidInputError, match="two people"):
        publishing.publish(store, by(), draft.number, version=draft.version)
    with pytest.raises(InvalidInputError, match="put into review"):
        publishing.publish(store, by(BEN), draft.number, version=draft.version)
    draft = states.submit(store, by(), draft.number)
    with pytest.raises(InvalidInputError, match="two people"):
        publishing.publish(store, by(), draft.number, version=draft.version)
    # Whoever mends a word in it is one of its authors, too, and the draft leaves review.
    sent = typed(store, by(BEN), draft, answer="It does for most of its way, they say.")
    assert sent.draft.state == "draft"
    draft = states.submit(store, by(ANN), draft.number)
    with pytest.raises(InvalidInputError, match="two people"):
        publishing.publish(store, by(BEN), draft.number, version=draft.version)
    done = publishing.publish(store, by(EVE), draft.number, version=draft.version)
    assert done.revision == 1
    item = browsing.history(store, HERE, "new-one")[0]
    assert item.author == BEN and item.publisher == EVE


def test_where_two_people_publish_a_revert_and_a_restoration_wait_for_the_other(store: Store) -> None:
    published(store, by())
    draft = typed(store, by(), editing.edit(store, by(), "new-one"), answer="Something worse.").draft
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    two_people(store, by())
    done = publishing.revert(store, by(), "new-one", 1, "correction", "The old answer was right.")
    assert done.revision is None and done.draft is not None and done.draft.state == "in review"
    with pytest.raises(InvalidInputError, match="two people"):
        publishing.publish(store, by(), done.draft.number, version=done.draft.version)
    publishing.publish(store, by(BEN), done.draft.number, version=done.draft.version)
    newest = browsing.history(store, HERE, "new-one")[0]
    assert newest.revision.body["answer"] == "It does for most of its way."
    assert (newest.revision.kind, newest.revision.sentence) == ("correction", "The old answer was right.")
    gone = publishing.retire(store, by(), "new-one", "Gone.")
    assert gone.draft is not None and store.revisions.shown(HERE, "new-one") is not None
    with pytest.raises(InvalidInputError, match="two people"):
        publishing.publish(store, by(), gone.draft.number, version=gone.draft.version)
    assert publishing.publish(store, by(BEN), gone.draft.number, version=gone.draft.version).retired
    assert store.revisions.shown(HERE, "new-one") is None
    assert browsing.history(store, HERE, "new-one")[0].revision.sentence == "Gone."
    again = publishing.restore(store, by(), "new-one")
    assert again.draft is not None
    publishing.publish(store, by(BEN), again.draft.number, version=again.draft.version)
    assert store.revisions.shown(HERE, "new-one") is not None


def test_a_draft_is_published_as_it_was_looked_at(store: Store) -> None:
    draft = draft_of(store, by())
    typed(store, by(BEN), draft, answer="Put in at the last moment.")
    with pytest.raises(ChangedMeanwhileError):
        publishing.publish(store, by(), draft.number, version=draft.version)
    assert store.revisions.latest(HERE, "new-one") is None


def test_a_draft_does_not_go_over_what_was_published_meanwhile(store: Store) -> None:
    published(store, by())
    draft = typed(store, by(), editing.edit(store, by(), "new-one"), answer="Mine.").draft
    publishing.retire(store, by(BEN), "new-one", "It does not hold.")
    with pytest.raises(ChangedMeanwhileError):
        publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    draft = states.rebase(store, by(), draft.number)
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    shown = store.revisions.shown(HERE, "new-one")
    assert shown is not None and shown.body["answer"] == "Mine."


def test_two_who_publish_at_once_publish_once(store: Store, tmp_path: Path) -> None:
    draft = draft_of(store, by())
    publishing.publish(store, by(), draft.number, version=draft.version)
    with pytest.raises(InvalidInputError, match="is published"):
        publishing.publish(store, by(BEN), draft.number, version=draft.version)
    assert len(store.revisions.history(HERE, "new-one")) == 1


def test_history_says_who_when_what_and_why(store: Store) -> None:
    published(store, by())
    draft = typed(store, by(BEN), editing.edit(store, by(BEN), "new-one"), answer="It does for half of its way.").draft
    publishing.publish(
        store, by(EVE, minutes=5), draft.number, version=draft.version, kind="update", sentence="New maps."
    )
    newest, first = browsing.history(store, HERE, "new-one")
    assert (first.author, first.revision.kind, first.changes) == (ANN, "new", ())
    assert (newest.author, newest.publisher, newest.revision.sentence) == (BEN, EVE, "New maps.")
    assert newest.revision.at == "2026-05-01T12:05:00+00:00"
    assert [str(change) for change in newest.changes] == ["Answer changed: It does for [-most-] [+half+] of its way."]


def test_a_phrasing_is_added_at_once_or_to_the_draft_that_is_at_work(store: Store) -> None:
    published(store, by())
    done = additions.add_text(store, by(BEN), "new-one", "phrasings", "is it north that the new-one flows")
    assert done.revision == 2
    with pytest.raises(InvalidInputError, match="has that already"):
        additions.add_text(store, by(BEN), "new-one", "phrasings", "Is it north that the new-one flows")
    draft = editing.edit(store, by(), "new-one")
    waiting = additions.add_text(store, by(BEN), "new-one", "not-this", "is the new-one clean")
    assert waiting.revision is None and waiting.draft is not None and waiting.draft.number == draft.number
    two_people(store, by())
    states.discard(store, by(), draft.number)
    review = additions.add_text(store, by(BEN), "new-one", "not-this", "is the new-one clean")
    assert review.draft is not None and review.draft.state == "in review"


def test_lists_by_topic_verdict_state_review_and_archive(store: Store) -> None:
    published(store, by(), topics=["towns"], verdict="false", review_by="2026-01-01")
    archived = [
        {
            "key": "map",
            "title": "M",
            "publisher": "P",
            "kind": "document",
            "url": "https://a.example",
            "archived_url": "https://b.example",
        }
    ]
    published(store, by(), "archived-one", sources=archived)
    editing.begin(store, by(), "Only begun.", "begun-one")
    publishing.retire(store, by(), "archived-one", "Why not.")

    def listed(**wanted: object) -> list[str]:
        return [one.entry for one in browsing.listing(store, HERE, **wanted)]  # type: ignore[arg-type]

    assert listed() == ["archived-one", "begun-one", "lake-is-deep", "new-one", "river-runs-north"]
    assert listed(topic="Towns") == ["new-one"]
    assert listed(verdict=browsing.Verdict.FALSE) == ["new-one"]
    assert listed(state=browsing.EntryState.RETIRED) == ["archived-one"]
    assert listed(state=browsing.EntryState.DRAFT) == ["begun-one"]
    assert listed(due_on=datetime.date(2026, 1, 1)) == ["new-one"]
    assert listed(due_on=datetime.date(2025, 12, 31)) == []
    assert listed(without_archive=True) == ["lake-is-deep", "new-one", "river-runs-north"]
