"""Packs: folders of TOML files are read whole, or everything wrong with them is said."""

import shutil

import pytest

from knowledge.errors import InvalidInputError
from knowledge.exchange.packs import (
    InvalidPackError,
    examine_file,
    examine_pack,
    read_pack,
    starter_pack_folders,
)
from knowledge.exchange.toml_format import parse_toml
from knowledge.question.gazetteer import read_names
from tests.scenes.making import NAMES, every_pack, plain_entry, write_pack
from tests.scenes.toml_files import names_to_toml

FIRST_ENTRIES = {
    "zetas-ms13-alliance-guatemala",
    "velasco-interior-ministry-task-force",
    "maras-single-leader-guatemala",
    "guatemala-gang-members-10-12000",
    "maras-major-drug-traffickers",
    "salvador-gang-truce-has-held",
    "iran-growing-presence-latin-america",
    "iran-contra-arms-and-contras",
}


@pytest.fixture
def folder(tmp_path):
    return write_pack(tmp_path / "rivers", [plain_entry("north"), plain_entry("south")])


def told(folder):
    pack, problems = examine_pack(folder)
    assert (pack is None) == bool(problems)
    return [str(problem) for problem in problems]


def test_the_shipped_packs_are_sound():
    packs = every_pack()
    assert {entry.id for pack in packs for entry in pack.entries} >= FIRST_ENTRIES
    assert len({pack.id for pack in packs}) == len(packs)
    for folder in starter_pack_folders():
        assert told(folder) == []


def test_a_pack_is_read_whole(folder):
    pack = read_pack(folder)
    assert (pack.id, pack.title, pack.description) == ("rivers", "Rivers", "Claims about rivers.")
    assert [entry.id for entry in pack.entries] == ["north", "south"]
    assert pack.names == NAMES
    assert [(topic.id, topic.description) for topic in pack.topics] == [("rivers", "Rivers")]


def test_every_problem_of_every_file_is_said_at_once(folder):
    north = (folder / "north.toml").read_text()
    (folder / "north.toml").write_text(north.replace('"mostly-true"', '"perhaps"').replace('"2015-11"', '"2015-19"'))
    (folder / "south.toml").write_text("claim = [unclosed")
    (folder / "names.toml").write_text('[[names]]\nname = "Zetas"\nkind = "club"\n')
    (folder / "pack.toml").write_text('title = "Rivers"\n')
    problems = told(folder)
    assert [problem.split(":")[0] for problem in problems] == [
        "names.toml", "north.toml", "north.toml", "south.toml", "pack.toml",
    ]  # fmt: skip
    assert "kind: 'club' is not one of the kinds" in problems[0]
    assert "verdict: 'perhaps' is no verdict" in problems[1]
    assert "as_of: '2015-19' is no real date" in problems[2]
    assert "not valid TOML" in problems[3] and "line 1" in problems[3]
    assert "description: it is missing" in problems[4]
    with pytest.raises(InvalidPackError) as raised:
        read_pack(folder)
    assert str(raised.value).splitlines() == problems


def test_a_file_is_named_after_its_entry(folder):
    (folder / "north.toml").rename(folder / "nord.toml")
    assert told(folder) == ["nord.toml: id: it is 'north', which is not the file's name. Name the file north.toml."]


def test_an_entry_uses_names_and_topics_that_the_pack_knows(folder):
    write_pack(folder, [plain_entry("north", names=["Zetas", "Los Zetas"], topics=["lakes"])])
    problems = told(folder)
    assert len(problems) == 2
    assert "names: 'Los Zetas' is no canonical name" in problems[0]
    assert "topics: 'lakes' is not in pack.toml" in problems[1]


def test_what_is_no_text_file_is_said(folder):
    (folder / "north.toml").write_bytes(b"claim = '\xff'")
    (folder / "west.toml").mkdir()
    problems = told(folder)
    assert len(problems) == 2
    assert "north.toml: the file: This is not UTF-8 text" in problems[0]
    assert "west.toml: the file: This cannot be read" in problems[1]


def test_hidden_files_and_others_are_no_entries(folder):
    (folder / ".#north.toml").symlink_to(folder / "gone.toml")
    (folder / "notes.txt").write_text("not an entry")
    assert told(folder) == []


def test_a_folder_must_have_a_short_id(folder):
    folder.rename(folder.parent / "Our Rivers")
    assert told(folder.parent / "Our Rivers") == [
        "pack.toml: the folder: 'Our Rivers' is not a short id. Use lower-case letters, digits and hyphens."
    ]


def test_one_file_is_examined_by_itself(folder):
    entry, problems = examine_file(folder / "north.toml")
    assert entry is not None and entry.id == "north"
    assert problems == ()
    assert examine_file(folder / "names.toml") == examine_file(folder / "pack.toml") == (None, ())
    (folder / "north.toml").write_text("id = 'north'")
    entry, problems = examine_file(folder / "north.toml")
    assert entry is None
    assert {problem.problem.field for problem in problems} == {"claim", "verdict", "answer", "as_of", "sources"}


def test_the_digest_changes_with_every_byte_and_name(folder, tmp_path):
    before = read_pack(folder).digest
    copy = shutil.copytree(folder, tmp_path / "copy" / "rivers")
    assert read_pack(copy).digest == before
    (copy / "north.toml").write_text((copy / "north.toml").read_text() + "\n")
    assert read_pack(copy).digest != before


def test_names_survive_their_file():
    for pack in every_pack():
        assert read_names(parse_toml(names_to_toml(pack.names))) == pack.names


def test_what_is_no_toml_says_where():
    with pytest.raises(InvalidInputError, match=r"not valid TOML.*line 2"):
        parse_toml("a = 1\nb = \n")
