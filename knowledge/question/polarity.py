"""Polarity: whether a sentence states the opposite of what it would without its negation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.question.characters import fold
from knowledge.question.words import Word

NEGATIONS = frozenset(
    """
    not no never none nobody noone nothing neither nor without cannot cant wont dont doesnt didnt isnt arent wasnt
    werent hasnt havent hadnt couldnt wouldnt shouldnt aint denied deny denies false fake faked hoax lie lies untrue
    unfounded debunked bogus baseless nunca jamas nadie ningun ninguna ninguno tampoco falso mentira
    """.split()
)
# A word of doubt such as "fake" may be what the claim itself is about; only the plain negations are dropped for
# matching.
PLAIN_NEGATIONS = NEGATIONS - frozenset("denied deny denies false fake faked hoax lie lies".split())

_ASKING_NEGATIVE = re.compile(
    r"^\W*(?:(?:but|so|wait|and|well|because|cause)\W+)*"
    r"(?:is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo|ai)n'?t\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:or not|or no|or nah|not (?:only|just|merely|so fast|sure|certain)"
    r"|no (?:matter|wonder|doubt|idea|clue|longer|more than|fewer than|less than)"
    r"|who (?:has |had |once |later |first )?(?:denie[sd]|deny)"
    r"|why not|if not|not to mention|whether or not|no lie|no cap|not gonna lie"
    r"|i (?:don'?t|do not|dont) (?:know|think|believe|get|understand|buy)|(?:y|o) no|no se si|no (?:creo|entiendo)"
    r"|true or false|real or fake|fake or real|fact or fiction|verdad o mentira)\b"
)
_TAG_NO = re.compile(r"(?<![,\s])[,\s]++no\s*[?!.]*$")


def states_opposite(sentence: str) -> bool:
    """Say whether a sentence denies what it speaks of.

    "So there was no pact?" does, "didn't a kidnapper confirm it?" does not.
    """
    text = _TAG_NO.sub(" ", _HARMLESS.sub(" ", fold(sentence)))
    asking = _ASKING_NEGATIVE.match(text)
    if asking:
        text = text[asking.end() :]
    tokens = re.findall(r"[a-z']+", text)
    count = sum(token.replace("'", "") in NEGATIONS for token in tokens)
    return count % 2 == 1


def without_negation(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words without plain negations, as matching wants them: a negated claim is about the same entry."""
    return tuple([word for word in words if word.text not in PLAIN_NEGATIONS])
