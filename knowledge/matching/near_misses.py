"""Near-misses of a claim, made by rule: what its entry should not be the answer to.

Each says the claim with one thing changed: a noun or name of another entry in place of one of its own, another number,
the two sides of its verb exchanged, another quantity or stage ("all" and "some", "accused" and "convicted"). Nothing
here is random: the same base gives the same near-misses. They are made for a person to look at, and now and then one is
no sentence, or says the claim after all.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from knowledge.matching.alignment.wording import NAME_MARK, START, Token, wording
from knowledge.matching.lexicons.classes import WordClass
from knowledge.matching.lexicons.paraphrases import shipped_synonyms
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.tokens import Word, reads_as_spanish, split_words


class Change(enum.Enum):
    """What was changed in a claim."""

    NOUN = "noun"
    NUMBER = "number"
    ROLES = "roles"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A claim with one thing changed."""

    text: str
    change: Change


# So many nouns of a claim are changed.
_MOST_NOUNS = 6
# What is a verb as often as this may be the claim's verb; what is one more seldom than that is a noun anywhere.
_IS_VERB, _HARDLY_VERB = 0.6, 0.3
_LEAST_NOUN = 3
_YEARS = range(1000, 2101)
# From here on a number is halved, below it grows by a few.
_HALVED, _MORE = 20, 3
# What does not only turn a claim into its opposite, which its entry would rightly answer.
_INSTEAD: dict[WordClass, str] = {
    ("quantity", "all"): "some",
    ("quantity", "most"): "few",
    ("quantity", "many"): "few",
    ("quantity", "some"): "all",
    ("quantity", "few"): "many",
    ("quantity", "half"): "most",
    ("stage", "accused"): "convicted",
    ("stage", "convicted"): "accused",
    ("stage", "cleared"): "convicted",
    ("stage", "proposed"): "passed",
    ("stage", "passed"): "proposed",
    ("stage", "rejected"): "proposed",
    ("stage", "tried"): "managed",
    ("stage", "done"): "tried",
    ("order", "before"): "after",
    ("order", "after"): "before",
}
# What is neither a verb nor a noun, and no stop word.
_NO_NOUNS = frozenset("against never per percent without longer ever too enough not no nobody none nothing".split())
_AUXILIARIES = frozenset(
    "is are was were be been being has have had do does did will would can could should may might must not never "
    "also first still really actually es son fue fueron era eran ha han".split()
)
_COPULAS = frozenset("is are was were es son fue fueron era eran".split())
# Where the phrase after a verb ends.
_PHRASE_ENDS = frozenset(
    "in on at during since for from to with by because after before than and but or that which who when while as into "
    "against through under over does do did en durante desde para por con que cuando y o".split()
)
# What follows one of these is no verb, however often the word is one elsewhere ("the plague").
_BEFORE_NOUNS = frozenset(
    "the a an its their his her this these those some all many in on at of from with by for el la los las un de".split()
)
_DETERMINERS = frozenset(
    "the a an its their his her this that these those most some all many el la los las un una".split()
)
# "The most", "the following year", "at most", "as many as": after these, a word is no quantity and no order.
_NOT_AFTER = frozenset("the a an more less very at as".split())
_BY, _THAN = frozenset({"by", "por"}), "than"


def near_misses(
    claim: str, others: Iterable[str], gazetteer: Gazetteer, known: Set[str] = frozenset()
) -> tuple[NearMiss, ...]:
    """Return near-misses of a claim, at most about a dozen, always the same.

    `others` are the claims of other entries, those that nouns are taken of first in front; `known` are terms that stand
    for what the claim says (those of its phrasings), and are no change.
    """
    read = _Read(claim, gazetteer)
    found = [
        *_other_nouns(read, [_Read(other, gazetteer) for other in others], known),
        *_other_numbers(read),
        *_exchanged(read),
        *([] if reads_as_spanish(claim) else _other_quantities(read)),
    ]
    return tuple(dict.fromkeys(one for one in found if one.text.casefold() != claim.casefold()))


