#!/usr/bin/env bash
# any-date-parser reads a month and a year as a day and a year: "2024-05" and "05/2024" are the 5th of no month of 2024, so
# that the month, all that a source with a month-only date has, is lost or becomes a day.
#
# Guessed: { year, month }, as it gives for "May 2024", or nothing.
# Seen with any-date-parser 2.2.4: { year: 2024, day: 5 } for 2024-05, 05/2024, 5-2024 and 05.2024, and for 12/2021 the 12th.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --no-update-notifier --prefix "$folder" "any-date-parser@2.2.4"
cd "$folder"
node - <<'JAVASCRIPT'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const loaded = require("any-date-parser");
const parser = loaded.default || loaded;

const { version } = JSON.parse(readFileSync("node_modules/any-date-parser/package.json"));
const seen = Object.fromEntries(["2024-05", "05/2024", "5-2024", "05.2024"].map((text) => [text, { ...parser.attempt(text) }]));
const december = { ...parser.attempt("12/2021") };
const named = { ...parser.attempt("May 2024") };
const whole = { ...parser.attempt("2024-05-07") };
console.log("any-date-parser", version, seen, { december, named, whole });
for (const read of Object.values(seen)) assert.deepStrictEqual(read, { year: 2024, day: 5 }, "a month is a month now");
assert.deepStrictEqual(december, { year: 2021, day: 12 }, "December is a month now");
assert.deepStrictEqual(named, { year: 2024, month: 5 }, "a month's name is read otherwise now");
assert.deepStrictEqual(whole, { year: 2024, month: 5, day: 7 }, "a whole date is read otherwise now");
JAVASCRIPT
