#!/usr/bin/env bash
# feedparser reads the link of a retraction as the feed's own: an Atom feed that says, as RFC 6721 has it, which entry was
# taken back and where the reason stands, has that page for its home from then on.
#
# Guessed: at:deleted-entry is unknown and is skipped with all that stands in it; the feed's link, title and author are
# untouched.
# Seen with feedparser 6.0.14: title, author and entries are, but feed.link is the page with the reason, although the feed's
# own link stands before it; the comment and the id of what was deleted are kept at the feed, and only those of the last one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "feedparser==6.0.14"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import feedparser

FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<id>urn:example:checks</id><title>Checks</title><updated>2024-05-04T00:00:00Z</updated><author><name>River Desk</name></author>
<link href="https://desk.example/"/>
<entry><id>urn:example:1</id><title>Dam</title><updated>2024-05-03T00:00:00Z</updated><summary>False</summary></entry>
%s</feed>"""
DELETED = """<at:deleted-entry ref="urn:example:%d" when="2024-05-04T00:00:00Z"><at:comment>retracted</at:comment>
<link href="https://desk.example/why-%d"/></at:deleted-entry>
"""

plain = feedparser.parse(FEED % "")
retracted = feedparser.parse(FEED % (DELETED % (2, 2) + DELETED % (3, 3)))
print("feedparser", feedparser.__version__)
for name, feed in {"without": plain, "with retractions": retracted}.items():
    print(name, feed.feed.link, feed.feed.title, feed.feed.author, len(feed.entries), feed.feed.get("at_deleted-entry"))
assert not plain.bozo and not retracted.bozo, "a valid feed is refused now"
assert plain.feed.link == "https://desk.example/", "the plain case changed"
assert retracted.feed.link == "https://desk.example/why-3", "the feed keeps its own link now"
assert retracted.feed["at_deleted-entry"]["ref"] == "urn:example:3", "both retractions are kept now, or none"
assert (retracted.feed.title, retracted.feed.author, len(retracted.entries)) == ("Checks", "River Desk", 1), "more changed"
PYTHON
