#!/usr/bin/env bash
# dateparser and timefhuman read a decade as a number of seconds: "the 1990s" is half an hour ago for the one and in half an
# hour for the other.
#
# Guessed: nothing, as both say of "1990-2000"; at worst a day in 1990, as a month without a day becomes a day.
# Seen with dateparser 1.5.0 and timefhuman 0.1.5 at noon of 1 May 2024: 11:26:50 and 12:33:10 of the same day, 1990 seconds
# from it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "dateparser==1.5.0" "timefhuman==0.1.5"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
from importlib.metadata import version

import dateparser
from timefhuman import tfhConfig, timefhuman

NOON = datetime.datetime(2024, 5, 1, 12)

seen = {}
for text in ("1990s", "the 1990s", "the 1980s", "1990-2000"):
    before = dateparser.parse(text, languages=["en"], settings={"RELATIVE_BASE": NOON})
    seen[text] = before, timefhuman(text, tfhConfig(now=NOON))
print("dateparser", version("dateparser"), "timefhuman", version("timefhuman"))
for text, dates in seen.items():
    print(repr(text), *dates)
for text, seconds in {"1990s": 1990, "the 1990s": 1990, "the 1980s": 1980}.items():
    apart = datetime.timedelta(seconds=seconds)
    assert seen[text] == (NOON - apart, [NOON + apart]), f"{text} is read otherwise now"
assert seen["1990-2000"] == (None, []), "a range of years is read now"
PYTHON
