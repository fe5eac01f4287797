"""Made claims and questions for the speed bench: no one's text, but as long, as skewed and as alike as real ones.

Words are drawn by how common they are in claims at large (the background table), names from a pool that grows more
slowly than the base, so that every name stands in several claims. One claim in sixteen is a near-duplicate: the same
with another name or number. Questions are claims as people ask them: words dropped and swapped, typos, a frame in
front; one in five is about nothing in the base.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from knowledge.matching.index.document import Document, Part
from knowledge.matching.lexicons.background import shipped_background

SEED = 1234
NEAR_DUPLICATES = 1 / 16
UNRELATED = 1 / 5
_PHRASINGS = (0, 0, 1, 2, 2, 3, 3, 4, 6)
_SYLLABLES = (
    "ba ca de fo gra hu ji ka lo ma ne or pe qui ra sa to ur ve wa xi yo zu ster mon vel den rick les bor".split()
)
_SKELETONS = (
    "{n} {w} the {w} of {w} {w} in {n}.",
    "{n} and {n} {w} a {w} on {w} after the {w} {w}.",
    "In {y}, {n} {w} that {w} {w} were {w} by the {w}.",
    "The {w} {w} of {n} {w} {m} {w} in the {w}.",
    "{n} was {w} for {w} {w} to {n} during the {y} {w}.",
    "A {w} {w} shows that {w} {w} {w} more than {m} {w}.",
    "{n} {w} {w} with the {n} {w} over {w} {w}.",
)
_FRAMES = ("is it true that ", "did ", "wait so ", "i heard ", "does anyone know if ", "really? ", "", "", "")


@dataclass(frozen=True)
class MadeQuestion:
    """A question, and the id of the claim it was made from, if it was."""

    text: str
    claim: str | None


class Maker:
    """Makes the claims of one base of `size`, and questions about them; the same again for the same seed."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self._chance = random.Random(seed * 1_000_003 + size)
        background = shipped_background()
        telling = sorted(word for word in background.frequency if word.isalpha() and len(word) > 2)
        rare = sorted(word for word in background.plain - background.frequency.keys() if len(word) > 3)
        weights = [background.frequency[word] for word in telling]
        share = 0.15 * sum(weights) / len(rare)
        self._words = [*telling, *rare]
        self._weights = list(itertools.accumulate([*weights, *itertools.repeat(share, len(rare))]))
        self._names = [self._name() for _ in range(max(20, int(size**0.6)))]
        self._size = size

    def documents(self, *, bodies: bool = False) -> list[Document]:
        """Return the claims with their phrasings and, if wanted, bodies of 100 to 300 words in five parts."""
        made: list[Document] = []
        for number in range(self._size):
            near = made and self._chance.random() < NEAR_DUPLICATES
            claim = self._another(self._chance.choice(made).claim) if near else self._claim()
            phrasings = tuple(self._asked(claim) for _ in range(self._chance.choice(_PHRASINGS)))
            parts = tuple(
                Part("evidence", place, " ".join(self._claim() for _ in range(self._chance.randint(2, 6))))
                for place in range(5 if bodies else 0)
            )
            made.append(Document(f"claim-{number}", claim, phrasings, parts=parts))
        return made

    def questions(self, documents: list[Document], count: int) -> list[MadeQuestion]:
        """Return questions, most about one of these claims."""
        return [self._question(documents) for _ in range(count)]

    def _question(self, documents: list[Document]) -> MadeQuestion:
        if self._chance.random() < UNRELATED:
            return MadeQuestion(self._asked(self._claim()), None)
        document = self._chance.choice(documents)
        words = self._asked(document.claim).split()
        for _ in range(self._chance.choice((0, 0, 1, 2))):
            place = self._chance.randrange(len(words))
            words[place] = self._mistyped(words[place])
        return MadeQuestion(" ".join(words), document.id)

    def _word(self) -> str:
        return self._chance.choices(self._words, cum_weights=self._weights)[0]

    def _name(self) -> str:
        return " ".join(
            "".join(self._chance.choices(_SYLLABLES, k=self._chance.randint(2, 3))).capitalize()
            for _ in range(self._chance.choice((1, 1, 2)))
        )

    def _common_name(self) -> str:
        # The first names of the pool stand in many claims, the last in hardly any.
        return self._names[int(len(self._names) * self._chance.random() ** 2.5)]

    def _claim(self) -> str:
        text = self._chance.choice(_SKELETONS)
        while "{" in text:
            at = text.index("{")
            text = text[:at] + self._filling(text[at + 1]) + text[at + 3 :]
        return text[0].upper() + text[1:]

    def _filling(self, kind: str) -> str:
        if kind == "n":
            return self._common_name()
        if kind == "y":
            return str(self._chance.randint(1950, 2025))
        return f"{self._chance.randint(2, 900) * 10:,}" if kind == "m" else self._word()

    def _another(self, claim: str) -> str:
        words = claim.split()
        names = [place for place, word in enumerate(words) if word[0].isupper()]
        words[self._chance.choice(names)] = self._common_name()
        return " ".join(words)

    def _asked(self, claim: str) -> str:
        words = [word for word in claim.lower().rstrip(".").split() if self._chance.random() > 0.15]
        for _ in range(self._chance.choice((0, 0, 1, 2))):
            words[self._chance.randrange(len(words))] = self._word()
        return self._chance.choice(_FRAMES) + " ".join(words)

    def _mistyped(self, word: str) -> str:
        if len(word) < 5:
            return word
        place = self._chance.randrange(len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
