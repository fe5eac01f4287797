"""Courtesies: messages that ask nothing ("thanks", "good morning everyone"), so that nobody is bothered with them."""

from __future__ import annotations

import re

_WAYS = (
    r"ok(?:ay)?|thanks?|thank you|thx|ty|cheers|nice|great|cool|wow|lol|lmao|haha\w*|i see|got it|fair(?: enough)?",
    r"hello|hi|hey|bye|brb|welcome|good (?:bot|morning|afternoon|evening|night)",
    r"gracias|muchas|hola|adi[oó]s|buen[oa]s (?:d[ií]as|tardes|noches)|a todos",
    r"so much|a lot|very much|then|everyone|everybody|all|guys|folks|friends|there|bot",
)
_COURTESY = re.compile(rf"\W*(?:(?:{'|'.join(_WAYS)})\b\W*)+", re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Say whether a message is made of courtesies alone."""
    return _COURTESY.fullmatch(text) is not None
