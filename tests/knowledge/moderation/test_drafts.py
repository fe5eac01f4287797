from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.form_fields import PARTS
from knowledge.entries.problems import Code
from knowledge.entries.validation import examine_entry
from knowledge.errors import InvalidInputError
from knowledge.moderation import browsing, choices, publishing
from knowledge.moderation.drafts import body, editing, lookup, states
from knowledge.store import Store
from knowledge.store.drafts import DraftRow, EditFate
from tests.scenes.desk import ANN, BEN, EVE, HERE, THERE, by, draft_of, opened, published, typed
from tests.scenes.strategies import entries


@settings(max_examples=12, deadline=None)
@given(entries())
def test_an_entry_goes_through_a_draft_unchanged(entry: Entry) -> None:
    plain = entry_mapping(entry)
    assert body.mapping_of(entry.id, body.body_of(plain)) == plain
    assert examine_entry(body.mapping_of(entry.id, body.body_of(plain)))[0] == entry


@settings(max_examples=12, deadline=None)
@given(entries(), st.data())
def test_sending_a_form_in_as_it_was_filled_changes_nothing(entry: Entry, data: st.DataObject) -> None:
    made = body.body_of(entry_mapping(entry))
    part = PARTS[data.draw(st.sampled_from(sorted(PARTS)))]
    pieces = [one["n"] for one in made["pieces"][part.listed]] if part.listed else [body.NEW]
    for piece in pieces:
        filled = body.form_values(made, part, piece)
        # A comma parts topics, and the author from the date.
        if any("," in topic for topic in entry.topics) or "author_date" in filled:
            continue
        after, same = body.with_typed(made, part, piece, filled)
        assert same == piece
        whole, problems = examine_entry(body.mapping_of(entry.id, after))
        assert problems == () and whole == entry


def test_what_an_empty_draft_lacks_is_missing_and_not_wrong() -> None:
    _, problems = examine_entry({"id": "a", "evidence": [{}], "rebuttals": [{}], "caveats": [{}], "sources": []})
    assert {problem.code for problem in problems} == {Code.MISSING}
    part = PARTS["claim"]
    assert body.form_problems("a", body.empty_body(), part, body.NEW) == ()


@pytest.mark.parametrize(
    ("part", "values", "field", "wrong"),
    [
        ("claim", {"claim": "x" * 301, "verdict": "true"}, "claim", "301 characters"),
        ("claim", {"claim": "A\u202eB"}, "claim", "cannot be shown"),
        ("answer", {"answer": "x" * 901}, "answer", "901 characters"),
        ("dates", {"as_of": "2012-13"}, "as_of", "no real date"),
        ("dates", {"as_of": "2012", "review_by": "soon"}, "review_by", "no real date"),
        ("evidence", {"kind": "study", "what": "x" * 601}, "what", "601 characters"),
        ("evidence", {"kind": "rumour", "what": "A."}, "kind", "not one of the kinds"),
        ("evidence", {"kind": "study", "what": "A.", "sources": "nobody"}, "sources", "no source of this entry"),
        ("rebuttals", {"against": "nothing", "what": "A."}, "against", "neither"),
        ("caveats", {"what": "x" * 301}, "what", "301 characters"),
        ("caveats", {}, "Caveats", "nothing stands"),
        ("sources", {"url": "ftp://a.example", "title": "A"}, "url", "no link"),
        ("sources", {"url": "javascript:alert(1)", "title": "A"}, "url", "no link"),
        ("sources", {"title": "A", "author_date": "Ann, 2012-02-31"}, "date", "no real date"),
        ("claimants", {"who": "x" * 201}, "who", "201 characters"),
        ("phrasings", {"text": "x" * 301}, "phrasings", "301 characters"),
        ("names", {"text": "x" * 101}, "names", "101 characters"),
        ("not-this", {"text": " "}, "Not this", "nothing stands"),
    ],
)
def test_a_form_that_does_not_fit_says_where_and_keeps_what_was_typed(
    store: Store, part: str, values: dict[str, str], field: str, wrong: str
) -> None:
    draft = draft_of(store, by())
    sent = typed(store, by(), draft, part, **values)
    assert sent.draft == draft
    assert [problem.field.split(" ")[0] for problem in sent.problems] == [field.split(" ")[0]]
    assert wrong in sent.problems[0].wrong
    assert dict(lookup.kept_edit(store, HERE, sent.edit.number).typed) == values
    assert editing.get(store, HERE, draft.number).body == draft.body


