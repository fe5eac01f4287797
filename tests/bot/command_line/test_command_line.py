"""The command line, from outside: what is printed, and the exit statuses."""

import json
import os
import subprocess
import sys
import tomllib
from fnmatch import fnmatch

import pytest

from knowledge.store import SHARED
from tests import ROOT
from tests.golden.measuring import library_of_starter_packs
from tests.golden.questions import golden_questions
from tests.scenes.terminal import Terminal

FIRST_QUESTION = "Are the Zetas and MS-13 really allied?"
FIRST_ENTRY = "zetas-ms13-alliance-guatemala"
NOTHING = "what should i cook tonight, rice or pasta"
JSON_KEYS = {"outcome", "entry", "revision", "confidence", "offered", "reasons", "meaning"}
MATCH_KEYS = {"id", "ranked", "answer", "confidence", "offered", "meaning"}


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys):
    return Terminal(tmp_path, monkeypatch, capsys)


@pytest.fixture(scope="module")
def unsure() -> str:
    """A golden question to which the library answers by asking whether one entry is meant."""
    library = library_of_starter_packs()
    return next(one.question for one in golden_questions() if len(library.ask(one.question, SHARED).offered) == 1)


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def outside(folder, *command, environment=None, typed=""):
    """Run a command as a process of its own."""
    known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_PATH", "DISCORD_TOKEN")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=folder,
        env=known | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | (environment or {}),
        input=typed,
        encoding="utf-8",
        capture_output=True,
        timeout=60,
        check=False,
    )


# ask


def test_ask_answers_with_the_card(terminal):
    done = terminal.run("ask", FIRST_QUESTION)
    assert done.status == 0
    order = ["UNPROVEN", "Claim", "Answer", "Rebuttals", "Caveats", "As of", "Claimants", "Sources", "Kept by"]
    places = [done.out.index(f"\n{word}\n" if word != "UNPROVEN" else word) for word in order]
    assert places == sorted(places)
    assert "https://insightcrime.org/" in done.out
    assert FIRST_ENTRY in done.out
    assert "\x1b[" not in done.out
    assert done.err == ""


def test_ask_asks_which(terminal, unsure):
    done = terminal.run("ask", unsure)
    assert done.status == 3
    assert "Is it this one?" in done.out
    assert "  1. " in done.out


def test_ask_says_when_there_is_no_entry(terminal):
    done = terminal.run("ask", NOTHING)
    assert done.status == 4
    assert "No entry is about that" in done.out


def test_ask_says_when_there_is_nothing_to_read(terminal):
    done = terminal.run("ask", "?!")
    assert done.status == 4
    assert "There are no words in that" in done.out


@pytest.mark.parametrize("question", ["", "\ud800", "x" * 20_000, "%s {0} \\n"])
def test_ask_takes_any_question(terminal, question):
    assert terminal.run("ask", "--", question).status in (3, 4)


def test_ask_as_json(terminal, unsure):
    answered = json.loads(terminal.run("ask", "--json", FIRST_QUESTION).out)
    assert answered.keys() == JSON_KEYS
    assert (answered["outcome"], answered["entry"], answered["revision"]) == ("answered", FIRST_ENTRY, 1)
    assert 0.5 < answered["confidence"] <= 1
    assert answered["offered"] == []
    assert answered["reasons"]
    asked = json.loads(terminal.run("ask", "--json", unsure).out)
    assert asked.keys() == JSON_KEYS
    assert (asked["outcome"], asked["entry"], asked["revision"]) == ("ask_which", None, None)
    assert 1 <= len(asked["offered"]) <= 3
    none = json.loads(terminal.run("ask", "--json", NOTHING).out)
    assert none.keys() == JSON_KEYS
    assert (none["outcome"], none["entry"], none["offered"]) == ("no_entry", None, [])


def test_ask_explains(terminal):
    done = terminal.run("ask", "--explain", FIRST_QUESTION)
    assert done.status == 0
    plain = terminal.run("ask", FIRST_QUESTION)
    assert done.out.startswith(plain.out.rstrip("\n"))
    assert len(done.out) > len(plain.out)


