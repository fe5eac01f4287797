#!/usr/bin/env bash
# rapidfuzz's utils.default_process replaces the vowel signs of Hindi, Bengali and Tamil by spaces, since they are no
# letters to it: other words become the same, and a comparison that was to ignore case and punctuation ignores vowels.
#
# Guessed: only case and punctuation are evened out, so that "army" and "gold" in Hindi stay two words.
# Seen with rapidfuzz 3.14.3 on Python 3.11: both become the same text, and ratio says 100.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "rapidfuzz==3.14.3"
"$folder/venv/bin/python" - <<'PYTHON'
import rapidfuzz
from rapidfuzz import fuzz, utils

army, gold = "\u0938\u0947\u0928\u093e", "\u0938\u094b\u0928\u093e"
processed = [utils.default_process(word) for word in (army, gold)]
print("rapidfuzz", rapidfuzz.__version__)
print("processed:", [ascii(word) for word in processed])
with_it = fuzz.ratio(army, gold, processor=utils.default_process)
without = fuzz.ratio(army, gold)
print("ratio with default_process:", with_it, "and without:", without)
assert processed[0] == processed[1], "the two words are told apart now"
assert with_it == 100.0 and without == 75.0, "the ratios changed"
PYTHON
