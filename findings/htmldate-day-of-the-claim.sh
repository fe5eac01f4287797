#!/usr/bin/env bash
# htmldate and trafilatura date a fact-check by the claim that it is about: where a page's ClaimReview names the claim before
# the review's own date, as several newsrooms write it, the review appears to be as old as the claim.
#
# Guessed: the review's own datePublished is taken, wherever it stands, since the one inside itemReviewed is the claim's.
# Seen with htmldate 1.11.0: right by default, but with original_date=True the first datePublished in the text wins, which is
# the claim's; trafilatura 2.3.1 asks in this way, and so its date is five years early. Where the review's date stands first,
# both are right.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "htmldate==1.11.0" "trafilatura==2.3.1" "lxml-html-clean==0.4.6"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import htmldate
import trafilatura

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Did the dam fail?</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "ClaimReview", %s}</script></head>
<body><article><h1>Did the dam fail?</h1><p>The dam stands, and we went there twice to look at it.</p></article></body></html>"""
CLAIM = '"itemReviewed": {"@type": "Claim", "datePublished": "2019-03-02"}'
REVIEW = '"datePublished": "2024-05-20"'

seen = {}
for order, parts in {"claim first": (CLAIM, REVIEW), "review first": (REVIEW, CLAIM)}.items():
    page = PAGE % ", ".join(parts)
    dates = htmldate.find_date(page), htmldate.find_date(page, original_date=True), trafilatura.extract_metadata(page).date
    seen[order] = dates
print("htmldate", version("htmldate"), "trafilatura", version("trafilatura"), "default, original, trafilatura:", seen)
assert seen["review first"] == ("2024-05-20",) * 3, "the plain case changed"
assert seen["claim first"] == ("2024-05-20", "2019-03-02", "2019-03-02"), "the day of the claim is not taken any more"
PYTHON