class _Read:
    """A claim with its words, where each stands in it, and its telling words and names."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.words: Sequence[Word] = split_words(text, spanish=reads_as_spanish(text))
        self._spans: list[tuple[int, int]] = []
        at = 0
        for word in self.words:
            start = text.find(word.written, at)
            at = max(at, start + len(word.written))
            self._spans.append((start, at) if start >= 0 else (at, at))
        names = gazetteer.find(self.words)
        self.names = {NAME_MARK + found.name.name: found.name for found in names}
        self._ends = {found.start: found.end for found in names}
        self.tokens = wording(self.words, names).tokens

    def span(self, token: Token) -> tuple[int, int]:
        """Return from where to where a telling word or name stands in the text."""
        return self.reach(token.place, self._ends.get(token.place, token.place + 1))

    def reach(self, first: int, end: int) -> tuple[int, int]:
        """Return from where to where the words from `first` to before `end` stand."""
        return self._spans[first][0], self._spans[end - 1][1]

    def written(self, token: Token) -> str:
        """Return a token as it stands in the text."""
        start, end = self.span(token)
        return self.text[start:end]

    def with_other(self, token: Token, other: str) -> str:
        """Return the text with something else in a token's place."""
        start, end = self.span(token)
        return _capital(self.text[:start] + other + self.text[end:])

    @property
    def nouns(self) -> list[Token]:
        """What is most likely a noun or a name."""
        return [token for token in self.tokens if token.inner or (self._is_noun(token) and not self.is_joined(token))]

    def _is_noun(self, token: Token) -> bool:
        plain = not token.bare and token.number is None and not token.classes
        fits = len(token.text) >= _LEAST_NOUN and not token.text.endswith("ly") and token.text not in _NO_NOUNS
        return plain and fits and (token.verb < _IS_VERB or self.after_article(token))

    def after_article(self, token: Token) -> bool:
        """Say whether a word stands where nouns stand and verbs do not."""
        return bool(token.place) and self.words[token.place - 1].text in _BEFORE_NOUNS

    def is_joined(self, token: Token) -> bool:
        """Say whether a hyphen joins a word to another."""
        start, end = self.span(token)
        return "-" in (self.text[start - 1 : start], self.text[end : end + 1])


def _other_nouns(claim: _Read, others: Sequence[_Read], known: Set[str]) -> Iterator[NearMiss]:
    own = {token.lemma for token in claim.tokens} | known
    starts = {term[:START] for term in own if len(term) >= START}
    theirs = [
        (other, token)
        for other in others
        for token in other.nouns
        if (token.inner or token.verb < _HARDLY_VERB or other.after_article(token))
        and token.lemma not in own
        and token.term not in own
        and (token.inner or token.term[:START] not in starts)
    ]
    used: set[str] = set()
    for noun in claim.nouns[:_MOST_NOUNS]:
        likes, same = shipped_likenesses().of(noun.term), shipped_synonyms().of(noun.lemma)
        fitting = [
            (
                token.lemma in used,
                noun.text.endswith("s") != token.text.endswith("s"),
                -likes.get(token.term, 0.0),
                place,
            )
            for place, (other, token) in enumerate(theirs)
            if token.lemma not in same and _of_one_kind(claim, noun, other, token)
        ]
        if fitting:
            other, token = theirs[min(fitting)[-1]]
            used.add(token.lemma)
            yield NearMiss(claim.with_other(noun, other.written(token)), Change.NOUN)


def _plural(token: Token) -> bool:
    return token.text.endswith("s")


def _of_one_kind(claim: _Read, noun: Token, other: _Read, token: Token) -> bool:
    if noun.inner and token.inner:
        return claim.names[noun.term].kind == other.names[token.term].kind
    if noun.inner or token.inner:
        return False
    # A name that no list knows is told by its capital, where it is not the first word.
    if noun.place and token.place:
        return claim.written(noun)[:1].isupper() == other.written(token)[:1].isupper()
    return not (noun.place or token.place)


