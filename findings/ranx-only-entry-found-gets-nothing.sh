#!/usr/bin/env bash
# ranx's fuse with norm="min-max" gives the only entry that a retriever found no points: what it alone was sure of counts as
# little as if it had not been found, and falls behind everything that the other retriever put above its last.
#
# Guessed: 1 for a list of one, as the highest score of every other list gets; 0 is right for the lowest of several only.
# Seen with ranx 0.3.21: the only entry gets 0.0, the last of two as well; "sum" does the same, "max" and "rank" give 1.0.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "ranx==0.3.21"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from ranx import Run, fuse

words = Run({"q": {"dam": 9.0}})
meaning = Run({"q": {"bridge": 5.0, "tower": 3.0, "road": 1.0}})
scores = {
    norm: {name: round(float(score), 3) for name, score in fuse([words, meaning], norm=norm, method="sum").to_dict()["q"].items()}
    for norm in ("min-max", "sum", "max", "rank")
}
print("ranx", version("ranx"), scores)
assert scores["min-max"] == {"bridge": 1.0, "tower": 0.5, "dam": 0.0, "road": 0.0}, "a list of one counts now with min-max"
assert scores["sum"]["dam"] == 0.0, "a list of one counts now with sum"
assert scores["max"]["dam"] == scores["rank"]["dam"] == 1.0, "max or rank changed"
PYTHON
