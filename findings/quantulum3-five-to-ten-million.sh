#!/usr/bin/env bash
# quantulum3 gives the word "million" to the second number alone: "between 5 and 10 million" is 5,000,002.5, give or take
# 4,999,997.5, a range from five people to ten million.
#
# Guessed: 7.5 million, give or take 2.5, as "between 5 million and 10 million" gives and as a unit after a range holds for
# both.
# Seen with quantulum3 0.10.0: the same of "5 to 10 million" and "between two and three million", with thousand and billion
# too; of "between 5 and 10 percent" it makes 7.5, give or take 2.5.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "quantulum3==0.10.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

from quantulum3 import parser


def read(text):
    (quantity,) = parser.parse(text)
    return quantity.value, quantity.uncertainty


asked = ("5 to 10 million people", "between 5 and 10 million people", "between two and three million people")
seen = {text: read(text) for text in asked}
plain = read("between 5 million and 10 million people"), read("between 5 and 10 percent")
print("quantulum3", version("quantulum3"), seen, "written out, and percent:", plain)
assert plain == ((7_500_000, 2_500_000), (7.5, 2.5)), "the plain cases changed"
assert [low_and_high for low_and_high in seen.values()] == [
    (5_000_002.5, 4_999_997.5),
    (5_000_002.5, 4_999_997.5),
    (1_500_001.0, 1_499_999.0),
], "the scale holds for both numbers now"
PYTHON
