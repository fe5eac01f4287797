#!/usr/bin/env bash
# Spelling correctors of two families turn "unvaccinated" into "vaccinated": the word is in neither list, its contrary is, two
# letters away. "Did the unvaccinated die?" is then asked of the vaccinated.
#
# Guessed: a word of every newspaper is known and stays, as "unproven", "unarmed" and "undocumented" do; what is not known
# is not changed into a word of the other sense.
# Seen with pyspellchecker 0.9.1 and symspellpy 6.10.1 with the dictionary it comes with; "unsourced" becomes "sourced" and
# "outsourced". In Spanish pyspellchecker makes "exonerado" (cleared) "exagerado" (exaggerated).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "pyspellchecker==0.9.1" "symspellpy==6.10.1"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from importlib.resources import files

from spellchecker import SpellChecker
from symspellpy import SymSpell, Verbosity

english, spanish = SpellChecker(), SpellChecker(language="es")
symspell = SymSpell()
symspell.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), term_index=0, count_index=1)
words = ("unvaccinated", "unsourced", "unproven", "unarmed", "undocumented")
seen = {word: (english.correction(word), symspell.lookup(word, Verbosity.TOP, 2)[0].term) for word in words}
sentence = symspell.lookup_compound("the unvaccinated died", 2)[0].term
cleared = spanish.correction("exonerado")
print("pyspellchecker", version("pyspellchecker"), "symspellpy", version("symspellpy"), seen, repr(sentence), cleared)
assert seen["unvaccinated"] == ("vaccinated", "vaccinated"), "unvaccinated is known now"
assert seen["unsourced"] == ("sourced", "outsourced"), "unsourced is known now"
assert sentence == "the vaccinated died", "the sentence keeps its sense now"
assert cleared == "exagerado", "exonerado is known now"
assert all(seen[word] == (word, word) for word in words[2:]), "a known word is changed now"
PYTHON