def test_ask_records_nothing(terminal):
    terminal.run("ask", FIRST_QUESTION)
    before = (terminal.folder / "data/not-so-fast.db").read_bytes()
    terminal.run("ask", FIRST_QUESTION)
    terminal.run("ask", NOTHING)
    assert (terminal.folder / "data/not-so-fast.db").read_bytes() == before


# match


def test_match_writes_a_line_for_each_question_in_order(terminal, unsure):
    asked = [("b", FIRST_QUESTION), (7, NOTHING), ("a", unsure), (None, "")]
    typed = "\n".join(json.dumps({"id": number, "question": question}) for number, question in asked) + "\n\n"
    done = terminal.run("match", typed=typed)
    assert done.status == 0
    answered, none, which, empty = lines(done.out)
    assert [row["id"] for row in (answered, none, which, empty)] == ["b", 7, "a", None]
    for row in (answered, none, which, empty):
        assert row.keys() == MATCH_KEYS
        assert len(row["ranked"]) <= 20
        scores = [score for _, score in row["ranked"]]
        assert scores == sorted(scores, reverse=True)
        assert 0 <= row["confidence"] <= 1
        assert not (row["answer"] and row["offered"])
    assert answered["answer"] == answered["ranked"][0][0] == FIRST_ENTRY
    assert none["answer"] is None
    assert none["offered"] == []
    assert which["answer"] is None
    assert 1 <= len(which["offered"]) <= 3


def test_match_over_other_claims(terminal):
    claims = terminal.folder / "claims.jsonl"
    rows = [
        {
            "id": "moon",
            "title": "Moon landing",
            "claim": "The Apollo moon landing was filmed in a studio.",
            "aliases": [],
        },
        {"id": "wall", "claim": "The Great Wall of China can be seen from the Moon.", "aliases": ["wall from space"]},
        {"id": "bare", "claim": "Goldfish remember things for three seconds."},
    ]
    claims.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = terminal.run(
        "match", "--claims", str(claims), typed=json.dumps({"id": 1, "question": "do goldfish remember three seconds"})
    )
    (row,) = lines(done.out)
    assert row["ranked"][0][0] == "bare"
    assert not (terminal.folder / "data").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("not json\n", "line 1"),
        ('{"id": 1}\n', "question"),
        ("[1]\n", "line 1"),
        ('{"id": 1, "question": 3}', "question"),
        (b"\xff\n", "UTF-8"),
        ("[" * 200_000, "nested"),
        ('{"id": ' + "9" * 5000 + ', "question": "x"}', "too long"),
    ],
)
def test_match_says_what_it_cannot_read(terminal, typed, said):
    done = terminal.run("match", typed=typed)
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize(
    "content", [None, "not json", b"\xff", '{"claim": "no id"}', '{"id": "x"}', '{"id": "x", "claim": 3}']
)
def test_match_says_what_is_wrong_with_claims(terminal, content):
    claims = terminal.folder / "claims.jsonl"
    if isinstance(content, bytes):
        claims.write_bytes(content)
    elif content is not None:
        claims.write_text(content)
    done = terminal.run("match", "--claims", str(claims))
    assert done.status == 2
    assert "claims.jsonl" in done.err


# console


def test_the_console_talks_until_an_empty_line(terminal, unsure):
    done = terminal.run("console", typed=f"{FIRST_QUESTION}\n{NOTHING}\n{unsure}\nx\n{unsure}\n1\n\nnever asked\n")
    assert done.status == 0
    assert done.out.count("Kept by") == 2
    assert done.out.count("No entry is about that") == 1
    assert done.out.count("Is it this one?") == 2
    assert done.out.count("None of them, then.") == 1


def test_the_next_line_of_the_console_is_read_as_about_the_card(terminal):
    done = terminal.run("console", typed=f"says who?\n{FIRST_QUESTION}\nsays who?\nwhy\nlol\nwhat's on the tapes?\n")
    assert done.status == 0
    assert done.out.count("Who says otherwise") == 1
    assert done.out.count("Why “Unproven”") == 1
    assert done.out.count("What the entry says") == 1
    assert done.out.count("Kept by") == 1


@pytest.mark.parametrize("typed", ["", FIRST_QUESTION, f"{FIRST_QUESTION}\n"])
def test_the_console_ends_with_the_input(terminal, typed):
    done = terminal.run("console", typed=typed)
    assert done.status == 0
    assert done.out.count("Kept by") == (typed != "")


