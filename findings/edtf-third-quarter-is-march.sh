#!/usr/bin/env bash
# edtf's reader of dates in words takes the number of a quarter for a month: "Q3 2021" is March 2021, half a year early,
# although the format has a code of its own for the third quarter, which the same package reads rightly.
#
# Guessed: nothing, as of other words that the reader does not know; at best 2021-35, the code of the third quarter.
# Seen with edtf 5.0.2: text_to_edtf gives 2021-01 to 2021-04 for Q1 to Q4, while parse_edtf("2021-35") lasts from July to
# September. "until 2021" and "mid-2021" give the plain year too, where "before 2021" is an open interval.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "edtf==5.0.2"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from edtf import parse_edtf, text_to_edtf

asked = ("Q1 2021", "Q2 2021", "Q3 2021", "Q4 2021", "3rd quarter 2021", "third quarter of 2021", "until 2021", "before 2021")
seen = {text: text_to_edtf(text) for text in asked}
print("edtf", version("edtf"), seen)


def span(code):
    """Return the first and the last day of an EDTF date as (year, month, day)."""
    date = parse_edtf(code)
    return tuple(date.lower_strict()[:3]), tuple(date.upper_strict()[:3])


print("2021-35:", span("2021-35"), "2021-03:", span("2021-03"))
assert span("2021-35") == ((2021, 7, 1), (2021, 9, 30)), "the code of the third quarter changed"
assert [seen[f"Q{number} 2021"] for number in (1, 2, 3, 4)] == ["2021-01", "2021-02", "2021-03", "2021-04"], "quarters changed"
assert seen["3rd quarter 2021"] == "2021-03" and seen["third quarter of 2021"] == "2021", "the words for it changed"
assert seen["until 2021"] == "2021" and seen["before 2021"] == "/2021", "until and before changed"
PYTHON
