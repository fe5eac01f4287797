#!/usr/bin/env bash
# extruct reads a <time> element only half in each of two syntaxes: microdata takes its attribute alone, RDFa its text alone.
# A ClaimReview in microdata with the date as the element's text has an empty datePublished.
#
# Guessed: "2024-05-20" in all four cases, since by HTML and by RDFa in HTML the attribute datetime is the value, and the
# text where there is none.
# Seen with extruct 0.18.0: microdata gives an empty string for the text, so that the key is there and says nothing; RDFa
# gives "20 May" where datetime="2024-05-20" stands beside it.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "extruct==0.18.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import extruct

ELEMENTS = {
    "span": '<span %s="datePublished">2024-05-20</span>',
    "time by its text": '<time %s="datePublished">2024-05-20</time>',
    "time by its attribute": '<time %s="datePublished" datetime="2024-05-20">20 May</time>',
}


def microdata(element):
    page = f'<div itemscope itemtype="https://schema.org/ClaimReview">{element % "itemprop"}</div>'
    (item,) = extruct.extract(page, syntaxes=["microdata"])["microdata"]
    return item["properties"]["datePublished"]


def rdfa(element):
    page = f'<div vocab="https://schema.org/" typeof="ClaimReview">{element % "property"}</div>'
    (item,) = [item for item in extruct.extract(page, syntaxes=["rdfa"])["rdfa"] if "@type" in item]
    return item["https://schema.org/datePublished"][0]["@value"]


seen = {name: (microdata(element), rdfa(element)) for name, element in ELEMENTS.items()}
print("extruct", version("extruct"), "microdata and RDFa:", seen)
assert seen["span"] == ("2024-05-20", "2024-05-20"), "the plain case changed"
assert seen["time by its text"] == ("", "2024-05-20"), "microdata reads the text of a time element now"
assert seen["time by its attribute"] == ("2024-05-20", "20 May"), "RDFa reads the attribute of a time element now"
PYTHON
