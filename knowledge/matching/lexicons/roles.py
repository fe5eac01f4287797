"""Who did what to whom, among all words: "farm workers killed the Zetas" is not "the Zetas killed farm workers".

A text is read around the first verb of a deed: what stands before it did it, what stands after it bore it, the other
way round where it is passive. It is a shallow reading: what one text says is believed where others say so too.
"""

from __future__ import annotations

import functools
import importlib.resources
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.question.characters import fold
from knowledge.question.words import CHAT_WORDS, STOP_WORDS

Side = frozenset[str]
_NOBODY: Side = frozenset()
_BY = frozenset({"by", "por"})
_FROM = frozenset({"from", "de"})
_TO = frozenset({"to", "al"})
# So end the verbs after which "a" is no article.
_SPANISH = ("o", "aron", "eron", "ar")
_CLITICS = frozenset({"lo", "la", "los", "las"})
_PASSIVE = frozenset("was were been being got gets is are be get fue fueron".split())
# Before a noun: "the murder of", "his arms", "of arms".
_BEFORE_NOUNS = frozenset("the a an his her its their this that these those of for about el la los las su sus".split())
_BEFORE_VERBS = frozenset("did do does to will would could can may might should".split())
_ALSO_NOUNS = frozenset(
    "ambush arms arrest attack attacks blame bomb bombs capture captures command commands control controls form forms "
    "fund funds gun hand hands hire kill massacre massacres murder murders rape ship ships slaughter supplies supply "
    "torture whack".split()
)
# How long and how many: nobody who does anything.
_NO_SIDE = frozenset("year years month months week weeks day days hours time times percent million billion".split())
_CLAUSE = frozenset("because that who which when while if whether but so porque que cuando pero".split())
# Here the one who bore it ends.
_ENDS = _CLAUSE | frozenset("in at on for with during after before since through into via as en con durante".split())
_SO_FAR = 6
_TAKES = "<"
_COUNTRY = "United States"
# So many letters of a word are those of its stem in any language.
_BEGINS = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """What kinds of deed it may be (those of deeds.txt), who did it and who bore it, in terms; nobody if not said."""

    kinds: frozenset[str]
    who: Side
    whom: Side


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a name as one: `word` as it is written, `term` None where it says nothing by itself."""

    word: str
    term: str | None


def deed(terms: Sequence[str], words: Sequence[str], mark: str) -> Deed | None:
    """Return the first deed that a text tells of, None when there is none.

    `terms` are its terms in order, those that begin with `mark` are names; `words` are all its words.
    """
    tokens = _tokens(terms, words, mark)
    for place, token in enumerate(tokens):
        kind = _kinds().get(token.word) if token.term is None or not token.term.startswith(mark) else None
        if kind is None or _is_noun(tokens, place):
            continue
        kinds, takes = kind
        found = _taken(tokens, place) if takes else _done(tokens, place)
        if found is not None:
            return Deed(kinds, *found)
    return None


def _done(tokens: Sequence[_Token], place: int) -> tuple[Side, Side] | None:
    before, after = _before(tokens, place), tokens[place + 1 : place + 1 + _SO_FAR]
    if _is_passive(tokens, place):
        agent = next((at for at, token in enumerate(after) if token.word in _BY), None)
        who = _NOBODY if agent is None else _until(tokens[place + agent + 2 :], _ENDS | _TO)
        # "Sold to them by", not "paid by them to".
        whom = _goal(tokens[: None if agent is None else place + agent + 1], place) or before
        return (who, whom) if whom else None
    if _turned_by_clitic(tokens, place):
        return (_until(tokens[place + 1 :], _ENDS | _FROM | _TO), before) if before else None
    whom = _goal(tokens, place) or _until(tokens[place + 1 :], _ENDS | _FROM)
    return (before, whom) if before and whom else None


def _turned_by_clitic(tokens: Sequence[_Token], place: int) -> bool:
    # "A López lo acusaron los gringos": whom it was done to stands before the verb, and once more in small.
    return place > 0 and tokens[place - 1].word in _CLITICS and tokens[place].word not in _ALSO_NOUNS


def _goal(tokens: Sequence[_Token], place: int) -> Side:
    """Return to whom it is given, sent or sold."""
    after = tokens[place + 1 : place + 1 + _SO_FAR]
    to = _TO | {"a"} if tokens[place].word.endswith(_SPANISH) else _TO
    goal = next((at for at, token in enumerate(after) if token.word in to), None)
    return _NOBODY if goal is None else _until(tokens[place + goal + 2 :], _ENDS | _FROM)


def _taken(tokens: Sequence[_Token], place: int) -> tuple[Side, Side] | None:
    after = tokens[place + 1 : place + 1 + _SO_FAR]
    source = next((at for at, token in enumerate(after) if token.word in _FROM), None)
    if source is None:
        return None
    who, whom = _until(tokens[place + source + 2 :], _ENDS), _before(tokens, place)
    return (who, whom) if who and whom else None


def _is_noun(tokens: Sequence[_Token], place: int) -> bool:
    if place and tokens[place - 1].word in _BEFORE_NOUNS:
        return True
    # "His first arrest, was it ..." arrests nobody; "did they arrest him" does.
    return tokens[place].word in _ALSO_NOUNS and not any(token.word in _BEFORE_VERBS for token in tokens[:place])


def _is_passive(tokens: Sequence[_Token], place: int) -> bool:
    word = tokens[place].word
    if word.endswith("ing"):
        return False
    near = tokens[place + 1 : place + 1 + _SO_FAR]
    # "By a rival", not "by cutting".
    by = any(one.word in _BY and not other.word.endswith("ing") for one, other in itertools.pairwise(near))
    return by or any(token.word in _PASSIVE for token in tokens[:place])


def _before(tokens: Sequence[_Token], place: int) -> Side:
    found: list[str] = []
    for token in reversed(tokens[max(0, place - _SO_FAR) : place]):
        if token.word in _CLAUSE and found:
            break
        if _is_somebody(token):
            found.append(token.term or "")
    return frozenset(found)


def _until(tokens: Sequence[_Token], ends: frozenset[str]) -> Side:
    found: list[str] = []
    for token in tokens[:_SO_FAR]:
        if token.word in ends or token.word in _BY:
            break
        if _is_somebody(token):
            found.append(token.term or "")
    return frozenset(found)


def _is_somebody(token: _Token) -> bool:
    return token.term is not None and token.word not in _NO_SIDE and not token.word.isdigit()


def _tokens(terms: Sequence[str], words: Sequence[str], mark: str) -> list[_Token]:
    """Put the terms back beside the words that they were made of; a name stands for all of its words."""
    tokens: list[_Token] = []
    at, inside = 0, False
    for word in words:
        following = terms[at] if at < len(terms) else ""
        named = following.startswith(mark)
        if word in STOP_WORDS:
            # "Us" is a small word, and after "the" a country.
            country = word == "us" and bool(tokens) and tokens[-1].word == "the"
            at += country and following == mark + _COUNTRY
            tokens.append(_Token(word, mark + _COUNTRY if country else None))
            continue
        # The words of a name go on until those of the next term begin, or until a small word parts it from a name.
        if inside and not (following[:_BEGINS] == word[:_BEGINS] or (named and tokens[-1].term is None)):
            continue
        inside = named
        at += 1
        tokens.append(_Token(word, None if word in CHAT_WORDS else following or word))
    return tokens


@functools.cache
def _kinds() -> dict[str, tuple[frozenset[str], bool]]:
    """Return for each form of a verb the kinds of its deed, and whether it takes from whoever does it."""
    text = importlib.resources.files("knowledge.matching.lexicons").joinpath("deeds.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[frozenset[str], bool]] = {}
    for line in text.splitlines():
        kinds, colon, verbs = line.partition(":")
        if colon and not line.startswith("#"):
            told = frozenset(kinds.removesuffix(_TAKES).split()), kinds.endswith(_TAKES)
            found.update({fold(verb): told for verb in verbs.split()})
    return found
