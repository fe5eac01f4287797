"""The machine stops at any point of a change: before, and after it, but never half-way."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.moderation import importing
from knowledge.moderation.drafts import editing
from knowledge.store import Store, open_store
from tests import ROOT
from tests.scenes.desk import HERE, by, opened, plain, published, typed
from tests.scenes.publishing_killed import WHAT


def picture(store: Store) -> dict[str, Any]:
    """Everything that a change could leave half done."""
    return {
        "revisions": [(one.number, one.state, one.body) for one in store.revisions.history(HERE, "new-one")],
        "states": store.revisions.states(HERE),
        "shown": [one.entry for one in store.revisions.published(HERE)],
        "drafts": [(one.entry, one.version, one.state) for one in store.drafts.all_open(HERE)],
        "edits": [one.typed for number in (1, 2) for one in store.drafts.edits(HERE, number)],
        "audit": [(one.action, one.before, one.after) for one in store.audit.last(HERE, 100)],
    }


def child(database: Path, what: str, dies_at: int) -> subprocess.CompletedProcess[str]:
    # One process a point, so keep what it imports warm and small.
    return subprocess.run(
        [sys.executable, "-m", "tests.scenes.publishing_killed", str(database), what, str(dies_at)],
        capture_output=True, text=True, check=False, cwd=ROOT, env=dict(os.environ),
    )  # fmt: skip


@pytest.mark.parametrize("what", list(WHAT))
def test_a_change_is_done_whole_or_not_at_all(tmp_path: Path, what: str) -> None:
    store = opened(tmp_path)
    published(store, by())
    if what == "take in":
        importing.dry_run(store, by(), "f", json.dumps([plain("second-one"), plain("third-one")]))
    elif what != "retire":
        typed(store, by(), editing.edit(store, by(), "new-one"), answer="Another answer.")
    before = picture(store)
    store.close()
    whole = tmp_path / "whole.db"
    shutil.copy(tmp_path / "nsf.db", whole)
    statements = int(child(whole, what, 0).stdout)
    after = read(whole)
    assert after != before
    seen = []
    for dies_at in sorted({1, 2, *range(3, statements, max(1, statements // 5)), statements - 1, statements}):
        database = tmp_path / f"{dies_at}.db"
        shutil.copy(tmp_path / "nsf.db", database)
        assert child(database, what, dies_at).returncode == -9
        found = read(database)
        assert found in (before, after), dies_at
        seen.append(found == after)
    assert seen == sorted(seen)


def read(database: Path) -> dict[str, Any]:
    store = open_store(database)
    try:
        return picture(store)
    finally:
        store.close()
