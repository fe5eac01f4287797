#!/usr/bin/env bash
# Argdown ends a statement at the first address in it: "//" begins a comment, in "https://" too, and what stood after the
# address, a "but" for example, is gone without an error.
#
# Guessed: a colon, a dash or a ">" in a statement makes trouble, being signs of the language (they do not), and an address is
# text, as in the Markdown that Argdown builds on.
# Seen with @argdown/core 2.0.1: the statement ends with "https:", and lexer and parser report nothing. Written as a Markdown
# link, the words stay.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --no-update-notifier --prefix "$folder" "@argdown/core@2.0.1"
cd "$folder"
node - <<'JAVASCRIPT'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { ArgdownApplication, ModelPlugin, ParserPlugin } = require("@argdown/core");

const app = new ArgdownApplication();
app.addPlugin(new ParserPlugin(), "parse-input");
app.addPlugin(new ModelPlugin(), "build-model");

/** Return the text of the statement "Dam", and how many errors were reported. */
function read(sentence) {
  const input = `[Dam]: ${sentence}\n`;
  const response = app.run({ process: ["parse-input", "build-model"], input, logLevel: "none" });
  const errors = [response.lexerErrors, response.parserErrors, response.exceptions].flatMap((list) => list || []);
  return [response.statements.Dam.members[0].text, errors.length];
}

const bare = read("It failed, says https://desk.example/dam but the register says no.");
const linked = read("It failed, says [the desk](https://desk.example/dam) but the register says no.");
const { version } = JSON.parse(readFileSync("node_modules/@argdown/core/package.json"));
console.log("@argdown/core", version, "bare:", bare, "as a link:", linked);
assert.deepStrictEqual(bare, ["It failed, says https:", 0], "an address is kept now, or reported");
assert.deepStrictEqual(linked, ["It failed, says the desk but the register says no.", 0], "a link is read otherwise now");
JAVASCRIPT
