#!/usr/bin/env bash
# @extractus/feed-extractor gives the day of the last correction as the day of publication: of an Atom entry with both dates
# its `published` is the entry's <updated>, and the first date is nowhere. An old fact-check that was corrected is new.
#
# Guessed: `published` is <published>, and <updated> stands in where an entry has no other date (as fastfeedparser and
# rss-parser do it).
# Seen with @extractus/feed-extractor 8.0.3: published in 2020 and corrected in 2024 is "published" in 2024; feedsmith 3.0.1
# gives both dates of the same feed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --no-update-notifier --prefix "$folder" "@extractus/feed-extractor@8.0.3" "feedsmith@3.0.1"
cd "$folder"
node - <<'JAVASCRIPT'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const FEED = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Checks</title><id>urn:x:feed</id>
<updated>2024-05-02T00:00:00Z</updated><entry><title>The dam</title><id>urn:x:1</id>
<link href="https://desk.example/1"/><published>2020-01-10T00:00:00Z</published>
<updated>2024-05-02T00:00:00Z</updated><content type="html">It held.</content></entry></feed>`;

async function main() {
  const { extractFromXml } = await import("@extractus/feed-extractor");
  const { parseFeed } = await import("feedsmith");
  const entry = extractFromXml(FEED).entries[0];
  const other = parseFeed(FEED).feed.entries[0];
  const { version } = JSON.parse(readFileSync("node_modules/@extractus/feed-extractor/package.json"));
  console.log("@extractus/feed-extractor", version, entry, "feedsmith:", other.published, other.updated);
  assert.strictEqual(entry.published, "2024-05-02T00:00:00.000Z", "the first date is kept now");
  assert.ok(!JSON.stringify(entry).includes("2020"), "the first date is given somewhere now");
  assert.strictEqual(other.published, "2020-01-10T00:00:00Z", "feedsmith reads it otherwise now");
}

main();
JAVASCRIPT
