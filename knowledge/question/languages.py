"""Languages that the bot has no reader for: which one a text is in, and the words that say nothing in it.

In these languages an entry is found by its words alone, so that common ones must not find any. Negations are not among
them: what is denied is another claim as long as nothing reads the denial.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.question.numbers import lower_words
from knowledge.text.characters import fold

# The first words of each language written in Latin letters show it: they stand neither in English nor in Spanish texts.
# The others do, or in those of another of these languages.
_LISTS: Mapping[str, tuple[str, str]] = {
    "german": (
        """der und ist ein eine einen von wird wurde wurden haben sind auch nach bei oder sie wir ich ihr zum zur
        dem dass wenn aber über noch wie warum stimmt wahr wirklich gehört gelesen wusstet wusstest weiß sich für""",
        "die den des an am um im in es so das was wer er war hat man du mit aus leute bitte doch denn gibt auf habe",
    ),
    "french": (
        """est dans avec cette ces sont été était aux vrai vraiment entendu lu saviez savez elle ils nous vous leur
        parce cela quand comment pourquoi être dit selon""",
        """une le les la de des du un et que qui pour par ce sur mais ou il au je mon c qu l d s j n ca y en a on ai as
        tu me se son sa si plus tout sans avoir bonjour""",
    ),
    "portuguese": (
        """uma não foi ao aos pelo pela com isso isto ele ela você vocês também já quem verdade ouvi dizem estão são
        seu muito soube disseram alguém""",
        """o os um uns em do dos da das mais esse essa ser ter tem esta era sua nos na no a as e de que se por para
        como mas eu me ou quando onde porque sobre ate so sem ola gente sabia é""",
    ),
    "italian": (
        """gli della dello delle dei degli nel nella dal dalla sono stato stata hanno questo questa più anche
        davvero vero sentito perché cosa letto dicono sapevi sapevate""",
        """il di che e ho ha con per lui lei loro quando dove chi una uno suo sua era molto ciao del alla allo al la le
        lo i un in a da si se ma o me mi ti ci vi su tra come ed""",
    ),
    "russian": (
        """и в во что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне вот от из о
        еще ему когда ну ли если уже или быть был была было были это этот эта эти для мы их чем при правда слышал
        слышала говорят знаете знали который которые есть будет тоже почему кто где""",
        "",
    ),
    "hindi": (
        """क्या है हैं था थी थे हो हूँ में से को का के की ने पर और या यह ये वह वो कि भी ही तो जो कर करने करता करती करते
        होता होती होते हुआ हुई जाता जाती जाते गया गई गए रहा रही रहे एक इस उस अपने लिए तक आप तुम मैं हम सच सही सुना पता
        कौन कब कहाँ क्यों कैसे अब कोई kya hai hain nahin yeh woh kyun kaun kahan raha rahi hota hoti karna suna""",
        "ho ki ka ke ko se mein me par aur ya ye to bhi tha thi the hi sach",
    ),
}
_ENGLISH = frozenset(
    """
    the of to and is are were be been has have had did does that this it they he she who what when where how why but
    not from there their about by for with or you his her its which will would can could
    """.split()
)
_SHOWING = {language: frozenset(fold(lists[0]).split()) for language, lists in _LISTS.items()}
STOP_LISTS: Mapping[str, frozenset[str]] = {
    language: frozenset(fold(" ".join(lists)).split()) for language, lists in _LISTS.items()
}
"""By language the folded words that say nothing of which claim is meant."""

_ANY_SHOWING = frozenset().union(*_SHOWING.values())
_LATIN = ("german", "french", "portuguese", "italian", "hindi")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
# So many words of a language, one of which no other has, show it.
_LEAST = 2


def shows_language(tokens: Iterable[str]) -> bool:
    """Say whether one of these folded words is such that an ASCII text without any is in none of the languages."""
    return not _ANY_SHOWING.isdisjoint(tokens)


@functools.lru_cache(maxsize=8)
def language_of(text: str) -> tuple[str | None, int]:
    """Return which of the languages of `STOP_LISTS` a text is in, else None, and how many of its words say so.

    Cyrillic and Devanagari stand for Russian and Hindi: their neighbours share most small words.
    """
    tokens: Sequence[str]
    if text.isascii():
        tokens = lower_words(text)
    elif _DEVANAGARI.search(text):
        return "hindi", len(text)
    elif _CYRILLIC.search(text):
        return "russian", len(text)
    else:
        tokens = lower_words(fold(text))
    if not shows_language(tokens):
        return None, 0
    best, most = None, 0
    for language in _LATIN:
        listed = STOP_LISTS[language]
        if not _SHOWING[language].isdisjoint(tokens):
            found = sum(map(listed.__contains__, tokens))
            english = sum([token in _ENGLISH and token not in listed for token in tokens])
            if found >= _LEAST and found > max(most, english):
                best, most = language, found
    return best, most
