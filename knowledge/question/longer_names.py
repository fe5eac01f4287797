"""Longer names: where a name stands inside another one ("Catherine Zeta-Jones", "Zeta Psi"), which is somebody else's.

People mostly write in small letters, so that this goes by what stands beside a name; capitals count in a hyphenated
word alone, and only where the text has small letters too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from knowledge.question.tokens import HYPHEN, OPENING, Word, may_join_names
from knowledge.text.characters import fold

_GREEK = frozenset(
    """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi
    psi omega
    """.split()
)
# Common first names and surnames that are no words of either language.
_FIRST_NAMES = frozenset(
    """
    adriana alejandra alejandro alicia ana andrea andrew angela anna anthony antonio barbara beatriz brian camila carla
    carlos carmen carolina catherine cesar charles christina christopher claudia cristina daniel daniela david diana
    diego eduardo elena elizabeth emily emma enrique ernesto esteban fernando francisco gabriel gabriela george gerardo
    gloria guillermo gustavo hector hugo ignacio isabel ivan jacob james javier jennifer jessica jesus joaquin john
    jorge jose joseph josh joshua juan juana julia julio karen karla kathryn katherine kevin laura linda lisa lucia
    luis luisa manuel marcela marco margaret maria mariana mario marta martha matthew mauricio melissa michael michelle
    miguel monica nancy natalia nicole nicolas olga oscar pablo paola patricia paul pedro peter rafael ramon raul
    rebecca ricardo richard robert roberto rodrigo rosa ruben samuel sandra sara sarah sergio silvia sofia stephanie
    steven susan susana teresa thomas valeria vanessa veronica vicente william yolanda
    """.split()
)
_SURNAMES = frozenset(
    """
    adams aguilar allende alvarado alvarez anderson andrade bailey bennett brooks campbell carter castillo castro
    chavez clark collins contreras cooper dali davis delgado diaz edwards espinoza evans fernandez garcia garza gomez
    gonzalez guerrero gutierrez guzman harris hernandez herrera hilton hughes jackson jenkins jimenez johnson jones
    juarez kelly kennedy kroeger lewis lopez martin martinez medina mendez mendoza miller mitchell moreno morgan morris
    murphy navarro nelson nguyen nunez ortega ortiz parker perez peterson phillips ramirez ramos reynolds rivera
    roberts robinson rodriguez rogers romero ruiz salazar sanchez sanders santos silva simmons smith soto stewart
    suarez taylor thompson turner valdez vargas vasquez watson williams wilson
    """.split()
)
# Before a first name, these make a place of it.
_SAINTS = frozenset({"san", "santa", "santo", "saint", "st"})
# What stands beside a name in a hyphenated word without making another name of it.
_BEFORE = frozenset("pro anti ex non post pre semi neo former alleged suspected los las el la the mid co sub".split())
_AFTER_ENDINGS = ("ed", "led", "run", "style", "like", "free", "era", "gate", "type", "wide", "born", "ese", "ing")
# Of these kinds names are single words that other people bear too; countries are joined by hyphens into pairs.
_HYPHENATED = frozenset({"person", "gang", "cartel", "organisation"})
_BORNE = frozenset({"person", "gang", "cartel", "country", "place"})
_SHORTEST_SURNAME = 3
_SMALL = frozenset("of the and for in on to de del la el los las y e para por".split())
Span = tuple[int, int]


def longer_name(words: Sequence[Word], place: int, kind: str, own: Collection[str], known: Span) -> Span | None:
    """Return where the longer name stands that a name of one word, of this kind, is a piece of, else None.

    `own` are the words of all ways of writing it. `known` says of the words right before and after it (1 or 0) whether
    they are names themselves.
    """
    word = words[place]
    before = words[place - 1] if place and word.before in ("", HYPHEN) and not known[0] else None
    after = words[place + 1] if place + 1 < len(words) and not known[1] else None
    if after is not None and after.before not in ("", HYPHEN):
        after = None
    if word.text in _GREEK:
        span = _greek(words, place)
        if span != (place, place + 1):
            return span
    if kind in _BORNE and _is_as_written(word):
        if before is not None and _is_listed(before, _FIRST_NAMES, own):
            saint = place > 1 and words[place - 2].text in _SAINTS
            return None if saint else (place - 1, place + 2 if _joins(after) else place + 1)
        if after is not None and kind != "person" and _is_listed(after, _SURNAMES, own):
            return place, place + 2
    if kind in _HYPHENATED and _is_capitalised(word) and any(one.written.islower() for one in words):
        if after is not None and _joins(after) and _may_be_surname(after, own):
            return None if after.text.endswith(_AFTER_ENDINGS) else (place, place + 2)
        if before is not None and _joins(word) and _may_be_surname(before, own):
            return None if before.text in _BEFORE else (place - 1, place + 1)
    return None


def may_be_longer(text: str, texts: Sequence[str], place: int) -> bool:
    """Say, going by the folded words of a text alone, whether what is asked of this module may find something there.

    That is never False where `longer_name` or `words_shortened` do.
    """
    return (
        texts[place] in _GREEK
        or (place > 0 and texts[place - 1] in _FIRST_NAMES)
        or (place + 1 < len(texts) and texts[place + 1] in _SURNAMES)
        or may_join_names(text)
    )


def _greek(words: Sequence[Word], place: int) -> Span:
    start, end = place, place + 1
    while start and words[start - 1].text in _GREEK and words[start].before in ("", HYPHEN):
        start -= 1
    while end < len(words) and words[end].text in _GREEK and words[end].before in ("", HYPHEN):
        end += 1
    return start, end


def _is_listed(word: Word, names: Collection[str], own: Collection[str]) -> bool:
    return word.text in names and word.text not in own and _is_as_written(word)


def _is_as_written(word: Word) -> bool:
    # A misspelt word may have been read as a name.
    return fold(word.written).removesuffix("'s") == word.text


def _joins(word: Word | None) -> bool:
    return word is not None and word.before == HYPHEN


def _is_capitalised(word: Word) -> bool:
    return word.written[:1].isupper() and not word.written.isupper()


def _may_be_surname(word: Word, own: Collection[str]) -> bool:
    return (
        word.number is None and len(word.text) >= _SHORTEST_SURNAME and _is_capitalised(word) and word.text not in own
    )


def words_shortened(words: Sequence[Word], place: int, spelt_out: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the words that initials at a place stand for, when these are others than the ones in `spelt_out`.

    "The Culinary Institute of America (CIA)", "CIA (Culinary Institute of America)". Nothing when the initials do not
    shorten what is in `spelt_out` either: then nobody knows what else they may stand for.
    """
    initials = words[place].text
    known = [way for way in spelt_out if len(way) > 1 and _shortens(initials, way)]
    for told in _beside(words, place) if known else ():
        # A word misspelt or in another form leaves most of them.
        if 2 * max(len(set(told).intersection(way)) for way in known) < len(told):
            return told
    return ()


def _beside(words: Sequence[Word], place: int) -> Iterator[tuple[str, ...]]:
    # Small words may have letters of their own (DOJ) or not (FDA).
    initials = words[place].text
    reach = 2 * len(initials)
    for with_small in (False, True):
        if words[place].before == OPENING:
            told = _telling(words[max(0, place - reach) : place], with_small)[-len(initials) :]
            if _first_letters(told) == initials:
                yield told
        if place + 1 < len(words) and words[place + 1].before == OPENING:
            told = _telling(words[place + 1 : place + 1 + reach], with_small)[: len(initials)]
            if _first_letters(told) == initials:
                yield told


def _telling(words: Sequence[Word], with_small: bool) -> tuple[str, ...]:
    return tuple([word.text for word in words if with_small or word.text not in _SMALL])


def _first_letters(texts: Iterable[str]) -> str:
    return "".join([text[0] for text in texts])


def _shortens(initials: str, way: Sequence[str]) -> bool:
    return initials in (_first_letters(way), _first_letters([text for text in way if text not in _SMALL]))
