#!/usr/bin/env bash
# trafilatura takes the quotation marks from what a page quotes in a sentence and ends the paragraph after it: a denied claim
# stands there in the page's own voice, and its denial begins a line of its own.
#
# Guessed: <q>...</q> gets quotation marks, as a browser draws them and as html2text and inscriptis write them; at worst the
# words stay in their sentence.
# Seen with trafilatura 2.3.1: no marks in text or Markdown; in text the full stop opens the next line; in Markdown an empty
# line stands in the middle of the sentence; and its HTML has a <blockquote> inside a <p>, which HTML does not allow.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "trafilatura==2.3.1" "lxml-html-clean==0.4.6"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import trafilatura

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Did the dam fail?</title></head><body><article>
<h1>Did the dam fail?</h1><p>A post says that <q>the dam failed in one night</q>, and the register knows nothing of that.</p>
<p>We read the register, asked the office twice and walked along the wall with an engineer who has built three.</p>
<p>The office did not answer the third letter, and we shall add its answer when it comes to us by post.</p>
</article></body></html>"""

print("trafilatura", version("trafilatura"))
text, markdown, html = (trafilatura.extract(PAGE, output_format=form) for form in ("txt", "markdown", "html"))
for name, output in {"text": text, "markdown": markdown, "html": html}.items():
    print(name, repr(output[output.index("A post") :][:110]))
assert "A post says that the dam failed in one night\n, and the register" in text, "the sentence stays whole in text now"
assert "the dam failed in one night\n\n, and the register" in markdown, "the sentence stays whole in Markdown now"
assert not any(mark in text + markdown for mark in "\"\u201c\u201d\u2018"), "there are quotation marks now"
assert "<p>A post says that <blockquote>the dam failed" in html, "the HTML changed"
PYTHON
