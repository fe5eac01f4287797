#!/usr/bin/env bash
# dom-anchor-text-quote, which finds a Web Annotation's TextQuoteSelector in a page, anchors a quotation with "not" in a page
# that says the contrary, and one of 12 in a page of 21: it takes the nearest text and does not say that it is another.
#
# Guessed: null, as for a page in which the quotation is not; `exact` is the exact text, by the name that the standard gives.
# Seen with dom-anchor-text-quote 4.0.2 in jsdom 29.1.1: positions of the other sentence, without a score; with nothing alike
# in the page, null. Who shows the sentence beside a verdict has to compare the two texts.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --no-update-notifier --prefix "$folder" "dom-anchor-text-quote@4.0.2" "jsdom@29.1.1"
cd "$folder"
node - <<'JAVASCRIPT'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");
const { toTextPosition } = require("dom-anchor-text-quote");

/** Return the text of the page at which the quotation is anchored, or null. */
function anchored(sentence, exact) {
  const { window } = new JSDOM(`<body><p>${sentence}</p></body>`);
  Object.assign(globalThis, { document: window.document, Node: window.Node, NodeFilter: window.NodeFilter });
  const found = toTextPosition(window.document.body, { exact });
  return found && window.document.body.textContent.slice(found.start, found.end);
}

const { version } = JSON.parse(readFileSync("node_modules/dom-anchor-text-quote/package.json"));
const guilty = anchored("The court found him guilty in 2021.", "The court found him not guilty in 2021.");
const killed = anchored("It killed 21 people in 2019.", "It killed 12 people in 2019.");
const nothing = anchored("Cats sleep for most of a day.", "The court found him not guilty in 2021.");
console.log("dom-anchor-text-quote", version, { guilty, killed, nothing });
assert.strictEqual(guilty, "The court found him guilty in 2021.", "a lost 'not' is noticed now");
assert.strictEqual(killed, "It killed 21 people in 2019.", "another number is noticed now");
assert.strictEqual(nothing, null, "a page without the quotation is anchored now");
JAVASCRIPT
