#!/usr/bin/env bash
# PyLD and rdflib make two facts of one rating: a ClaimReview with "ratingValue": 4.0 gives the integer 4 by the one and the
# double 4.0 by the other, so that a store fed by both holds the rating twice and a query for the one misses the other.
#
# Guessed: both follow JSON-LD 1.1 and give the same triples, apart from how a fraction is written.
# Seen with PyLD 3.3.0 and rdflib 7.6.0: "4"^^xsd:integer, as the algorithm of the specification says of a number without
# fraction, against "4.0"^^xsd:double; 1.5 is a double for both and 5 an integer, so only what is written with a needless
# ".0" parts.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "PyLD==3.3.0" "rdflib==7.6.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import json
from importlib.metadata import version

from pyld import jsonld
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

REVIEW = {"@context": {"@vocab": "https://schema.org/"}, "@id": "urn:example:1"}


def read(number):
    """Return the graphs that PyLD and rdflib make of a rating."""
    document = REVIEW | {"ratingValue": number}
    lines = jsonld.to_rdf(document, {"algorithm": "URDNA2015", "format": "application/n-quads"})
    return Graph().parse(data=lines, format="nt"), Graph().parse(data=json.dumps(document), format="json-ld")


print("PyLD", version("PyLD"), "rdflib", version("rdflib"))
for number in (4.0, 5, 1.5):
    by_pyld, by_rdflib = read(number)
    values = [graph.value(URIRef("urn:example:1"), URIRef("https://schema.org/ratingValue")) for graph in (by_pyld, by_rdflib)]
    print(number, [value.n3() for value in values])
    if number == 4.0:
        assert [str(value.datatype).split("#")[1] for value in values] == ["integer", "double"], "they agree on 4.0 now"
        assert not isomorphic(by_pyld, by_rdflib) and len(by_pyld + by_rdflib) == 2, "one fact is made of it now"
    else:
        assert values[0].value == values[1].value and values[0].datatype == values[1].datatype, "the plain cases changed"
PYTHON
