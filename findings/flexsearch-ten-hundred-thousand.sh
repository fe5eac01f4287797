#!/usr/bin/env bash
# FlexSearch's default encoder makes one term of 10, 100 and 1000: digits are cut into groups of three, and what then stands
# twice in a row is written once. "10 were killed" is answered with the claim about a thousand.
#
# Guessed: digits are left alone, and "10" finds the text with 10 only. That long numbers are cut in three was to be read in
# its issues; that 100 and the first part of 1000 end as "10" was not.
# Seen with flexsearch 0.8.212: a search for "10" or for "100" finds the texts with 10, 100 and 1000; 1999 is "19" and "9".
# With the charset "Exact" each number finds its own text.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --no-update-notifier --prefix "$folder" "flexsearch@0.8.212"
cd "$folder"
node - <<'JAVASCRIPT'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { Charset, Encoder, Index } = require("flexsearch");

const NUMBERS = ["10", "100", "1000", "2500"];

/** Return for each number the numbers of the texts that a search for it finds. */
function found(options) {
  const index = new Index(options);
  NUMBERS.forEach((number, id) => index.add(id, `The gang killed ${number} people`));
  return Object.fromEntries(NUMBERS.map((number) => [number, index.search(number).map((id) => NUMBERS[id]).sort()]));
}

const { version } = JSON.parse(readFileSync("node_modules/flexsearch/package.json"));
const plain = found();
const exact = found({ encoder: Charset.Exact });
const terms = new Encoder().encode("in 1999 1000 died");
console.log("flexsearch", version, "default:", plain, "exact:", exact, "terms:", terms);
assert.deepStrictEqual(plain["10"], ["10", "100", "1000"], "10 and 1000 are told apart now");
assert.deepStrictEqual(plain["100"], ["10", "100", "1000"], "100 and 1000 are told apart now");
assert.deepStrictEqual(terms, ["in", "19", "9", "10", "0", "died"], "the terms changed");
for (const number of NUMBERS) assert.deepStrictEqual(exact[number], [number], "the exact charset changed");
JAVASCRIPT
