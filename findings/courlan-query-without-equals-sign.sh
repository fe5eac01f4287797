#!/usr/bin/env bash
# courlan makes one address of all threads of a forum whose query has no equals sign: "?story-12" and "?story-13" are both
# the front page, and a list of sources that is cleaned by it loses all but one.
#
# Guessed: only what is known to track readers goes (utm_source and the like), and what has no equals sign stays as it is.
# Seen with courlan 1.4.0: every parameter without "=" is dropped by clean_url, normalize_url and check_url, without
# strict=True; "?story=12" is kept.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "courlan==1.4.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import courlan

asked = (
    "https://forum.example/?story-12",
    "https://forum.example/?story-13",
    "https://forum.example/index.php?/topic/12-dam/",
    "https://forum.example/?story=12&utm_source=post",
)
seen = {link: (courlan.clean_url(link), courlan.normalize_url(link), courlan.check_url(link)[0]) for link in asked}
print("courlan", version("courlan"))
for link, cleaned in seen.items():
    print(link, "->", *dict.fromkeys(cleaned))
assert seen[asked[0]] == seen[asked[1]] == ("https://forum.example/",) * 3, "the two threads stay two now"
assert seen[asked[2]] == ("https://forum.example/index.php",) * 3, "a path in the query is kept now"
assert seen[asked[3]] == ("https://forum.example/?story=12",) * 3, "the plain case changed"
PYTHON
