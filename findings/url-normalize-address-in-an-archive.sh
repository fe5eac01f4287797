#!/usr/bin/env bash
# url-normalize and courlan change the address inside an archive's: of "/web/2024/https://desk.example/dam" they leave one
# slash after "https:", so that the copy that a source cites is not the one that the archive names, and the archived address
# is no address.
#
# Guessed: what may change is the query (an escaped plus sign, which stays); a path is left alone but for dots, since RFC 3986
# has empty segments.
# Seen with url-normalize 3.1.0 and courlan 1.4.0: two slashes are one anywhere in a path; w3lib 2.5.0's canonicalize_url
# keeps both.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "url-normalize==3.1.0" "courlan==1.4.0" "w3lib==2.5.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version
from urllib.parse import urlsplit

from courlan import normalize_url
from url_normalize import url_normalize
from w3lib.url import canonicalize_url

COPY = "https://web.archive.org/web/20240501000000/https://desk.example/dam"

seen = {"url-normalize": url_normalize(COPY), "courlan": normalize_url(COPY), "w3lib": canonicalize_url(COPY)}
for package, link in seen.items():
    archived = link.split("/web/20240501000000/")[1]
    print(package, version(package), link, "host of what is archived:", urlsplit(archived).netloc or None)
changed = COPY.replace("/https://", "/https:/")
assert seen == {"url-normalize": changed, "courlan": changed, "w3lib": COPY}, "one of them does otherwise now"
PYTHON
