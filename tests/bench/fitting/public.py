"""The public collections: question titles and posts over thousands of claims, whole and in simulated small bases."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.ranking.semantic import Meaning
from knowledge.question.gazetteer import Gazetteer
from tests.bench.fitting.cases import Asked, Case, ask

SEED = 20261122
# How many simulated bases of each size; small bases hold few questions each.
SIZES = {12: 60, 50: 20, 250: 6, 1000: 3}
_MOST_ASKED = 150
TITLE, POST, SWAP = "title", "post", "swap"


@dataclass(frozen=True)
class Collection:
    """One folder of development data. `gold` is by question the claim that answers it, `swaps` are (claim, text)."""

    name: str
    claims: dict[str, dict[str, str]]
    questions: tuple[Asked, ...]
    swaps: tuple[Asked, ...]


def read_collection(folder: Path) -> Collection:
    """Read claims, questions and, if any, swapped questions; a swap is grouped with the claim it was made from."""
    rows = map(json.loads, (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines())
    claims = {claim["id"]: claim for claim in rows}
    gold = {row[0]: row[1] for row in _rows(folder / "train.qrels.tsv")}
    kind = TITLE if folder.name == "questions" else POST
    questions = []
    for number, text in _rows(folder / "train.queries.tsv"):
        answers = frozenset({gold[number]})
        questions.append(Asked(text, answers, answers, kind, gold[number]))
    swaps = []
    if (folder / "train.swap.tsv").exists():
        for row in _rows(folder / "train.swap.tsv"):
            claim = gold[row[0].removesuffix("#swap")]
            swaps.append(Asked(row[1], frozenset(), frozenset({claim}), SWAP, claim))
    return Collection(folder.name, claims, tuple(questions), tuple(swaps))


def claims_base(claims: Iterable[dict[str, str]]) -> Base:
    """Return a base of development claims, as `bot match --claims` makes it."""
    documents = []
    for claim in claims:
        texts = [text for text in (claim["claim"], claim.get("title", "")) if text]
        documents.append(Document(claim["id"], texts[0], tuple(texts[1:])))
    return base_of(documents, Gazetteer(()))


def whole_cases(collection: Collection, meaning: Meaning | None = None) -> Iterator[Case]:
    """Ask everything of the whole base, and every question of a base without the claims that answer its half."""
    base = claims_base(collection.claims.values())
    yield from ask(f"{collection.name} whole", base, (*collection.questions, *collection.swaps), meaning)
    groups = sorted({question.group for question in collection.questions})
    for half in (0, 1):
        gone = set(groups[half::2])
        smaller = claims_base(claim for entry, claim in collection.claims.items() if entry not in gone)
        nothing = frozenset[str]()
        asked = [
            Asked(one.text, nothing, nothing, one.kind, one.group) for one in collection.questions if one.group in gone
        ]
        yield from ask(f"{collection.name} removed", smaller, asked, meaning)


def small_cases(collection: Collection, size: int, meaning: Meaning | None = None) -> Iterator[Case]:
    """Ask of simulated bases of one size: questions whose claim is there, and swaps of them."""
    chance = random.Random(SEED + size)
    ids = sorted(collection.claims)
    swaps = {swap.group: swap for swap in collection.swaps}
    for _ in range(SIZES[size]):
        asked = chance.sample(collection.questions, min(max(3, size // 3), _MOST_ASKED))
        members = {question.group for question in asked}
        while len(members) < size:
            members.add(chance.choice(ids))
        base = claims_base(collection.claims[entry] for entry in sorted(members))
        swapped = [swaps[one.group] for one in asked if one.group in swaps]
        yield from ask(f"{collection.name} {size}", base, (*asked, *swapped), meaning)


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