def _other_numbers(claim: _Read) -> Iterator[NearMiss]:
    values = {token.number for token in claim.tokens if token.number is not None}
    for token in claim.tokens:
        value = claim.words[token.place].number if token.number is not None else None
        if value is None:
            continue
        written = claim.written(token)
        other = _other_number(value, written)
        if other not in values:
            yield NearMiss(claim.with_other(token, other), Change.NUMBER)


def _other_number(value: float, written: str) -> str:
    if value != int(value):
        return f"{value * 2:g}"
    whole = int(value)
    if whole in _YEARS and written.isdecimal():
        return str(whole - 10)
    other = whole // 2 if whole >= _HALVED else whole + _MORE
    return f"{other:,}" if other >= _YEARS.stop else str(other)


def _exchanged(claim: _Read) -> Iterator[NearMiss]:
    sides = _sides(claim)
    if sides is None:
        return
    (first, end), (then, last) = sides
    for some in ((first, end), (then, last)):
        if not any(some[0] <= token.place < some[1] and not token.bare for token in claim.tokens):
            return
    left, right = claim.reach(first, end), claim.reach(then, last)
    text = claim.text
    if claim.words[first].text in _PHRASE_ENDS or not set("()").isdisjoint(text[slice(*left)] + text[slice(*right)]):
        return
    was_first = text[slice(*left)]
    if claim.words[first].text in _DETERMINERS:
        was_first = was_first[:1].lower() + was_first[1:]
    made = text[: left[0]] + text[slice(*right)] + text[left[1] : right[0]] + was_first + text[right[1] :]
    yield NearMiss(_capital(made), Change.ROLES)


_Sides = tuple[tuple[int, int], tuple[int, int]]


def _sides(claim: _Read) -> _Sides | None:
    """Return the places of what stands before the claim's verb, and after it (or after its "by", or after "than")."""
    texts = [word.text for word in claim.words]
    than = len(texts) - 1 - texts[::-1].index(_THAN) if _THAN in texts else None
    verb = _verb(claim, texts, than)
    if verb is None:
        return None
    end = verb
    while end > 0 and texts[end - 1] in _AUXILIARIES:
        end -= 1
    if than is not None:
        then = than + 1
    else:
        by = next((at for at in range(verb + 1, len(texts) - 1) if texts[at] in _BY), None)
        if by is not None and claim.words[by + 1].number is not None:
            # "By 2030".
            by = None
        then = verb + 1 if by is None else by + 1
        if then < len(texts) and texts[then] in _PHRASE_ENDS:
            then += 1
    last = _phrase_end(texts, then)
    return ((0, end), (then, last)) if end and last > then else None


def _verb(claim: _Read, texts: Sequence[str], than: int | None) -> int | None:
    verbs = [
        (token.verb, -token.place)
        for token in claim.tokens
        if token.verb >= _IS_VERB and token.place and not claim.after_article(token)
    ]
    if than is not None:
        copula = next((at for at in range(1, than) if texts[at] in _COPULAS), None)
        if copula is not None:
            return copula
        verbs = [one for one in verbs if -one[1] < than]
    return -max(verbs)[1] if verbs else None


def _phrase_end(texts: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(texts)) if texts[at] in _PHRASE_ENDS), len(texts))


def _other_quantities(claim: _Read) -> Iterator[NearMiss]:
    for token in claim.tokens:
        which = next((one for one in token.classes if one in _INSTEAD), None)
        before = claim.words[token.place - 1].text if token.place else ""
        if which is None or before in _NOT_AFTER or claim.is_joined(token) or _is_superlative(claim, token):
            continue
        # "Passed a law": a noun is no stage.
        if token.bare or which[0] != "stage" or token.verb >= _IS_VERB:
            yield NearMiss(claim.with_other(token, _INSTEAD[which]), Change.QUANTITY)


def _is_superlative(claim: _Read, token: Token) -> bool:
    # "Most people" and "most of the people" are a quantity, "most violent" is none.
    after = claim.words[token.place + 1].text if token.place + 1 < len(claim.words) else ""
    return token.text == "most" and after != "of" and not after.endswith("s")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
