"""Who did it to whom: the order of two names around a verb that goes one way.

"Iran plotted against the Saudis" is not "the Saudis plotted against Iran". Told only where it is plain: two names next
to each other with such a verb between them, turned round where "by" follows the verb ("was paid in cash by").
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from knowledge.question.words import stem

Arrow = tuple[str, str]
_ONE_WAY = (
    "killed murdered murder assassinated assassinate attacked attack bombed shot kidnapped arrested captured "
    "extradited paid funded financed bribed bankrolled sold gave armed trained recruited hired founded created "
    "formed built build "
    "invented ordered plotted tried planned wanted plan plot try want infiltrated controlled controls owned owns ran "
    "runs accused blamed sued fired betrayed defeated invaded overthrew helped supplied supplies smuggled sent "
    "mato asesino pago financio entreno recluto fundo creo acuso vendio compro"
)
_TURNED = frozenset({"by", "por"})
_TURNED_WITHIN = 5
_SUFFERED = frozenset({"was", "were", "been", "being", "got", "gets", "is", "are", "fue", "fueron"})


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(stem(word) for word in _ONE_WAY.split())


def _is_going_on(word: str) -> bool:
    return word.endswith("ing") and stem(word) in _verbs()


def _is_turned(words: Sequence[str]) -> bool:
    if _TURNED.isdisjoint(words):
        return False
    verbs = [place for place, word in enumerate(words) if stem(word) in _verbs()]
    return any(not _TURNED.isdisjoint(words[place + 1 : place + 1 + _TURNED_WITHIN]) for place in verbs)


def arrows(terms: Sequence[str], words: Sequence[str], names: str) -> frozenset[Arrow]:
    """Return the pairs (who, whom) that a text tells of.

    `terms` are its terms in order, those that begin with `names` are names; `words` are all its words.
    """
    places = [place for place, term in enumerate(terms) if term.startswith(names)]
    turned = _is_turned(words)
    if not turned and not _SUFFERED.isdisjoint(words) and not any(map(_is_going_on, words)):
        # "Was he killed in Guatemala" says nothing of who did it; "were they arming them" does.
        return frozenset()
    found = set()
    for first, second in itertools.pairwise(places):
        if terms[first] != terms[second] and not _verbs().isdisjoint(terms[first + 1 : second]):
            pair = (terms[first], terms[second])
            found.add(pair[::-1] if turned else pair)
    return frozenset(found)
