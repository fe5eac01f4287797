#!/usr/bin/env bash
# rdflib's SPARQL finds every date of less or more precision to be later than any day: FILTER(?day > "2023-12-31"^^xsd:date)
# selects 1990 (gYear), May 1990 (gYearMonth) and a moment of 1990 (dateTime), and "<" none of them.
#
# Guessed: a type error, so that such dates are in neither answer, as SPARQL has no comparison of them; or by their time.
# Seen with rdflib 7.6.0: all three are "later", ordered by their datatype and not by their value; pyoxigraph 0.5.13 selects
# the day of 2024 alone. A store of claims with dates as precise as their sources answers "since" wrongly.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "rdflib==7.6.0" "pyoxigraph==0.5.13"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import pyoxigraph
import rdflib

PREFIXES = "PREFIX x: <urn:x:> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
DATA = PREFIXES + """
x:year x:day "1990"^^xsd:gYear. x:month x:day "1990-05"^^xsd:gYearMonth. x:moment x:day "1990-05-01T00:00:00"^^xsd:dateTime.
x:before x:day "1990-05-01"^^xsd:date. x:after x:day "2024-05-01"^^xsd:date.
"""


def selected(sign):
    """Return what is before or after the end of 2023, by rdflib and by pyoxigraph."""
    query = PREFIXES + f'SELECT ?s WHERE {{ ?s x:day ?day FILTER(?day {sign} "2023-12-31"^^xsd:date) }}'
    store = pyoxigraph.Store()
    store.load(DATA.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    by_rdflib = rdflib.Graph().parse(data=DATA, format="turtle").query(query)
    names = [str(row.s) for row in by_rdflib], [row["s"].value for row in store.query(query)]
    return [sorted(name.removeprefix("urn:x:") for name in each) for each in names]


later, earlier = selected(">"), selected("<")
print("rdflib", version("rdflib"), "pyoxigraph", version("pyoxigraph"), "later:", later, "earlier:", earlier)
assert later[0] == ["after", "moment", "month", "year"], "rdflib compares by value now, or not at all"
assert earlier[0] == ["before"], "rdflib finds others to be earlier now"
assert later[1][0] == "after" and "year" not in later[1] and "month" not in later[1], "pyoxigraph changed"
PYTHON
