"""Make knowledge/matching/lexicons/verbs.tsv and inflections.tsv from WordNet 3.0.

    python -m tests.bench.make_verbs --wordnet /usr/share/wordnet

The folder is that of Debian's package wordnet-base: `cntlist.rev` has how often each sense of a word was tagged in
English text, `*.exc` the irregular forms, `index.verb` every verb. `verbs.tsv` says of each stem which share of its
uses are verbs (hundredths; a verb that was never tagged counts as tagged once); `inflections.tsv` has the stems that
are forms of one word and that the stemmer leaves apart, each before that of its lemma ("bought", "buy").
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterator
from pathlib import Path

from knowledge.matching.lexicons.background import shipped_background
from knowledge.question.tokens import stem

LEXICONS = Path("knowledge/matching/lexicons")
_VERB = "2"
# A stem that is a verb less often than this is no verb to go by.
_LEAST = 0.15
_VOWELS = frozenset("aeiou")


def tagged(folder: Path) -> tuple[collections.Counter[str], collections.Counter[str]]:
    """Return how often each lemma was tagged as a verb, and as anything else."""
    verbs: collections.Counter[str] = collections.Counter()
    others: collections.Counter[str] = collections.Counter()
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split()
        lemma, _, sense = key.partition("%")
        (verbs if sense[0] == _VERB else others)[lemma] += int(count)
    for line in (folder / "index.verb").read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            verbs[line.split()[0]] += 1
    return verbs, others


def regular_forms(verb: str) -> Iterator[str]:
    """Yield the forms of a regular verb: third person, past, participle in -ing."""
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", (verb[:-2] + "ying") if verb.endswith("ie") else verb[:-1] + "ing")
    elif verb.endswith("y") and len(verb) > 2 and verb[-2] not in _VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    else:
        yield from (
            verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"),
            verb + "ed",
            verb + "ing",
        )


def irregular_forms(folder: Path, file: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a list of exceptions, each with its lemma."""
    for line in (folder / file).read_text(encoding="ascii").splitlines():
        form, lemma = line.split()[:2]
        if form.isalpha() and lemma.isalpha():
            yield form, lemma


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    folder = parser.parse_args().wordnet
    background = shipped_background()
    verbs, others = tagged(folder)
    as_verb: collections.Counter[str] = collections.Counter()
    as_other: collections.Counter[str] = collections.Counter()
    forms: set[tuple[str, str]] = set()
    irregular = collections.defaultdict(list)
    for form, lemma in irregular_forms(folder, "verb.exc"):
        irregular[lemma].append(form)
    for lemma, count in verbs.items():
        if lemma.isalpha():
            stems = {stem(lemma), *map(stem, irregular[lemma] or regular_forms(lemma))}
            for one in stems:
                as_verb[one] += count
            if count > 1:
                forms |= {(one, stem(lemma)) for one in stems - {stem(lemma)}}
    for lemma, count in others.items():
        if lemma.isalpha():
            as_other[stem(lemma)] += count
    for file in ("noun.exc",):
        forms |= {(stem(form), stem(lemma)) for form, lemma in irregular_forms(folder, file)}
    known = {
        pair
        for pair in forms
        if pair[0] != pair[1] and all(background.knows(one) and background.frequency.get(one, 0) > 1 for one in pair)
    }
    shares = {one: count / (count + as_other[one]) for one, count in as_verb.items() if count}
    _write("verbs.tsv", [f"{one}\t{round(100 * share)}" for one, share in sorted(shares.items()) if share >= _LEAST])
    _write("inflections.tsv", [f"{one}\t{other}" for one, other in sorted(known)])


def _write(file: str, lines: list[str]) -> None:
    (LEXICONS / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {len(lines)} lines of {file}")


if __name__ == "__main__":
    main()
