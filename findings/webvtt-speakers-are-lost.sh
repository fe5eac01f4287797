#!/usr/bin/env bash
# webvtt-py and pysubs2 lose who said what: of WebVTT's voice spans (<v Ana>), the transcript of a hearing, SRT keeps the words
# alone, so that question and answer, or two people in one cue, are one text.
#
# Guessed: a name before the text, as pycaption writes it, or pysubs2's field `name` filled; a voice for each line of a cue.
# Seen with webvtt-py 0.6.0: `voice` of a cue in which two speak is the first one's, and SRT has none; with pysubs2 1.8.1
# `name` is empty; pycaption 2.3.14 writes "Ana: ..." and "Luis: ...".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "webvtt-py==0.6.0" "pysubs2==1.8.1" "pycaption==2.3.14"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
from importlib.metadata import version

import pysubs2
import webvtt
from pycaption import SRTWriter, WebVTTReader

HEARING = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ana>He took the money.</v>\n<v Luis>That was never shown.</v>\n"
WORDS = "He took the money.\nThat was never shown."

captions = webvtt.from_string(HEARING)
as_srt = io.StringIO()
captions.write(as_srt, format="srt")
events = pysubs2.SSAFile.from_string(HEARING, format_="vtt")
by_pycaption = SRTWriter().write(WebVTTReader().read(HEARING))
print("webvtt-py", version("webvtt-py"), captions[0].voice, repr(as_srt.getvalue()))
print("pysubs2", pysubs2.VERSION, [(event.name, event.plaintext) for event in events])
print("pycaption", version("pycaption"), repr(by_pycaption))
assert captions[0].voice == "Ana" and captions[0].text == WORDS, "webvtt-py tells the two speakers apart now"
assert "Ana" not in as_srt.getvalue() and WORDS in as_srt.getvalue(), "webvtt-py's SRT has the speakers now"
assert [(event.name, event.plaintext) for event in events] == [("", WORDS)], "pysubs2 has the speakers now"
assert "Ana: He took" in by_pycaption and "Luis: That was" in by_pycaption, "pycaption loses the speakers now"
PYTHON
