"""`match --entries`: questions decided over the entries of one file, as a server would take them in, and no pack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.entries.validation import read_entry
from knowledge.exchange.bundle import JSON, MOST_ENTRIES, TOML, write_bundle
from knowledge.question.gazetteer import Name
from tests.scenes.making import plain_entry
from tests.scenes.terminal import Terminal

NAMES = (Name("Velmar", "place", ("Velmar-on-Sea",)),)
ENTRIES = (
    plain_entry(
        "fluoride",
        claim="The water works of Velmar add fluoride to the drinking water.",
        phrasings=["is there fluoride in velmar's tap water"],
        not_this=["is there fluoride in the toothpaste"],
        names=["Velmar"],
    ),
    plain_entry("dogs", claim="The council proposed a tax on dogs.", phrasings=["is there a dog tax"], names=[]),
)
SHIPPED = "Are the Zetas and MS-13 really allied?"


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys):
    return Terminal(tmp_path, monkeypatch, capsys)


def written(folder: Path, form: str, entries: tuple[dict[str, Any], ...] = ENTRIES) -> str:
    """Write a file as `/entry export` does and return its name."""
    file = folder / f"own.{form}"
    file.write_text(write_bundle([read_entry(one) for one in entries], NAMES, form), encoding="utf-8")
    return str(file)


def asked(*questions: str) -> str:
    return "".join(json.dumps({"id": at, "question": text}) + "\n" for at, text in enumerate(questions))


def rows(done) -> list[dict[str, Any]]:
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.mark.parametrize("form", [JSON, TOML])
def test_questions_are_decided_over_the_file_alone(terminal, form):
    file = written(terminal.folder, form)
    same, near, by_name, shipped, nothing = rows(
        terminal.run(
            "match", "--entries", file,
            typed=asked("is there fluoride in velmar's tap water", "is there chlorine in velmar's tap water",
                        "is there fluoride in the tap water of velmar-on-sea", SHIPPED, "?!"),
        )
    )  # fmt: skip
    assert (same["answer"], same["offered"]) == ("fluoride", [])
    assert same["ranked"][0][0] == "fluoride" and same["confidence"] > 0.9
    assert (near["answer"], near["offered"], near["ranked"][0][0]) == (None, ["fluoride"], "fluoride")
    assert near["confidence"] < 0.8
    # The names of the file are read, too.
    assert by_name["answer"] == "fluoride"
    # No pack lies below the file: what it knows is not here.
    assert (shipped["answer"], shipped["offered"], shipped["ranked"]) == (None, [], [])
    assert nothing == {"id": 4, "ranked": [], "answer": None, "confidence": 0.0, "offered": [], "meaning": None}


def test_a_refused_question_of_the_file_is_not_answered(terminal):
    file = written(terminal.folder, JSON)
    (row,) = rows(terminal.run("match", "--entries", file, typed=asked("is there fluoride in the toothpaste")))
    assert row["answer"] is None


def test_it_needs_no_database_and_leaves_none(terminal):
    file = written(terminal.folder, JSON)
    terminal.run("match", "--entries", file, typed=asked("is there a dog tax"))
    assert [one.name for one in terminal.folder.iterdir()] == ["own.json"]


def test_one_entry_alone_and_a_byte_order_mark_are_taken(terminal):
    file = terminal.folder / "one.json"
    file.write_text(json.dumps(ENTRIES[1]), encoding="utf-8-sig")
    (row,) = rows(terminal.run("match", "--entries", str(file), typed=asked("is there a dog tax")))
    assert row["answer"] == "dogs"


def test_any_number_of_entries_is_taken(terminal):
    count = MOST_ENTRIES + 20
    many = tuple(plain_entry(f"river-{at}", names=[], phrasings=[], not_this=[]) for at in range(count))
    file = written(terminal.folder, JSON, (*many, ENTRIES[1]))
    last, dogs = rows(
        terminal.run(
            "match",
            "--entries",
            file,
            typed=asked(f"The river of river-{count - 1} runs to the north.", "is there a dog tax"),
        )
    )
    assert last["ranked"][0][0] == f"river-{count - 1}"
    assert dogs["answer"] == "dogs"


BROKEN = {
    "not there": (None, "cannot be read"),
    "no text": (b"\xff\xfe\x00", "not UTF-8"),
    "empty": ("", "no entry"),
    "no list": ('{"entries": 3}', "entries"),
    "another field": ('{"claims": []}', "claims"),
    "cut": ('{"entries": [', "not valid JSON"),
    "neither": ("3 = = 4", "line 1"),
    "nested": ("[{" + '"a": [' * 100_000, "not valid JSON"),
    "not whole": (json.dumps({"entries": [{"id": "dogs", "claim": "Dogs bark."}]}), "dogs: "),
    "twice": (json.dumps({"entries": [ENTRIES[1], ENTRIES[1]]}), "used twice"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_broken_is_told_in_a_sentence(terminal, content, said):
    file = terminal.folder / "own.json"
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content is not None:
        file.write_text(content, encoding="utf-8")
    done = terminal.run("match", "--entries", str(file), typed=asked("is there a dog tax"))
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_all_that_is_not_whole_is_told_at_once(terminal):
    file = terminal.folder / "own.json"
    wrong = [{**ENTRIES[0], "verdict": "perhaps"}, {**ENTRIES[1], "as_of": "soon"}]
    file.write_text(json.dumps({"entries": wrong}), encoding="utf-8")
    done = terminal.run("match", "--entries", str(file))
    assert done.status == 2
    assert "fluoride: " in done.err and "dogs: " in done.err and "own.json" in done.err


def test_entries_and_claims_at_once_are_refused(terminal):
    file = written(terminal.folder, JSON)
    claims = terminal.folder / "claims.jsonl"
    claims.write_text('{"id": "bare", "claim": "Goldfish remember things."}\n', encoding="utf-8")
    done = terminal.run("match", "--entries", file, "--claims", str(claims), typed=asked("do goldfish remember"))
    assert (done.status, done.out) == (2, "")
    assert "--entries or --claims" in done.err


def test_bare_claims_are_decided_by_the_same_measures(terminal):
    claims = terminal.folder / "claims.jsonl"
    lines = [{"id": one["id"], "claim": one["claim"], "aliases": one["phrasings"]} for one in ENTRIES]
    claims.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    same, near = rows(
        terminal.run(
            "match", "--claims", str(claims), typed=asked("is there a dog tax", "did the council pass a dog tax")
        )
    )
    assert (same["answer"], same["ranked"][0][0]) == ("dogs", "dogs")
    assert (near["answer"], near["offered"]) == (None, ["dogs"])


@pytest.mark.parametrize("options", [[], ["--entries", "own.json"]])
def test_a_line_that_is_no_question_is_told(terminal, options):
    written(terminal.folder, JSON)
    done = terminal.run("match", *options, typed='{"id": 1}\n')
    assert done.status == 2
    assert '"question" is missing' in done.err
