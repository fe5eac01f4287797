import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.answering import ledger
from knowledge.answering.library import build_library
from knowledge.entries.entry import entry_mapping
from knowledge.errors import InvalidInputError
from knowledge.exchange.loading import load_packs
from knowledge.moderation import browsing, importing, overrides, publishing, reports, retention, settings
from knowledge.moderation.drafts import editing
from knowledge.store import SHARED, Audience, Store
from knowledge.store.links import LinkRow
from tests.scenes.desk import ANN, HERE, LAKE_QUESTION, NOW, THERE, by, opened, plain, published, typed
from tests.scenes.making import made_pack
from tests.scenes.queue import asked

DAY = datetime.timedelta(days=1)


def everything(store: Store) -> str:
    return "\n".join(store._db.conn.iterdump())


def test_what_is_taken_down_is_gone_with_all_its_revisions_and_leaves_a_marker(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by(), answer="The libel itself.")
    published(store, by(), "kept-one")
    draft = typed(store, by(), editing.edit(store, by(), "new-one"), answer="The libel again.").draft
    importing.dry_run(store, by(), "f", '{"id": "x", "answer": "The libel in a file."}')
    assert retention.take_down(store, "new-one", "A court has ordered it.", NOW) == (HERE,)
    text = everything(store)
    assert "libel" not in text and "A court has ordered it." in text
    library = build_library(store)
    assert library.show("new-one", HERE) is None and library.show("kept-one", HERE) is not None
    with pytest.raises(InvalidInputError, match="taken down on 2026-05-01: A court"):
        browsing.history(store, HERE, "new-one")
    with pytest.raises(InvalidInputError, match="A court"):
        editing.edit(store, by(), "new-one")
    with pytest.raises(InvalidInputError, match="never used twice"):
        editing.begin(store, by(), "The same again.", "new-one")
    with pytest.raises(InvalidInputError):
        publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    with pytest.raises(InvalidInputError, match="no entry"):
        retention.take_down(store, "new-one", "Again.", NOW)
    store.close()


def test_a_shared_entry_that_is_taken_down_does_not_come_back_with_its_pack(tmp_path: Path) -> None:
    store = opened(tmp_path)
    draft = typed(store, by(), editing.edit(store, by(), "lake-is-deep"), answer="Ours.").draft
    publishing.publish(store, by(), draft.number, version=draft.version, kind="update", sentence="It changed.")
    assert retention.take_down(store, "lake-is-deep", "By order.", NOW) == (SHARED, HERE)
    pack = made_pack(tmp_path / "rivers", plain("lake-is-deep", answer="Newly worded."), plain("river-runs-north"))
    load_packs(store, (pack,), NOW)
    library = build_library(store)
    for audience in (SHARED, HERE, THERE):
        assert library.show("lake-is-deep", audience) is None
        assert library.show("river-runs-north", audience) is not None
    store.close()


def test_a_takedown_needs_a_reason_and_can_be_for_one_server(tmp_path: Path) -> None:
    store = opened(tmp_path)
    published(store, by())
    published(store, by(ANN, THERE))
    for reason in ("", "x" * 301):
        with pytest.raises(InvalidInputError):
            retention.take_down(store, "new-one", reason, NOW)
    assert retention.take_down(store, "new-one", "By order.", NOW, server=HERE.server) == (HERE,)
    assert build_library(store).show("new-one", THERE) is not None
    store.close()


def lived_in(store: Store, audience: Audience = HERE) -> None:
    """Do everything on a server of which something is kept, with a word in it that can be looked for."""
    who = by(ANN, audience)
    published(store, who, answer="Secretword here.")
    typed(store, who, editing.edit(store, who, "new-one"), answer="Secretword in a draft.")
    overrides.hide(store, who, "lake-is-deep", hidden=True)
    settings.add_name(store, who, "Secretword", "place", "")
    settings.change_settings(store, who, two_people=True)
    importing.dry_run(store, who, "secretword.json", '{"id": "secretword"}')
    asked(store, audience, 3, "is the secretword made of brass")
    row = asked(store, audience, 3, LAKE_QUESTION + " secretword", build_library(store).show("new-one", audience))
    ledger.report(store, row, 3, NOW, "secretword")
    ledger.pick(store, replace(row, offered=("secretword",)), 3, NOW, "secretword")
    reports.dispute(store, audience, 3, row.number, "Secretword.", "", NOW)
    with store.transaction():
        store.links.put(audience, LinkRow("https://secretword.example", 1, "404", "2026"))


def test_the_data_of_a_server_is_kept_for_thirty_days_and_then_erased(tmp_path: Path) -> None:
    store = opened(tmp_path)
    before = {line for line in everything(store).splitlines() if "1001" in line or "ecretword" in line}
    lived_in(store)
    published(store, by(ANN, THERE), answer="Still there.")
    retention.left(store, HERE, NOW)
    retention.left(store, HERE, NOW + 5 * DAY)
    assert retention.erase_departed(store, NOW + 29 * DAY) == ()
    assert build_library(store).show("new-one", HERE) is not None
    assert retention.erase_departed(store, NOW + 30 * DAY) == (HERE,)
    rest = everything(store)
    left = {line for line in rest.splitlines() if "1001" in line or "ecretword" in line}
    assert left == before
    assert build_library(store).show("new-one", THERE) is not None
    assert retention.erase_departed(store, NOW + 90 * DAY) == ()
    with pytest.raises(Exception, match="never"):
        store._db.execute("DELETE FROM audit")
    store.close()


def test_a_server_that_comes_back_in_time_keeps_everything(tmp_path: Path) -> None:
    store = opened(tmp_path)
    lived_in(store)
    retention.left(store, HERE, NOW)
    retention.returned(store, HERE)
    assert retention.erase_departed(store, NOW + 90 * DAY) == ()
    shown = build_library(store).show("new-one", HERE)
    assert shown is not None and entry_mapping(shown.entry)["answer"] == "Secretword here."
    store.close()
