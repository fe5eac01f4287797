"""`python -m bot queue`: what was asked where there is no server, for whoever runs the bot."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import commands
from knowledge.answering import ledger
from knowledge.answering.library import build_library
from knowledge.errors import InvalidInputError
from knowledge.moderation import reports
from knowledge.moderation.audit import OPERATOR
from knowledge.store import SHARED, Store, open_store
from tests.scenes.asking import CIA, database
from tests.scenes.desk import HERE, NOW
from tests.scenes.queue import asked


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(database(tmp_path)))
    return tmp_path


def ran(*words: str) -> Result:
    return CliRunner().invoke(commands, ["queue", *words], catch_exceptions=False)


def lived_in(store: Store) -> tuple[int, int]:
    asked(store, SHARED, 1, "is the town's bell tower made of brass")
    asked(store, SHARED, 2, "did the mayor sell the wooden bridge to a circus")
    asked(store, SHARED, 3, "the mayor really sold that wooden bridge to a circus???")
    asked(store, HERE, 4, "is the secret of this server safe")
    row = asked(store, SHARED, 5, "who founded the cia", build_library(store).show(CIA, SHARED))
    ledger.report(store, row, 5, NOW, "another-entry")
    return row.number, reports.dispute(store, SHARED, 5, row.number, "A book says so.", "https://a.example/b", NOW)


def test_an_empty_queue_says_so(home: Path) -> None:
    assert ran().output == "Nothing waits.\n"
    assert ran("--json").output == ""


def test_it_lists_most_people_first_and_nothing_of_a_server(home: Path) -> None:
    with_rows = open_store(home / "bot.db")
    report, dispute = lived_in(with_rows)
    with_rows.close()
    lines = ran().output.splitlines()
    assert [line.split()[0] for line in lines] == ["q2", "q1", f"r{report}", f"d{dispute}"]
    assert "2 people" in lines[0] and "wooden bridge" in lines[0] and "1 person" in lines[1]
    assert f"[not my question: {CIA}]" in lines[2] and f"[verdict disputed: {CIA}]" in lines[3]
    assert "secret" not in ran().output
    assert "1 more questions: use --most 2" in ran("--most", "1").output
    first = json.loads(ran("--json").output.splitlines()[0])
    assert (first["item"], first["people"], first["times"]) == ("q2", 2, 2)
    assert "really sold that wooden bridge" in ran("show", "q2").output
    assert "meant instead: another-entry" in ran("show", f"r{report}").output
    assert "https://a.example/b" in ran("show", f"d{dispute}").output


def test_what_is_dismissed_is_gone_with_its_reason_in_the_audit(home: Path) -> None:
    store = open_store(home / "bot.db")
    report, dispute = lived_in(store)
    for item in ("q2", f"r{report}", f"d{dispute}"):
        assert ran("dismiss", item, "--reason", "Not for us.").output.startswith(f"{item} is dismissed.")
    assert [line.split()[0] for line in ran().output.splitlines()] == ["q1"]
    rows = store.audit.last(SHARED, 10)
    assert [row.sentence for row in rows] == ["Not for us."] * 3
    assert {row.person for row in rows} == {store.people.number(OPERATOR)}
    assert store.audit.last(HERE, 10) == ()
    store.close()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["show", "q3"], "not in this queue"),
        (["show", "r77"], "not in the queue any more"),
        (["dismiss", "everything", "--reason", "x"], "Items are called q12"),
        (["dismiss", "q1", "--reason", " "], "Give the reason"),
        (["dismiss", "q99", "--reason", "x"], "not in this queue"),
        (["dismiss", "d99", "--reason", "x"], "not in this queue"),
    ],
)
def test_what_is_wrong_is_said(home: Path, words: list[str], wrong: str) -> None:
    store = open_store(home / "bot.db")
    lived_in(store)
    store.close()
    with pytest.raises(InvalidInputError, match=wrong):
        ran(*words)
