#!/usr/bin/env bash
# simplemma's lemma of the English "worse" is "wrong": "the pact made it worse" and "the pact made it wrong" are the same to
# a search by lemmas, while "worst" goes to "bad".
#
# Guessed: "bad" for both, as "better" and "best" both give "good"; or the word itself.
# Seen with simplemma 2.0.0: "worse" -> "wrong", "worst" -> "bad", "better" and "best" -> "good"; greedy=True changes nothing
# in it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "simplemma==2.0.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import simplemma

seen = {word: simplemma.lemmatize(word, lang="en") for word in ("worse", "worst", "wrong", "better", "best")}
print("simplemma", version("simplemma"), seen)
assert seen["worst"] == "bad" and seen["better"] == seen["best"] == "good", "the plain cases changed"
assert seen["worse"] == seen["wrong"] == "wrong", "worse and wrong are told apart now"
assert simplemma.lemmatize("worse", lang="en", greedy=True) == "wrong", "greedy tells them apart now"
PYTHON
