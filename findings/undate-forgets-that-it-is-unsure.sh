#!/usr/bin/env bash
# undate, made for uncertain dates, reads EDTF's marks for "uncertain" and "approximate" and forgets them: "perhaps May 2024"
# and "about May 2024" are May 2024, equal to it, and are written out without the mark.
#
# Guessed: the mark is kept, or the text is refused, as the codes for seasons are.
# Seen with undate 0.8.0: 2024-05?, 2024-05~ and 2024-05% all parse without a warning, equal 2024-05 and come back as
# 2024-05; in an interval the same. A digit that is not known (199X) is kept.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "undate==0.8.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import warnings
from importlib.metadata import version

from undate import Undate

warnings.simplefilter("error")
plain = Undate.parse("2024-05", "EDTF")
marked = {text: Undate.parse(text, "EDTF") for text in ("2024-05?", "2024-05~", "2024-05%")}
interval = Undate.parse("1990~/1999", "EDTF")
unknown = Undate.parse("199X", "EDTF")
print("undate", version("undate"), {text: (date.format("EDTF"), date == plain) for text, date in marked.items()})
print("1990~/1999:", interval.format("EDTF"), "199X:", unknown.format("EDTF"))
assert all(date == plain and date.format("EDTF") == "2024-05" for date in marked.values()), "the marks are kept now"
assert interval.format("EDTF") == "1990/1999", "the mark in an interval is kept now"
assert unknown.format("EDTF") == "199X", "an unknown digit is lost now"
PYTHON
