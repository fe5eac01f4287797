#!/usr/bin/env bash
# statsmodels' aggregate_raters takes a rating that was not given for a verdict: NaN becomes a category beside "true" and
# "false", and raters who skipped the same claims agree with each other. Skipping raises Fleiss' kappa.
#
# Guessed: NaN is left out, or refused, since fleiss_kappa refuses claims with unequal numbers of ratings.
# Seen with statsmodels 0.15.0: two raters who agree no better than by chance have kappa 0; with four claims more that both
# skipped it is 0.6, and the categories are 1, 2 and nan. krippendorff 0.9.0 gives the same alpha with them and without.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "statsmodels==0.15.0" "krippendorff==0.9.0"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from importlib.metadata import version

import krippendorff
import numpy
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

TRUE, FALSE, SKIPPED = 1.0, 2.0, float("nan")
rated = [[TRUE, FALSE], [FALSE, TRUE], [TRUE, TRUE], [FALSE, FALSE]]


def agreement(ratings):
    """Return the categories and kappa by statsmodels, and alpha, of ratings (claims by raters)."""
    table, categories = aggregate_raters(numpy.array(ratings))
    alpha = krippendorff.alpha(numpy.array(ratings).T, level_of_measurement="nominal")
    return categories.tolist(), round(float(fleiss_kappa(table)), 3), round(float(alpha), 3)


plain, skipping = agreement(rated), agreement(rated + 4 * [[SKIPPED, SKIPPED]])
print("statsmodels", version("statsmodels"), "krippendorff", version("krippendorff"), "all rated:", plain, "skipped:", skipping)
assert plain[:2] == ([TRUE, FALSE], 0.0), "the plain case changed"
assert len(skipping[0]) == 3 and numpy.isnan(skipping[0][2]), "a rating that was not given is no category now"
assert skipping[1] == 0.6, "skipping raises kappa otherwise now"
assert skipping[2] == plain[2], "krippendorff counts skipped claims now"
PYTHON
