#!/usr/bin/env bash
# cdx_toolkit takes the day from the end of a period: whoever asks Common Crawl for captures up to 10 January is asking up to
# the 31st, even with hour and minute; and for a 29 February it is the 28th.
#
# Guessed: what is missing is filled up, so that 20240110 is the last second of that day and all fourteen digits stay as they
# are.
# Seen with cdx-toolkit 0.9.39: the day is always replaced by the last one of the month, 28 in every February; the period in
# which indexes are looked for is made with it. warcio 1.8.1, of the same field, fills up what is missing and leaves the
# rest.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "cdx-toolkit==0.9.39" "warcio==1.8.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime
from importlib.metadata import version

from cdx_toolkit.commoncrawl import check_cc_from_to
from cdx_toolkit.timeutils import pad_timestamp_up
from warcio.timeutils import timestamp_to_datetime

asked = ("202401", "20240110", "20240110120000", "20240229")
seen = {text: (pad_timestamp_up(text), f"{timestamp_to_datetime(text):%Y%m%d%H%M%S}") for text in asked}
print("cdx-toolkit", version("cdx-toolkit"), "warcio", version("warcio"), seen)
until = datetime.datetime.fromtimestamp(check_cc_from_to({"from_ts": "20240101", "to": "20240110"})[1], datetime.UTC)
print("asked up to 10 January 2024:", until)
assert seen["202401"] == ("20240131235959",) * 2, "a month is filled up otherwise now"
assert seen["20240110"] == ("20240131235959", "20240110235959"), "the day stays now"
assert seen["20240110120000"] == ("20240131120000", "20240110120000"), "a whole time stays now"
assert seen["20240229"] == ("20240228235959", "20240229235959"), "leap years are known now"
assert (until.month, until.day) == (1, 31), "the period ends otherwise now"
PYTHON
