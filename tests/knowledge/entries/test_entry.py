"""Entries: what they know of themselves, and round trips through their forms."""

import json

from hypothesis import given, settings

from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.validation import read_entry
from knowledge.entries.verdict import Verdict
from knowledge.exchange.toml_format import parse_toml
from tests.scenes.making import every_pack, plain_entry
from tests.scenes.strategies import entries
from tests.scenes.toml_files import entry_to_toml


@given(entries())
@settings(max_examples=50, deadline=None)
def test_an_entry_survives_toml(entry: Entry):
    assert read_entry(parse_toml(entry_to_toml(entry))) == entry


@given(entries())
@settings(max_examples=50, deadline=None)
def test_an_entry_survives_json(entry: Entry):
    assert read_entry(json.loads(json.dumps(entry_mapping(entry)))) == entry


def test_the_shipped_entries_survive_both_forms():
    for pack in every_pack():
        for entry in pack.entries:
            assert read_entry(parse_toml(entry_to_toml(entry))) == entry
            assert read_entry(json.loads(json.dumps(entry_mapping(entry)))) == entry


def test_the_toml_form_is_pleasant_to_read():
    text = entry_to_toml(read_entry(plain_entry(phrasings=["a" * 60, "b" * 60])))
    assert text.index("claim = ") < text.index("verdict = ") < text.index("[[evidence]]") < text.index("[[sources]]")
    assert f'phrasings = [\n    "{"a" * 60}",\n' in text
    assert 'names = ["Guatemala"]' in text


def test_sources_are_numbered_from_one_and_undercutting_is_by_evidence():
    entry = read_entry(plain_entry())
    assert entry.source_number("map") == 1
    assert [one.what for one in entry.undercutting("survey")] == ["The survey is old."]


def test_dates_are_written_out():
    written = [PartialDate.parse(text).written_out() for text in ("2012-04-08", "2012-04", "2012")]
    assert written == ["8 April 2012", "April 2012", "2012"]
    assert PartialDate.parse("2012-04").first_day().isoformat() == "2012-04-01"


def test_the_scale_has_eight_verdicts_that_can_be_told_apart_without_colour():
    assert [verdict.word for verdict in Verdict] == [
        "true", "mostly true", "mixed", "unproven", "misleading", "mostly false", "false", "outdated",
    ]  # fmt: skip
    for verdict in Verdict:
        assert verdict.sign and verdict.definition.endswith(".") and 0 <= verdict.rating <= 5
        assert Verdict.parse(verdict.word) is Verdict.parse(verdict.value) is verdict
    assert len({verdict.colour for verdict in Verdict}) == len({verdict.definition for verdict in Verdict}) == 8
