"""The command `check`: what is wrong with packs, and where."""

from typing import Any

import pytest

from tests.scenes.making import plain_entry, write_pack
from tests.scenes.terminal import Terminal

PHRASINGS = [
    "which way does that river go",
    "my map has the stream going upwards, a misprint?",
    "so the water goes up the map",
    "a guide said it flows towards the pole",
    "it cannot go there, can it",
    "teacher says it goes to the pole",
    "up and up it flows, they say",
    "does it really flow that way",
]
REFUSED = ["is it the longest of all", "are there fish in it", "how deep is it at the mouth"]


def well_asked(entry: str, **fields: Any) -> dict[str, Any]:
    """An entry with as many phrasings and refused questions as the guide asks for."""
    claim = f"Water turns to {entry} early."
    return plain_entry(entry, **{"claim": claim, "phrasings": PHRASINGS, "not_this": REFUSED} | fields)


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys):
    return Terminal(tmp_path, monkeypatch, capsys)


def test_check_of_a_good_pack(terminal):
    write_pack(terminal.folder / "rivers", [well_asked("north")])
    done = terminal.run("check", "rivers")
    assert (done.status, done.out) == (0, "rivers: 1 entries, 2 names, no problems\n")
    done = terminal.run("check", "rivers/north.toml")
    assert (done.status, done.out) == (0, "north.toml: no problems\n")


def test_check_advises_what_the_guide_asks_and_that_is_no_error(terminal):
    write_pack(terminal.folder / "rivers", [well_asked("north", phrasings=PHRASINGS[:1], not_this=REFUSED[:1])])
    for path, about in (("rivers", "rivers: 1 entries, 2 names"), ("rivers/north.toml", "north.toml")):
        done = terminal.run("check", path)
        assert done.status == 0
        phrasings, refused, count = done.out.splitlines()
        assert phrasings.startswith("advice: north.toml: phrasings: there are 1. Write 8 or more ")
        assert refused.startswith("advice: north.toml: not_this: there are 1. Write 3 or more ")
        assert count in (f"{about}, no problems, 2 pieces of advice", f"{about}: no problems, 2 pieces of advice")


def test_check_tells_which_near_misses_would_still_be_answered(terminal):
    # A phrasing has another number than the claim.
    claim, broad = "Masons built 12 stone bridges over the Samalá.", "masons built 15 stone bridges over the Samalá"
    write_pack(terminal.folder / "rivers", [well_asked("bridges", claim=claim, phrasings=[*PHRASINGS, broad])])
    done = terminal.run("check", "rivers")
    assert done.status == 0
    told, count = done.out.splitlines()
    assert told.startswith(f"advice: bridges.toml: not_this: would still be answered: “M{broad[1:]}”. If ")
    assert count == "rivers: 1 entries, 2 names, no problems, 1 piece of advice"


def test_advice_and_problems_are_counted_apart(terminal):
    write_pack(terminal.folder / "rivers", [well_asked("north", review_by="2001-01-01", not_this=REFUSED[:2])])
    done = terminal.run("check", "rivers")
    assert done.status == 1
    assert done.out.splitlines()[-1] == "rivers: 1 entries, 2 names, 1 problem, 1 piece of advice"


def test_check_finds_all_and_says_where(terminal):
    folder = write_pack(terminal.folder / "rivers", [plain_entry("north"), plain_entry("south")])
    for name in ("north", "south"):
        text = (folder / f"{name}.toml").read_text()
        (folder / f"{name}.toml").write_text(text.replace('"mostly-true"', '"perhaps"'))
    done = terminal.run("check", "rivers")
    assert done.status == 1
    first, second, count = done.out.splitlines()
    assert first.startswith("north.toml: verdict: 'perhaps' is no verdict. Use true, ")
    assert second.startswith("south.toml: verdict: ")
    assert count == "rivers: 2 problems"
    done = terminal.run("check", "rivers/north.toml")
    assert (done.status, done.out.splitlines()[-1]) == (1, "north.toml: 1 problem")


def test_check_asks_what_an_editor_would(terminal):
    write_pack(terminal.folder / "rivers", [plain_entry("north", review_by="2001-01-01")])
    for path in ("rivers", "rivers/north.toml"):
        done = terminal.run("check", path)
        assert done.status == 1
        assert "review_by: the review was due on 1 January 2001" in done.out


def test_check_takes_the_folder_one_stands_in_and_a_folder_of_packs(terminal, monkeypatch):
    write_pack(terminal.folder / "packs" / "rivers", [well_asked("north")])
    write_pack(terminal.folder / "packs" / "lakes", [well_asked("south")])
    assert terminal.run("check", "packs").out.splitlines() == [
        "lakes: 1 entries, 2 names, no problems",
        "rivers: 1 entries, 2 names, no problems",
    ]
    monkeypatch.chdir(terminal.folder / "packs" / "rivers")
    assert terminal.run("check", ".").status == 0


def test_check_without_a_path_checks_the_shipped_packs(terminal):
    done = terminal.run("check")
    assert "central-america: 46 entries" in done.out


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_check_of_nothing_is_a_wrong_use(terminal, path):
    (terminal.folder / "empty").mkdir()
    done = terminal.run("check", path)
    assert done.status == 2
    assert path in done.err
