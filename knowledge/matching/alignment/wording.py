"""A text as it is aligned: its telling words in order, each with what it is (a name, a number, a quantity, a verb)."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.matching.alignment import roles
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.lexicons.classes import WordClass, shipped_classes
from knowledge.matching.lexicons.paraphrases import lemma, shipped_synonyms
from knowledge.question.gazetteer import FoundName
from knowledge.question.tokens import Word, split_words

NAME_MARK = "@"
# Words that begin with the same five letters are mostly of one family (`crime`, `criminal`).
START = 5
# Who opens a message about what somebody says, and the word after which the claim begins, if it comes so soon.
_SPEAKERS = frozenset("i im my a some somebody someone they people not pretty our the".split())
_SAYING = frozenset(
    "doubt doubts buy believe think thinks convinced sure reckon reckons says said claims claimed swears insists heard "
    "hear read told".split()
)
_OPENING = 7
# An inflected word that may be a verb mostly is one.
_INFLECTED = 0.7
# Claims at large hardly have a stem that fewer of them have, and what is as long may be a misspelling.
_RARE, _LONG = 3, 4
_NO_CLASSES: tuple[WordClass, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One telling word, or a name of the gazetteer as one.

    `term` is what the index knows it by, `lemma` what it is linked by; `place` is where it stands among all words;
    `classes` what it bounds, orders or qualifies; `bare` says that it tells by its classes alone; `number` is its value
    in plain digits, `unit` the term of what is counted; `verb` how often the word is a verb, 0 to 1; `inner` the stems
    of a name's own words; `rare` says that claims at large hardly have it, so that it may be misspelt.
    """

    term: str
    lemma: str
    text: str
    place: int
    classes: tuple[WordClass, ...] = _NO_CLASSES
    bare: bool = False
    number: str | None = None
    unit: str = ""
    verb: float = 0.0
    inner: tuple[str, ...] = ()
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that say together what one word says ("take to court"): its term, and the tokens that it covers."""

    term: str
    tokens: tuple[int, ...]


class Counterparts:
    """Where a wording has what a token of another may stand for: its tokens' places by what they are linked by.

    `terms` are by lemma, `inner` by the stems of names, `starts` by the first letters, `classes` by word class. `keys`
    are all of these together: what has none of them among its own stands for nothing here.
    """

    __slots__ = ("classes", "inner", "keys", "starts", "terms")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.terms: dict[str, list[int]] = {}
        self.starts: dict[str, list[int]] = {}
        self.classes: dict[WordClass, list[int]] = {}
        self.inner: dict[str, list[int]] = {}
        for at, token in enumerate(tokens):
            self.terms.setdefault(token.lemma, []).append(at)
            for stem in token.inner:
                self.inner.setdefault(stem, []).append(at)
            if not token.bare and not token.inner and len(token.term) >= START:
                self.starts.setdefault(token.term[:START], []).append(at)
            for one in token.classes:
                self.classes.setdefault(one, []).append(at)
        self.keys: frozenset[Hashable] = frozenset().union(self.terms, self.starts, self.classes, self.inner)


@dataclass(frozen=True)
class Wording:
    """A text as it is aligned. `words` are all its words, folded, the small ones too."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()
    _parts: dict[int | None, Sequence[roles.Part | None]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @functools.cached_property
    def counterparts(self) -> Counterparts:
        """Where it has what a token of another text may stand for."""
        return Counterparts(self.tokens)

    @functools.cached_property
    def places(self) -> tuple[int, ...]:
        """Where its tokens stand among all its words."""
        return tuple([token.place for token in self.tokens])

    @functools.cached_property
    def causes(self) -> Sequence[str | None]:
        """Which tokens are of a cause and which of its effect."""
        return roles.cause_parts(self.words, self.places)

    @functools.cached_property
    def orders(self) -> Sequence[str | None]:
        """Which tokens are of the earlier and which of the later."""
        return roles.order_parts(self.words, self.places)

    @functools.cached_property
    def degrees(self) -> Sequence[str | None]:
        """Which tokens are of the greater and which of the smaller."""
        return roles.degree_parts(self.words, self.places)

    def parts(self, verb: int | None) -> Sequence[roles.Part | None]:
        """Return the part of each token beside the verb at a place among the words; it is read once for each verb."""
        found = self._parts.get(verb)
        if found is None:
            found = self._parts[verb] = roles.parts(self.words, self.places, verb)
        return found


def wording(words: Sequence[Word], found: Sequence[FoundName]) -> Wording:
    """Return read words, and the names found in them, as they are aligned."""
    classes, verbs, frequency = shipped_classes(), shipped_verbs(), shipped_background().frequency
    tokens: list[Token] = []
    opening = _opening(words)
    inside = {place: name for name in found for place in range(name.start, name.end)}
    for place, word in enumerate(words):
        if place < opening:
            continue
        name = inside.get(place)
        if name is not None:
            if place == name.start:
                tokens.append(_name(name, words))
            continue
        of_word = classes.get(word.text, _NO_CLASSES)
        if word.stops:
            if of_word:
                tokens.append(Token(word.stem, lemma(word.stem), word.text, place, of_word, bare=True))
            continue
        number = word.text if word.number is not None else None
        tokens.append(
            Token(
                word.stem,
                lemma(word.stem),
                word.text,
                place,
                of_word,
                number=number,
                unit=_unit(words, place) if number is not None else "",
                verb=_verb(word, verbs),
                rare=number is None and len(word.stem) >= _LONG and frequency.get(word.stem, 0) < _RARE,
            )
        )
    return Wording(tuple(tokens), tuple([word.text for word in words]), _phrases(words, tokens))


def _opening(words: Sequence[Word]) -> int:
    """Return where the claim begins behind who says or doubts it: "I don't buy that", "a guy at work says"."""
    if not words or words[0].text not in _SPEAKERS:
        return 0
    return next((at + 1 for at, word in enumerate(words[:_OPENING]) if word.text in _SAYING), 0)


def _name(name: FoundName, words: Sequence[Word]) -> Token:
    own = [*split_words(name.name.name), *words[name.start : name.end]]
    term = NAME_MARK + name.name.name
    inner = tuple(dict.fromkeys(one.stem for one in own if not one.stops))
    return Token(term, term, words[name.start].text, name.start, inner=inner or (term,))


def _verb(word: Word, verbs: Mapping[str, float]) -> float:
    share = verbs.get(word.stem, 0.0)
    return max(share, _INFLECTED) if share and word.text.endswith(("ed", "ing")) else share


def _phrases(words: Sequence[Word], tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    known = shipped_synonyms().phrases
    stems = [lemma(word.stem) for word in words]
    of_place = {token.place: at for at, token in enumerate(tokens)}
    found = []
    for start, stem in enumerate(stems):
        for length in known.get(stem, ()):
            term = " ".join(stems[start : start + length])
            if term in shipped_synonyms().of_phrase and len(stems) - start >= length:
                covered = tuple([of_place[at] for at in range(start, start + length) if at in of_place])
                if covered:
                    found.append(Phrase(term, covered))
    return tuple(found)


def _unit(words: Sequence[Word], place: int) -> str:
    after = [word for word in words[place + 1 : place + 3] if not word.stops and word.number is None]
    return after[0].stem if after else ""


@functools.cache
def shipped_verbs() -> Mapping[str, float]:
    """Return by stem how often it is a verb, 0 to 1; the table is made by `tests/bench/make_verbs.py`."""
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("verbs.tsv")
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {stem: int(hundredths) / 100 for stem, hundredths in rows}
