#!/usr/bin/env bash
# text2num writes "uno coma dos millones" (1.2 million) as 1,2000000, which is 1.2: what was a million is zeros behind the
# comma.
#
# Guessed: 1200000, or "1,2 millones"; "dos millones" is 2000000 and "dos coma cinco" is 2,5.
# Seen with text2num 3.1.0: 1,2000000 in Spanish, and so in French, Italian and Portuguese; English and German keep a space,
# "1.2 1000000". "por ciento" (percent) becomes "por 100", and "cientos de personas" (hundreds of people) 100 people.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "text2num==3.1.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from text_to_num import alpha2digit

asked = {
    "uno coma dos millones": "es",
    "un virgule deux millions": "fr",
    "uno virgola due milioni": "it",
    "um v\u00edrgula dois milh\u00f5es": "pt",
    "one point two million": "en",
    "dos millones": "es",
    "dos coma cinco": "es",
    "noventa por ciento": "es",
    "cientos de personas": "es",
}
seen = {text: alpha2digit(text, language) for text, language in asked.items()}
print("text2num", version("text2num"))
for text, written in seen.items():
    print(f"{text!r} -> {written!r}")
assert seen["dos millones"] == "2000000" and seen["dos coma cinco"] == "2,5", "the plain cases changed"
assert [seen[text] for text in list(asked)[:4]] == ["1,2000000"] * 4, "a fraction of a million is read otherwise now"
assert seen["one point two million"] == "1.2 1000000", "the English of it is read otherwise now"
assert seen["noventa por ciento"] == "90 por 100" and seen["cientos de personas"] == "100 de personas", "ciento is kept now"
PYTHON
