"""The command `check`: what is wrong with packs, and where."""

import pytest

from tests.making import plain_entry, write_pack
from tests.terminal import Terminal


@pytest.fixture
def terminal(tmp_path, monkeypatch, capsys):
    return Terminal(tmp_path, monkeypatch, capsys)


def test_check_of_a_good_pack(terminal):
    write_pack(terminal.folder / "rivers", [plain_entry("north")])
    done = terminal.run("check", "rivers")
    assert (done.status, done.out) == (0, "rivers: 1 entries, 2 names, no problems\n")
    done = terminal.run("check", "rivers/north.toml")
    assert (done.status, done.out) == (0, "north.toml: no problems\n")


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
    write_pack(terminal.folder / "packs" / "rivers", [plain_entry("north")])
    write_pack(terminal.folder / "packs" / "lakes", [plain_entry("south")])
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
