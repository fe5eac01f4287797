"""The words of questions and entries as they are compared: lemmas, and what may stand for each of them."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Mapping

from knowledge.matching.lexicons.paraphrases import lemma, shipped_synonyms
from knowledge.matching.lexicons.spanish import glosses
from knowledge.matching.lexicons.synonyms import shipped_likenesses
from knowledge.matching.lexicons.word_vectors import Gist, shipped_vectors
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.tokens import Word, reads_as_spanish, split_words, stem
from knowledge.text.characters import fold

# How well one word stands for another, 0 to 1.
SAME, SYNONYM, RELATED, ALIKE, FAMILY = 1.0, 0.9, 0.72, 0.5, 0.7
# A gloss of a Spanish word is a little less sure than the word.
_GLOSS = 0.95
_MOST_GLOSSES = 4
# From this likeness in the table of likenesses on a word is taken for another.
_LEAST_ALIKE = 0.5
# Words that begin with the same five letters are mostly of one family (`crime`, `criminal`).
_FAMILY_LETTERS = 5

SMALL = frozenset(
    """
    a an the is are was were be been being am do does did done doing has have had having of in on at to for from with by
    as and or but so if then than that this these those there here it its he she him his her hers they them their theirs
    we us our you your i me my mine what which who whom whose when where why how not no nor any some just even also too
    very really actually still already ever yet again now well oh ok okay yeah yes isnt arent wasnt werent didnt doesnt
    dont hasnt havent hadnt wont wouldnt couldnt cant aint can could will would shall should may might must ever about
    into out up down off over all every each only own same such more most much many few lot lots get got gets going go
    went gone thing things stuff guy guys people one ones like wait pls please bro man tho though lol ive im theyre hes
    shes thats whats whos wheres supposed supposedly anyway else exactly happen happened happens make made tell heard
    hear somebody anybody someone anyone everybody everyone nobody something anything nothing let say's wasn isn didn
    el la los las un una unos unas de del al a en y o u que se lo le les su sus es son era eran fue fueron ha han habia
    hay hubo con por para como mas pero si no ya muy tan este esta esto estos estas ese esa eso esos esas aquel ella
    ellos ellas yo tu vos me te nos mi ti entonces tambien sobre cuando donde quien quienes cual cuales porque cuanto
    cuantos cuanta cuantas algo alguien nada nadie todo todos dio dieron di da dan tiene tienen tuvo tenia
    """.split()
)
"""Words that say nothing of which sentence is meant; more than say nothing of a claim, and verbs of saying stay."""


def standing_for(word: Word, vocabulary: frozenset[str], *, spanish: bool) -> dict[str, float]:
    """Return what may stand for a word of a question in a text of these words, each with how well (0 to 1)."""
    found: dict[str, float] = {}
    own = lemma(word.stem)
    bases = {own: SAME, lemma(stem(word.text)): SAME}
    if spanish:
        for gloss in (*_spanish().get(word.text, ()), *glosses(word.text)[:_MOST_GLOSSES]):
            for part in gloss.split():
                bases.setdefault(lemma(stem(part)), _GLOSS)
    for base, sure in bases.items():
        for other, value in _near(base).items():
            found[other] = max(found.get(other, 0.0), sure * value)
    if word.number is None and len(word.text) >= _FAMILY_LETTERS:
        for base in bases:
            for other in vocabulary:
                if other[:_FAMILY_LETTERS] == base[:_FAMILY_LETTERS] and len(base) >= _FAMILY_LETTERS:
                    found[other] = max(found.get(other, 0.0), FAMILY)
    return found


@functools.lru_cache(maxsize=20_000)
def _near(base: str) -> Mapping[str, float]:
    found = {lemma(other): ALIKE for other, value in shipped_likenesses().of(base).items() if value >= _LEAST_ALIKE}
    for other, value in _related().get(base, {}).items():
        found[other] = max(found.get(other, 0.0), value)
    for other, sure in shipped_synonyms().of(base).items():
        if " " not in other:
            found[other] = max(found.get(other, 0.0), SYNONYM * sure)
    found[base] = SAME
    return found


@functools.lru_cache(maxsize=1024)
def terms_of(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the lemmas of a text and of the names in it; kept, since a card is asked about several times in a row."""
    return frozenset(lemmas(text)) | _names(text, gazetteer)


@functools.lru_cache(maxsize=1024)
def gist_of(text: str) -> Gist:
    """Return what a text is about as a whole."""
    return shipped_vectors().gist([word.stem for word in split_words(text) if word.text not in SMALL])


def lemmas(text: str) -> Iterator[str]:
    """Yield the lemmas of the words of a text, in order."""
    for word in split_words(text, spanish=reads_as_spanish(text)):
        yield lemma(word.stem)


def _names(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the lemmas of every way of writing the names in a text: a sentence on Guzmán is one on El Chapo."""
    _, found = gazetteer.read(split_words(text))
    return frozenset(one for name in found for way in name.name.ways for one in lemmas(way) if one not in SMALL)


@functools.cache
def _related() -> Mapping[str, Mapping[str, float]]:
    """Return for each lemma of `related.txt` the others of its groups, each with how well it stands for it."""
    found: dict[str, dict[str, float]] = {}
    for line in lines_of("related.txt"):
        value = SYNONYM if line.startswith("=") else RELATED
        members = {lemma(stem(fold(one.split()[-1]))) for one in line.removeprefix("=").split(",")}
        for one in members:
            of = found.setdefault(one, {})
            of.update((other, max(value, of.get(other, 0.0))) for other in members if other != one)
    return found


def saying() -> frozenset[str]:
    """Return the lemmas of verbs by which somebody says something."""
    return frozenset(("say", *_related()["say"]))


@functools.cache
def _spanish() -> Mapping[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in lines_of("words-es.txt"))
    return {form.strip(): tuple(said.split()) for forms, _, said in lines for form in forms.split(",")}


def lines_of(name: str) -> list[str]:
    """Return the lines of one of the data files beside this module, without comments."""
    text = importlib.resources.files("knowledge.answering.followup").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
