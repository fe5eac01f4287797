#!/usr/bin/env bash
# anyascii makes "=" of the sign for "not equal", and 21/2 of two and a half: the negation goes as an accent would, and the
# fraction joins the digit before it. text-unidecode has the same fraction, and with it the short names made of titles.
#
# Guessed: "!=" (as "!" for the logical "not" and "<=" for "at most"), and "2 1/2", as Unidecode writes it.
# Seen with anyascii 0.3.3, text-unidecode 1.3 and python-slugify 8.0.4: a title with 2 1/2 million and one with 21/2 million
# have one name. Unidecode 1.4.0 leaves the sign out altogether.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "anyascii==0.3.3" "text-unidecode==1.3" "Unidecode==1.4.0" "python-slugify==8.0.4"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import text_unidecode
import unidecode
from anyascii import anyascii
from slugify import slugify

differs, half = "votes \u2260 ballots", "2\u00bd million"
signs = {sign: anyascii(sign) for sign in ("\u2260", "\u00ac", "\u2264", "\u2265")}
halves = {
    "anyascii": anyascii(half),
    "text-unidecode": text_unidecode.unidecode(half),
    "Unidecode": unidecode.unidecode(half),
}
names = slugify(half), slugify("21/2 million")
print("anyascii", version("anyascii"), signs, anyascii(differs), halves, "python-slugify", version("python-slugify"), names)
assert anyascii(differs) == "votes = ballots", "'not equal' keeps its 'not' now"
assert (signs["\u00ac"], signs["\u2264"], signs["\u2265"]) == ("!", "<=", ">="), "the other signs changed"
assert halves == {"anyascii": "21/2 million", "text-unidecode": "21/2 million", "Unidecode": "2 1/2 million"}, "halves changed"
assert unidecode.unidecode(differs) == "votes  ballots", "Unidecode writes the sign now"
assert names[0] == names[1] == "21-2-million", "the two titles have two names now"
PYTHON
