#!/usr/bin/env bash
# The English Snowball stemmer gives "sue" and "sued" two stems: a search for "who sued them" misses "they sue".
#
# Guessed: a regular verb and its past have one stem, as "use" and "used" have.
# Seen with PyStemmer 3.0.0 (its version() says 2.0.1, that of Snowball): "sue", "sues" -> "sue" but "sued", "suing" -> "su",
# while "dying" -> "die" and "vying" -> "vie" are known as exceptions.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "PyStemmer==3.0.0"
"$folder/venv/bin/python" - <<'PYTHON'
import Stemmer

stem = Stemmer.Stemmer("english").stemWord
seen = {word: stem(word) for word in ("use", "used", "sue", "sues", "sued", "suing", "dying", "vying", "vie")}
print("PyStemmer", Stemmer.version(), seen)
assert seen["use"] == seen["used"], "use and used do not meet any more"
assert seen["sue"] == seen["sues"] != seen["sued"] == seen["suing"], "sue and sued meet now"
PYTHON