def test_pieces_are_made_moved_and_removed(store: Store) -> None:
    draft = draft_of(store, by())
    for values in (
        {
            "url": "https://b.example/1",
            "title": "One",
            "publisher": "The Times",
            "author_date": "2012-04",
            "kind": "book",
        },
        {"url": "", "title": "Two", "publisher": "The Times", "author_date": "Doe, Jane, 2012", "kind": "book"},
    ):
        draft = typed(store, by(), draft, "sources", **values).draft
    keys = [source["key"] for source in draft.body["pieces"]["sources"]]
    assert keys == ["map", "times2012", "times2012-2"]
    two = draft.body["pieces"]["sources"][2]
    assert (two["author"], two["date"]) == ("Doe, Jane", "2012") and "url" not in two
    draft = editing.move(store, by(), draft.number, "sources", two["n"], -1)
    assert [source["key"] for source in draft.body["pieces"]["sources"]] == ["map", "times2012-2", "times2012"]
    draft = typed(store, by(), draft, "archived", two["n"], archived_url="https://c.example/1").draft
    assert draft.body["pieces"]["sources"][1]["archived_url"] == "https://c.example/1"
    draft = typed(store, by(), draft, "sources", two["n"], title="Two", publisher="Someone else", kind="book").draft
    changed = draft.body["pieces"]["sources"][1]
    assert changed["key"] == "times2012-2" and changed["archived_url"] == "https://c.example/1"
    draft = editing.remove(store, by(), draft.number, "sources", two["n"])
    assert [source["key"] for source in draft.body["pieces"]["sources"]] == ["map", "times2012"]
    with pytest.raises(InvalidInputError, match="removed by somebody"):
        editing.remove(store, by(), draft.number, "sources", two["n"])
    removed = [edit.typed for edit in store.drafts.edits(HERE, draft.number) if edit.fate is EditFate.REMOVED]
    assert removed[-1]["title"] == "Two"


def test_two_moderators_work_on_different_parts_of_one_draft(store: Store) -> None:
    draft = draft_of(store, by())
    first = editing.send(store, by(ANN), draft.number, "answer", 0, draft.version, {"answer": "Ann's answer."})
    second = editing.send(store, by(BEN), draft.number, "claim", 0, draft.version, {"claim": "Ben's claim."})
    assert first.edit.fate == second.edit.fate == "applied"
    fields = second.draft.body["fields"]
    assert (fields["answer"], fields["claim"]) == ("Ann's answer.", "Ben's claim.")


def test_of_two_edits_of_the_same_piece_the_second_sees_the_first_and_both_are_kept(store: Store) -> None:
    draft = draft_of(store, by())
    piece = draft.body["pieces"]["caveats"][0]["n"]
    editing.send(
        store, by(ANN), draft.number, "caveats", piece, draft.version, {"what": "Ann's caveat.", "sources": "map"}
    )
    second = editing.send(store, by(BEN), draft.number, "caveats", piece, draft.version, {"what": "Ben's caveat."})
    assert second.edit.fate == "conflict"
    assert second.standing == {"what": "Ann's caveat.", "sources": "map"}
    assert _caveats(second.draft) == ["Ann's caveat."]
    assert lookup.kept_edit(store, HERE, second.edit.number).typed["what"] == "Ben's caveat."
    over = editing.send(
        store,
        by(BEN),
        draft.number,
        "caveats",
        piece,
        second.edit.version,
        second.edit.typed,
        over=True,  # type: ignore[arg-type]
    )
    assert _caveats(over.draft) == ["Ben's caveat."]
    kept = [edit.typed["what"] for edit in store.drafts.edits(HERE, draft.number) if edit.part == "caveats"]
    assert kept == ["Ann's caveat.", "Ben's caveat.", "Ben's caveat."]


def test_the_same_words_twice_are_no_conflict(store: Store) -> None:
    draft = draft_of(store, by())
    for person in (ANN, BEN):
        sent = editing.send(store, by(person), draft.number, "answer", 0, draft.version, {"answer": "The same."})
        assert sent.edit.fate == "applied"


def test_what_was_typed_for_a_piece_that_is_gone_is_kept_and_can_be_added(store: Store) -> None:
    draft = draft_of(store, by())
    piece = draft.body["pieces"]["caveats"][0]["n"]
    editing.remove(store, by(ANN), draft.number, "caveats", piece)
    sent = editing.send(store, by(BEN), draft.number, "caveats", piece, draft.version, {"what": "Ben's caveat."})
    assert sent.edit.fate == "conflict" and sent.standing is None
    over = editing.send(
        store, by(BEN), draft.number, "caveats", piece, draft.version, {"what": "Ben's caveat."}, over=True
    )
    assert _caveats(over.draft) == ["Ben's caveat."]


