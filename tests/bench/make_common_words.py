"""Make knowledge/matching/lexicons/common_words.txt: the common English words that a misspelt word may stand for.

    python -m tests.bench.make_common_words --claims CLAIMS.jsonl --words /usr/share/dict/american-english

A word is common that stands in at least three of the claims and, in lower case, in the word list (Debian's wamerican,
SCOWL), or in at least twelve claims wherever else it stands. The commonest come first.
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path

from knowledge.question.tokens import split_words

TABLE = Path("knowledge/matching/lexicons/common_words.txt")
_SHORTEST = 4
_LISTED, _UNLISTED = 3, 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    options = parser.parse_args()
    counts: collections.Counter[str] = collections.Counter()
    for line in options.claims.read_text(encoding="utf-8").splitlines():
        counts.update({word.text for word in split_words(json.loads(line)["claim"]) if word.text.isalpha()})
    listed = set(options.words.read_text(encoding="utf-8").split())
    common = [
        word
        for word, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if len(word) >= _SHORTEST and word.isascii() and count >= (_LISTED if word in listed else _UNLISTED)
    ]
    TABLE.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"wrote {len(common)} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
