#!/usr/bin/env bash
# odfpy's extractText gives the words that were struck out: in a document with tracked changes a deleted "never" stands in the
# text, before it, and getElementsByType(P) has it as a paragraph of its own, like one that was written.
#
# Guessed: what was deleted, which OpenDocument keeps apart from the text, in text:tracked-changes, is left out.
# Seen with odfpy 1.4.1: "never" with the name of who deleted it and the day before the sentence; as a paragraph, without a
# sign. Pandoc (pypandoc_binary 1.17) gives the sentence alone.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "odfpy==1.4.1" "pypandoc_binary==1.17"
"$folder/venv/bin/python" -W ignore - "$folder/report.odt" <<'PYTHON'
import sys
import zipfile
from importlib.metadata import version

import pypandoc
from odf import opendocument, teletype, text

KINDS = ("office", "text", "meta", "style")
NAMES = " ".join(f'xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in KINDS)
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
TYPE = "application/vnd.oasis.opendocument.text"
BODY = """<office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion>
<office:change-info><dc:creator>Ana</dc:creator><dc:date>2024-05-01T00:00:00</dc:date></office:change-info>
<text:p>never</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>The dam <text:change text:change-id="c1"/>failed.</text:p></office:text></office:body>"""
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
path = sys.argv[1]
with zipfile.ZipFile(path, "w") as packed:
    packed.writestr("mimetype", TYPE)
    files = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>'
        for name, kind in (("/", TYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    packed.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{MANIFEST}" m:version="1.2">{files}</m:manifest>')
    for name, inner in (("content", BODY), ("styles", "<office:styles/>"), ("meta", "<office:meta/>")):
        root = f"office:document-{name}"
        packed.writestr(f"{name}.xml", f'<?xml version="1.0"?><{root} {NAMES} office:version="1.2">{inner}</{root}>')

document = opendocument.load(path)
whole = teletype.extractText(document.text)
paragraphs = [teletype.extractText(paragraph) for paragraph in document.getElementsByType(text.P)]
by_pandoc = pypandoc.convert_file(path, "plain").strip()
print("odfpy", version("odfpy"), repr(whole), paragraphs, "Pandoc", pypandoc.get_pandoc_version(), repr(by_pandoc))
assert "never" in whole and whole.endswith("The dam failed."), "what was deleted is left out of the text now"
assert paragraphs == ["never", "The dam failed."], "what was deleted is no paragraph now"
assert by_pandoc == "The dam failed.", "Pandoc gives what was deleted now"
PYTHON