def test_the_console_ends_in_the_middle_of_a_choice(terminal, unsure):
    assert terminal.run("console", typed=f"{unsure}\n").status == 0


def test_a_choice_that_is_none_takes_none(terminal, unsure):
    choices = ["0", "4", "-1", "²", "no", "1.0", ""]
    done = terminal.run("console", typed="".join(f"{unsure}\n{choice}\n" for choice in choices))
    assert done.status == 0
    assert done.out.count("None of them, then.") == len(choices)


def test_what_is_no_text_is_said(terminal):
    done = terminal.run("console", typed=b"\xff\xfe\n")
    assert done.status == 2
    assert "UTF-8" in done.err


def test_without_a_token_there_is_the_console(terminal):
    done = terminal.run(typed="\n")
    assert done.status == 0
    first, *_ = done.out.splitlines()
    assert "DISCORD_TOKEN" in first


# settings, places, usage


def test_the_environment_goes_before_the_file(terminal, monkeypatch):
    (terminal.folder / ".env").write_text("DATABASE_PATH=from-file.db\n")
    terminal.run("ask", NOTHING)
    assert (terminal.folder / "from-file.db").exists()
    monkeypatch.setenv("DATABASE_PATH", str(terminal.folder / "deep" / "from-environment.db"))
    terminal.run("ask", NOTHING)
    assert (terminal.folder / "deep" / "from-environment.db").exists()
    assert not (terminal.folder / "data").exists()


def test_the_file_is_that_of_the_working_directory_alone(terminal, monkeypatch):
    (terminal.folder / ".env").write_text("DATABASE_PATH=from-file.db\n")
    inner = terminal.folder / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    terminal.run("ask", NOTHING)
    assert (inner / "data" / "not-so-fast.db").exists()


def test_a_database_that_cannot_be_used_is_said(terminal, monkeypatch):
    (terminal.folder / "letter.txt").write_text("dear all\n" * 100)
    monkeypatch.setenv("DATABASE_PATH", "letter.txt")
    for command in (["ask", NOTHING], ["match"], ["console"]):
        done = terminal.run(*command)
        assert done.status == 2
        assert "letter.txt is not a database" in done.err
    assert (terminal.folder / "letter.txt").read_text() == "dear all\n" * 100


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "a", "b"], ["unknown"], ["ask", "--loud", "x"], ["match", "x"]])
def test_a_wrong_use_is_said(terminal, arguments):
    done = terminal.run(*arguments)
    assert done.status == 2
    assert "Usage:" in done.err


def test_it_works_from_any_directory_as_a_process_of_its_own(tmp_path):
    done = outside(tmp_path, "ask", FIRST_QUESTION, environment={"DATABASE_PATH": str(tmp_path / "here.db")})
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b[" not in done.stdout
    assert [item.name for item in tmp_path.iterdir()] == ["here.db"]
    done = outside(tmp_path, "console", typed=f"{FIRST_QUESTION}\n")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_everything_that_is_needed_is_packaged():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {
        file.parent.relative_to(ROOT) for top in ("bot", "knowledge") for file in (ROOT / top).rglob("__init__.py")
    }
    assert {".".join(folder.parts) for folder in folders} == set(tools["packages"])
    for top, patterns in tools["package-data"].items():
        data = [
            file.relative_to(ROOT / top).as_posix()
            for file in (ROOT / top).rglob("*")
            if file.is_file() and file.suffix not in (".py", ".pyc")
        ]
        assert data
        assert [name for name in data if not any(_matches(name, pattern) for pattern in patterns)] == []


def _matches(name, pattern):
    """Match as setuptools does: a star stops at a slash."""
    parts, patterns = name.split("/"), pattern.split("/")
    return len(parts) == len(patterns) and all(map(fnmatch, parts, patterns))


def test_the_version_is_told_whatever_is_set(terminal):
    (terminal.folder / ".env").write_text('DISCORD_TOKEN="not closed\n')
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    done = terminal.run("--version")
    assert done.status == 0
    assert done.out.startswith(f"Not So Fast {project['version']} (schema ")
    assert [one.name for one in terminal.folder.iterdir()] == [".env"]
