"""The last correction of an entry: which change it is, for how long, why, and the verdict before it."""

from __future__ import annotations

import datetime
from pathlib import Path

from knowledge.answering.corrections import Correction, corrections_of, last_correction
from knowledge.answering.library import PublishedEntry, build_library
from knowledge.entries.dates import PartialDate
from knowledge.entries.validation import read_entry
from knowledge.entries.verdict import Verdict
from knowledge.exchange.loading import load_packs
from knowledge.moderation.publishing import publish_entry, restore, retire, revert
from knowledge.store import SHARED, Audience, Store
from knowledge.store.moments import timestamp
from knowledge.store.revisions import ChangeKind
from tests.scenes.desk import HERE, NOW, SHARED_IDS, THERE, by, opened, plain, published
from tests.scenes.making import made_pack

DAY = 24 * 60


def change(store: Store, kind: ChangeKind, sentence: str | None, minutes: int = 0, **fields: object) -> int:
    """Publish another revision of the server's entry."""
    with store.transaction():
        return publish_entry(store, by(minutes=minutes), read_entry(plain("new-one", **fields)), kind, sentence)


def shown(store: Store, audience: Audience = HERE, entry: str = "new-one") -> PublishedEntry:
    found = build_library(store).show(entry, audience)
    assert found is not None
    return found


def at(minutes: int) -> datetime.datetime:
    return NOW + datetime.timedelta(minutes=minutes)


def test_it_has_the_day_the_sentence_and_the_verdict_before(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by(), verdict="true")
    assert last_correction(store, HERE, shown(store), NOW) is None
    change(store, ChangeKind.CORRECTION, "The map was misread.", DAY, verdict="mostly-false")
    expected = Correction(2, timestamp(at(DAY)), ChangeKind.CORRECTION, "The map was misread.", Verdict.TRUE)
    assert last_correction(store, HERE, shown(store), at(DAY)) == expected
    assert expected.day == PartialDate("2026-05-02")
    # Wording changes hide nothing of it.
    change(store, ChangeKind.MINOR, "Typing errors.", 2 * DAY, verdict="mostly-false", answer="It was not.")
    assert last_correction(store, HERE, shown(store), at(2 * DAY)) == expected
    change(store, ChangeKind.UPDATE, "A second map was found.", 3 * DAY, verdict="mostly-false")
    newest = last_correction(store, HERE, shown(store), at(3 * DAY))
    assert newest == Correction(4, timestamp(at(3 * DAY)), ChangeKind.UPDATE, "A second map was found.", None)
    assert [one.revision for one in corrections_of(store, HERE, shown(store))] == [4, 2]
    store.close()


def test_it_is_told_for_ninety_days(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by())
    change(store, ChangeKind.CORRECTION, "The map was misread.", answer="It was not.")
    for days, told in ((0, True), (89, True), (90, True), (91, False)):
        assert (last_correction(store, HERE, shown(store), at(days * DAY)) is not None) == told, days
    assert len(corrections_of(store, HERE, shown(store))) == 1
    store.close()


def test_an_old_card_is_told_what_led_to_its_revision_alone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by(), verdict="true")
    before = shown(store)
    change(store, ChangeKind.CORRECTION, "The map was misread.", verdict="false")
    assert last_correction(store, HERE, before, NOW) is None
    store.close()


def test_a_revert_is_one_and_coming_back_is_compared_with_what_was_shown_before(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by(), verdict="true")
    change(store, ChangeKind.CORRECTION, "It was wrong.", verdict="false")
    revert(store, by(), "new-one", 1, "correction", "It was right after all.")
    told = last_correction(store, HERE, shown(store), NOW)
    assert told is not None and (told.sentence, told.verdict_before) == ("It was right after all.", Verdict.FALSE)
    retire(store, by(), "new-one", "For now.")
    restore(store, by(), "new-one")
    assert last_correction(store, HERE, shown(store), NOW) == told
    store.close()


def test_a_pack_tells_a_changed_verdict_and_an_own_version_has_its_own_history(tmp_path: Path) -> None:
    store = opened(tmp_path)
    river, lake = SHARED_IDS
    assert last_correction(store, HERE, shown(store, HERE, river), NOW) is None
    words = made_pack(tmp_path / "1" / "rivers", plain(river, answer="In other words."), plain(lake))
    load_packs(store, (words,), NOW)
    assert last_correction(store, HERE, shown(store, HERE, river), NOW) is None
    old = shown(store, HERE, river).entry.verdict
    new = next(one for one in Verdict if one is not old)
    load_packs(store, (made_pack(tmp_path / "2" / "rivers", plain(river, verdict=new.value), plain(lake)),), NOW)
    for audience in (HERE, THERE, SHARED):
        told = last_correction(store, audience, shown(store, audience, river), NOW)
        assert told is not None and (told.verdict_before, told.sentence) == (old, None)
    with store.transaction():
        publish_entry(store, by(), read_entry(plain(river)), ChangeKind.UPDATE, "We see it in another way.")
    assert last_correction(store, HERE, shown(store, HERE, river), NOW) is None
    assert last_correction(store, THERE, shown(store, THERE, river), NOW) == told
    store.close()