def test_a_form_that_comes_after_its_draft_was_published_is_kept_and_goes_on_in_a_new_draft(store: Store) -> None:
    draft = draft_of(store, by())
    piece = draft.body["pieces"]["caveats"][0]["n"]
    publishing.publish(store, by(ANN), draft.number, version=draft.version)
    for part, number, values in (
        ("answer", 0, {"answer": "Too late."}),
        ("caveats", piece, {"what": "A better caveat."}),
        ("caveats", 999, {"what": "Of a piece that is not there."}),
    ):
        sent = editing.send(store, by(BEN), draft.number, part, number, draft.version, values)
        assert sent.edit.fate == "too late" and sent.draft.state == "published"
        now, kept, where = editing.form_again(store, by(BEN), sent.edit.number)
        assert now.number != draft.number and now.state == "draft" and kept.typed == values
        again = editing.send(store, by(BEN), now.number, part, where, now.version, kept.typed)  # type: ignore[arg-type]
        assert again.edit.fate == "applied"
    assert again.draft.body["fields"]["answer"] == "Too late."
    assert _caveats(again.draft) == ["A better caveat.", "Of a piece that is not there."]
    with pytest.raises(InvalidInputError, match="not here any more"):
        editing.form_again(store, by(EVE, THERE), sent.edit.number)


def test_what_was_discarded_is_found_and_opened_again(store: Store) -> None:
    draft = draft_of(store, by())
    states.discard(store, by(), draft.number)
    sent = typed(store, by(BEN), draft, answer="Too late.")
    assert sent.edit.fate == "too late"
    assert [(one.entry, one.state) for one in browsing.listing(store, HERE, state=browsing.EntryState.DISCARDED)] == [
        ("new-one", "discarded")
    ]
    (one,) = choices.offered(store, HERE, "edit", "CATHEDRAL harbour", [])
    assert (one.entry, one.state) == ("new-one", "discarded")
    assert choices.offered(store, HERE, "preview", "cathedral", []) == ()
    assert choices.offered(store, THERE, "edit", "cathedral", []) == ()
    now, _kept, _piece = editing.form_again(store, by(BEN), sent.edit.number)
    assert (now.number, now.state) == (draft.number, "draft")
    states.discard(store, by(), draft.number)
    again = editing.edit(store, by(BEN), "new-one")
    assert (again.number, again.state, again.body) == (draft.number, "draft", draft.body)
    with pytest.raises(InvalidInputError, match="no entry"):
        editing.edit(store, by(EVE, THERE), "new-one")


def test_every_form_that_was_sent_in_can_be_read_again(store: Store) -> None:
    draft = draft_of(store, by())
    editing.send(store, by(ANN), draft.number, "answer", 0, draft.version, {"answer": "Ann's."})
    editing.send(store, by(BEN), draft.number, "answer", 0, draft.version, {"answer": "Ben's."})
    found = [(*edit.typed.values(), edit.fate, who) for edit, who in lookup.earlier_edits(store, HERE, draft.number)[1]]
    claim = ("The claim of new-one.", "applied", ANN)
    assert found == [("Ben's.", "conflict", BEN), ("Ann's.", "applied", ANN), claim]
    with pytest.raises(InvalidInputError, match="not here"):
        lookup.earlier_edits(store, THERE, draft.number)


def test_the_sentence_for_askers_stays_with_a_draft_that_is_sent_back_or_discarded(store: Store) -> None:
    published(store, by())
    draft = typed(store, by(), editing.edit(store, by(), "new-one"), answer="Another.").draft
    states.submit(store, by(), draft.number, "correction", "It was wrong.")
    with pytest.raises(InvalidInputError, match="at most 300"):
        states.send_back(store, by(BEN), draft.number, "x" * 301)
    back = states.send_back(store, by(BEN), draft.number, "Name the second source.")
    assert (back.state, back.kind, back.sentence) == ("draft", "correction", "It was wrong.")
    assert states.sentence_of_return(store, back) == "Name the second source."
    gone = states.reopen(store, by(), states.discard(store, by(), draft.number).number)
    assert (gone.kind, gone.sentence) == ("correction", "It was wrong.")
    assert states.sentence_of_return(store, gone) is None


def test_a_draft_outlives_a_restart(tmp_path: Path) -> None:
    store = opened(tmp_path)
    draft = typed(store, by(), draft_of(store, by()), answer="Typed before the restart.").draft
    store.close()
    again = opened(tmp_path)
    assert editing.get(again, HERE, draft.number) == draft
    sent = editing.send(again, by(), draft.number, "answer", 0, draft.version, {"answer": "Sent in after it."})
    assert sent.edit.fate == "applied"
    again.close()


def test_editing_twice_opens_one_draft(store: Store) -> None:
    published(store, by())
    assert editing.edit(store, by(ANN), "new-one").number == editing.edit(store, by(BEN), "new-one").number
    with pytest.raises(InvalidInputError, match="no entry"):
        editing.edit(store, by(), "nowhere")


def test_too_many_caveats_are_refused(store: Store) -> None:
    draft = draft_of(store, by())
    for number in range(7):
        draft = typed(store, by(), draft, "caveats", what=f"Caveat {number}.").draft
    sent = typed(store, by(), draft, "caveats", what="One too many.")
    assert [str(problem) for problem in sent.problems] == ["caveats: there are 9. Keep at most 8."]
    assert len(_caveats(sent.draft)) == 8


def _caveats(draft: DraftRow) -> list[str]:
    return [piece["what"] for piece in draft.body["pieces"]["caveats"]]
