"""Spanish words over English entries: glosses and cognates that the base itself knows, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.matching.index.segment import Base
from knowledge.matching.lexicons.spanish import glosses
from knowledge.question.tokens import Word, stem

# What the ends of cognates become: "vacunacion" is no cognate, "eleccion" is one of "election".
_ENDS = (
    ("cion", "tion"), ("sion", "sion"), ("dad", "ty"), ("ico", "ic"), ("ica", "ic"), ("ico", "ical"), ("ica", "ical"),
    ("ivo", "ive"), ("iva", "ive"), ("oso", "ous"), ("osa", "ous"), ("ista", "ist"), ("ismo", "ism"), ("ia", "y"),
    ("io", "y"), ("ario", "ary"), ("aria", "ary"), ("ente", "ent"), ("ante", "ant"), ("ble", "ble"), ("al", "al"),
    ("mente", "ly"), ("o", ""), ("a", ""), ("o", "e"), ("a", "e"), ("e", ""), ("", "e"), ("", ""),
)  # fmt: skip
_LEAST_COGNATE = 5


def in_english(words: Sequence[Word], base: Base) -> tuple[Word, ...]:
    """Return Spanish words with those that the base does not know read as English words that it does know.

    A word that the base knows, as a name or from a Spanish phrasing, stays; one with no gloss that the base knows
    becomes its first gloss, so that it counts as what it means.
    """
    return tuple([_translated(word, base) for word in words])


def _translated(word: Word, base: Base) -> Word:
    if word.stops or word.number is not None or base.frequency(word.stem):
        return word
    if base.spells(word.text):
        # A name, mostly, and as the English texts have it: the Spanish stem of "Velmar" is another.
        english = stem(word.text)
        return Word(word.text, english, word.written) if base.frequency(english) else word
    meanings = [one for gloss in glosses(word.text) for one in gloss.split()]
    known = [one for one in (*meanings, *_cognates(word.text)) if base.frequency(stem(one))]
    best = known[0] if known else meanings[0] if meanings else None
    return word if best is None else Word(best, stem(best), word.written)


def _cognates(word: str) -> Iterator[str]:
    singular = word.removesuffix("es") if word.endswith("ones") else word.removesuffix("s")
    for end, english in _ENDS:
        if len(singular) >= _LEAST_COGNATE and singular.endswith(end):
            yield singular.removesuffix(end) + english
