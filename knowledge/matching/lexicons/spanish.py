"""Spanish word forms, folded (lower case, no accents), to English glosses from spanish.tsv."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

Entry = tuple[str, tuple[str, ...]]  # part of speech, glosses

_LEXICON = Path(__file__).with_name("spanish.tsv")
_MOST = 6  # glosses given for an ambiguous form

# Endings added to the stem, by conjugation; folding has merged many of them.
_FUTURE = "e as a emos eis an ia ias iamos iais ian".split()
_AR = (
    "ar ad o as a amos ais an e es emos eis en aste o asteis aron aba abas abamos abais aban"
    " ara aras aramos arais aran ase ases asemos aseis asen ado ada ados adas ando"
).split() + ["ar" + end for end in _FUTURE]
_BOTH = (
    "o es e en a as amos ais an i iste io imos isteis ieron ia ias iamos iais ian"
    " iera ieras ieramos ierais ieran iese ieses iesemos ieseis iesen ido ida idos idas iendo"
    " yo yeron yera yeras yeran yese yesen yendo eron era eras eramos eran ese esen"
).split() + ["dr" + end for end in _FUTURE]  # dr: pondra, saldra; eron: dijeron
_ER = "er ed emos eis".split() + ["er" + end for end in _FUTURE]
_IR = "ir id is".split() + ["ir" + end for end in _FUTURE]
_STRONG_ENDINGS = frozenset("e iste o imos ieron iera ieran iese iesen eron era eran".split())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((old, new) for old, _, new in (pair.partition(">") for pair in text.split()))


# What the form has > what the infinitive has: preterite stems of compounds (mantuvo, propuso),
# their participles without the last letter, and spellings of the consonant that ends the stem.
_STRONG = _pairs("tuv>ten pus>pon duj>duc dij>dec traj>tra vin>ven hiz>hac hic>hac quis>quer")
_PARTICIPLES = _pairs("puest>poner scrit>scribir uelt>olver biert>brir hech>hacer dich>decir")
_SPELLING = _pairs("gu>g qu>c c>z zc>c z>c j>g g>gu y> aig>a ng>n lg>l")
_PRONOUNS = _pairs("nos> les> los> las> se> me> te> os> lo> la> le>")
_PLURALS = _pairs("s> ces>z es>")
_VOWELS = (("ie", "e", ""), ("ue", "o", ""), ("ue", "u", ""), ("i", "e", "ir"), ("u", "o", "ir"))


@cache
def _lexicon() -> Mapping[str, Entry]:
    rows = (line.split("\t") for line in _LEXICON.read_text(encoding="utf-8").splitlines() if line)
    return MappingProxyType({head: (pos, tuple(said.split(","))) for head, pos, said in rows})


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Verb endings, longest first, each with the infinitive endings it can stand for."""
    lists = {"ar": _AR, "er": _ER + _BOTH, "ir": _IR + _BOTH}
    ends = sorted({end for of in lists.values() for end in of}, key=lambda end: (-len(end), end))
    return tuple((end, tuple(last for last in lists if end in lists[last])) for end in ends)


def _found(words: Iterable[str], parts: str) -> tuple[str, ...]:
    """Return the glosses of the first of the words that the lexicon has as one of the parts of speech."""
    entries = (_lexicon().get(word, ("", ())) for word in words)
    return next((said for pos, said in entries if pos and pos in parts), ())


def _merged(*lists: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gloss for said in lists for gloss in said))[:_MOST]


def _undone(stem: str, pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [stem.removesuffix(old) + new for old, new in pairs if stem.endswith(old)]


def _singulars(word: str) -> list[str]:
    return _undone(word, _PLURALS)


def _bare(word: str) -> list[str]:
    return [form[:-1] for form in (word, *_singulars(word)) if form.endswith("a")]


def _masculines(word: str) -> list[str]:
    return [stem + "o" for stem in _bare(word)]


def _respelt(stem: str, infinitive: str, end: str) -> Iterator[str]:
    """Infinitives whose stem changes, in sound or spelling, to the given one before the ending."""
    if end in _STRONG_ENDINGS:
        yield from (form + infinitive for form in _undone(stem, _STRONG))
    spelt = [stem, *_undone(stem, _SPELLING)]
    yield from (form + infinitive for form in spelt)
    for form in spelt:
        for old, new, only in _VOWELS:
            before, found, after = form.rpartition(old)
            if found and infinitive.endswith(only) and not set(after) & set("aeo"):
                yield before + new + after + infinitive


def _verb(word: str) -> tuple[str, ...]:
    """Glosses of the verbs the word may be a form of: regular forms before stem changes."""
    for changed in (False, True):
        for end, infinitives in _endings():
            stem = word.removesuffix(end)
            if stem != word and len(stem) > 1:
                regular = ((stem + last,) for last in infinitives)
                options = (_respelt(stem, last, end) for last in infinitives) if changed else regular
                if said := _merged(*(_found(verbs, "v") for verbs in options)):
                    return said
        if said := _found(_undone(word.removesuffix("s")[:-1], _PARTICIPLES), "v"):
            return said
    return ()


def _enclitic(word: str) -> tuple[str, ...]:
    """Glosses of an infinitive or gerund with one or two pronouns: lavarse, darselo, comiendolo."""
    bases = [word]
    for _ in range(2):
        bases = [bare for base in bases for bare in _undone(base, _PRONOUNS)]
        for base in bases:
            gerund = base.endswith("ndo")
            if said := _found((base,), "vf" if gerund else "v") or (_verb(base) if gerund else ()):
                return said
    return ()


def _derived(word: str) -> tuple[str, ...]:
    """Glosses of the base of an adverb in -mente, a diminutive or a superlative."""
    if word.endswith("mente"):
        base = word.removesuffix("mente")
        return _found((base, *_masculines(base)), "anf") or _verb(base)
    form = word.removesuffix("s")
    form = form[:-1] + "o" if form.endswith("a") else form
    for end in ("ecito", "cito", "ito", "isimo"):
        lasts = ("", "e", "o", "a") if end.endswith("cito") else ("o", "a", "e", "")
        stem = form.removesuffix(end)
        if stem != form and len(stem) > 1:
            stems = [stem, *_undone(stem, _SPELLING[:3])]
            if said := _found((base + last for last in lasts for base in stems), "nafd"):
                return said
    return ()


def glosses(word: str) -> tuple[str, ...]:
    """English glosses, likeliest first, of a folded lower-case Spanish word; () when unknown."""
    if said := _found((word,), "nvadf") or _found(_singulars(word), "nvaf") or _enclitic(word):
        return said
    if said := _merged(_found(_masculines(word), "af"), _verb(word)):  # corta: short, or cut
        return said
    people = (stem for stem in _bare(word) if stem.endswith(("or", "on", "es", "an", "in", "ol")))
    return _found((*_masculines(word), *people), "na") or _derived(word)
