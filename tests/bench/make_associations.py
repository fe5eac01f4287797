"""Make knowledge/matching/associations.tsv: which word of a question goes with which other word of a claim.

    python -m tests.bench.make_associations --claims TITLED_CLAIMS.jsonl

Lines {"title", "claim"} in which the title asks what the claim says. IBM's Model 1 (Brown et al., 1993) is fitted on
stems with a share for chance; a pair is kept when it stands in at least four different claims, so that the table holds
habits of language ("jfk" - "kennedi", "cap" - "hat") and no single claim can be read out of it.
"""

from __future__ import annotations

import argparse
import collections
import json
from collections.abc import Sequence
from pathlib import Path

from knowledge.matching.analysis import analyse_text
from knowledge.names import Gazetteer

TABLE = Path("knowledge/matching/associations.tsv")
ROUNDS = 5
CHANCE = 0.2
LEAST_CLAIMS = 4
LEAST_SHARE = 0.05
Pairs = Sequence[tuple[frozenset[str], frozenset[str]]]


def read_pairs(path: Path) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the terms of title and claim, by the claim's id."""
    gazetteer = Gazetteer(())
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        row["id"]: (
            frozenset(analyse_text(row["title"], gazetteer).terms),
            frozenset(analyse_text(row["claim"], gazetteer).terms),
        )
        for row in rows
        if row.get("title")
    }


def associate(pairs: Pairs) -> dict[str, dict[str, float]]:
    """Return, for each word of titles, the other words of claims that it goes with, and how often (0 to 1)."""
    together: collections.Counter[tuple[str, str]] = collections.Counter()
    for title, claim in pairs:
        together.update((word, other) for word in title for other in claim)
    chances = {pair: 1.0 for pair, count in together.items() if count >= LEAST_CLAIMS}
    titles = collections.Counter(word for title, _ in pairs for word in title)
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = collections.defaultdict(float)
        for title, claim in pairs:
            words = sorted(title)
            for other in claim:
                shares = [(word, chances.get((word, other), 0.0)) for word in words]
                whole = sum(share for _, share in shares) + CHANCE
                for word, share in shares:
                    if share:
                        counts[word, other] += share / whole
        chances = {pair: count / titles[pair[0]] for pair, count in counts.items() if count / titles[pair[0]] > 0.01}
    table: dict[str, dict[str, float]] = {}
    for (word, other), chance in sorted(chances.items()):
        if word != other and chance >= LEAST_SHARE:
            table.setdefault(word, {})[other] = chance
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, required=True)
    pairs = read_pairs(parser.parse_args().claims)
    table = associate(list(pairs.values()))
    lines = [
        f"{word}\t{other}\t{round(100 * chance)}" for word, others in table.items() for other, chance in others.items()
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(pairs)} titled claims -> {len(lines)} associations, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
