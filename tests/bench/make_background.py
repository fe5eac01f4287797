"""Make knowledge/matching/lexicons/background.tsv: how common words are, how often capitalised, which plain English.

    python -m tests.bench.make_background --claims CLAIMS.jsonl --words /usr/share/dict/american-english

CLAIMS.jsonl holds lines {"id", "claim"} (the development claims; only counts over them are written), the word list is
Debian's wamerican (SCOWL). The table has one line a stem: stem, in how many claims it stands, share of its appearances
within a sentence that are capitalised (hundredths), 1 when the word list has it in lower case. Stems that stand in
fewer than two claims and are no plain English are left out.
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path

from knowledge.question.tokens import split_words, stem
from knowledge.text.characters import fold

TABLE = Path("knowledge/matching/lexicons/background.tsv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    options = parser.parse_args()
    claims = [json.loads(line)["claim"] for line in options.claims.read_text(encoding="utf-8").splitlines()]
    frequency: collections.Counter[str] = collections.Counter()
    inside: collections.Counter[str] = collections.Counter()
    capitals: collections.Counter[str] = collections.Counter()
    for claim in claims:
        words = [word for word in split_words(claim) if word.number is None]
        frequency.update({word.stem for word in words})
        for word in words[1:]:
            inside[word.stem] += 1
            capitals[word.stem] += word.written[0].isupper()
    plain = {
        stem(fold(word))
        for word in options.words.read_text(encoding="utf-8").splitlines()
        if word.islower() and word.isalpha() and len(word) > 1
    }
    kept = sorted({word for word, count in frequency.items() if count > 1} | plain)
    lines = [f"{len(claims)}\t\t\t"]
    for word in kept:
        share = round(100 * capitals[word] / inside[word]) if inside[word] else 0
        lines.append(f"{word}\t{frequency[word] or ''}\t{share or ''}\t{1 if word in plain else ''}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(claims)} claims, {len(plain)} plain words -> {len(kept)} stems, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
