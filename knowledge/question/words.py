"""Words: folding, splitting and stemming, the same for questions and entries so that both meet in one form."""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import Stemmer

from knowledge.question.numbers import NumberReading, lower_words, may_have_numbers, read_numbers

# Words that say nothing of which claim is meant, in English and Spanish. Predicates and negations are not among them:
# `polarity` and the matcher need those.
STOP_WORDS = frozenset(
    """
    a about actually after ain all already also although always am an and any anybody anyone anything are as at be
    because been before being both but by came can cause claim claimed claims come could did do does doing done dont
    each either else even ever everyone everything few for from get gets getting go goes going gone gonna got had has
    have having he hear heard hello her here hers hey hi him his how i if in into is it its itself just kind kinda
    know like lol lot made make makes many maybe me mean might mine more most much my myself of off ok okay on once
    one only or other our ours out over own people perhaps please pls quite rather read really right said same saw say
    saying says see seem seems she should since so some somebody someone something somewhere sort sorry still stuff
    such sure tell than thanks that the their theirs them themselves then there these they thing things think this
    those though through to too true truly u um until up upon us very via wait wanna with between among during was
    wasn we well were what whatever when where whether which while who whole whom whose why will wondering would yeah
    yes yet you your yours al algo ante asi aun aunque como con cual cuando cuanto de del desde donde el ella ellas
    ellos en era eran es esa ese eso esta estaba estan este esto fue fueron ha habia han hasta hay la las le les lo
    los mas me mi mientras mucho muy nada ni o para pero por porque pues que quien se segun ser si sido sin sobre solo
    su sus tambien tan te tiene tienen todo todos tu un una uno unos y ya yo cierto verdad dicen dice
    """.split()
)

# Words of doubt and of chat: they say how somebody asks, hardly what about. They are kept, and weigh little.
CHAT_WORDS = frozenset(
    """
    lol lmao rofl bro bros bruh dude dudes man guys folks buddy deadass lowkey highkey yikes yo prob probs dm dms
    ones everybody gotta im ive youre youve youd hes shes weve theyre theyve theyd
    thats whats whos wheres hows theres heres lets itll thatll wouldve couldve shouldve
    yea nay ya rly tru rite bet happen happens happened happening way idea solid everywhere zero whatsoever fairy tale
    srsly seriously legit legitimately cap nocap sus fr ngl tbh imo
    imho idk smh wtf omg hmm huh wow yall nah yep nope ppl u ur r n w tho cuz bc dont didnt isnt wasnt arent
    werent doesnt hasnt havent hadnt wont cant couldnt wouldnt shouldnt aint uncle aunt dad
    mom mum mama prof professor teacher friend cousin coworker colleague neighbor neighbour brother sister grandma
    grandpa podcast documentary video tiktok reddit twitter youtube facebook thread article post headline swear swears
    swore insist insists insisted keeps keep telling told tells talking talk doubt doubts doubtful doubting sounds
    sound believe believed buying convinced wondering wonder curious confused correct wrong fake hype proof evidence
    prove proves proved proven source sources confirm confirmed confirms debunk debunked check fact facts legend myth
    rumor rumour rumours rumors story stories supposedly allegedly apparently basically literally totally honestly
    kinda heard hear reading somewhere remember recall random weird crazy wild bs bullshit nonsense bonkers oye vos
    mano fijese disculpe oigan mentira cuento verdad cierto dicen decian escuche lei tio primo papa mama profe
    noticias andan anda dijo dijeron dicho todavia puro pura veras sobrino sobrina hermano hermana amigo amiga
    vecino vecina chisme chismes fijate vaya ustedes usted nomas jamas siempre cuentan creo creen oido oigo pasaron
    actual quick again conspiracy theory argument
    """.split()
)

# How the small words are mistyped; longer ones are found by their letters.
MISTYPED = frozenset("teh th hte adn nad taht htat wat wut dat dis da dem wich waht whta".split())
# What is a small word in Spanish and a telling one in English stands for another small word where the text is Spanish.
_SPANISH_SMALL = {"son": "es"}
# How months are shortened.
SHORTENED = {
    "jan": "january", "feb": "february", "apr": "april", "aug": "august", "sept": "september", "sep": "september",
    "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip

_TOKEN = re.compile(r"\d+(?:st|nd|rd|th|s)\b|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|%", re.UNICODE)
# The same for ASCII text, where a letter is told faster.
_ASCII_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:(?:st|nd|rd|th|s)\b)?|%", re.ASCII)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
_LETTERS = re.compile(r"[^\W\d_]+")
_SPANISH_MARKS = re.compile(r"[¿¡ñ]")
_SPANISH_WORDS = frozenset(
    """
    el la los las un una unos unas de del al que y o en con por para es son fue fueron era eran esta estan hay ha han
    se su sus lo le les como cuando donde quien quienes cual porque pero mas muy ya no si es cierto verdad nunca nadie
    todos todas tambien entre sobre contra
    """.split()
)
_ENGLISH_WORDS = frozenset(
    """
    the a an of to and or in on with by for is are was were be been has have had did do does that this it they he she
    who what when where how why but from not there their about really true
    """.split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    `text` is folded (lower case, no accents; numbers in digits, `12,000`, `12k` and `twelve thousand` all as `12000`),
    `stem` is what the index knows it by, `written` is how it stood. `number` is its value when it is a number, and
    `digits` says whether a number was written in digits or is large enough to be meant exactly.
    """

    text: str
    stem: str
    written: str
    number: float | None = None
    digits: bool = False

    @property
    def chats(self) -> bool:
        """Whether the word says how somebody asks rather than what about."""
        return self.text in CHAT_WORDS

    @property
    def stops(self) -> bool:
        """Whether the word says nothing of which claim is meant."""
        return self.text in STOP_WORDS


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain apostrophes."""
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def reads_as_spanish(text: str) -> bool:
    """Say whether a text is Spanish rather than English, by its function words and marks.

    An ASCII text can be so only where it `has_spanish_words`.
    """
    tokens = lower_words(text) if text.isascii() else _LETTERS.findall(fold(text))
    spanish = sum(map(_SPANISH_WORDS.__contains__, tokens)) + 2 * len(_SPANISH_MARKS.findall(text.lower()))
    return spanish >= 2 and spanish > sum(map(_ENGLISH_WORDS.__contains__, tokens))


def has_spanish_words(text: str) -> bool:
    """Say whether function words of Spanish are among the letters of an ASCII text; some are English words, too."""
    return not _SPANISH_WORDS.isdisjoint(lower_words(text))


def split_words(text: str, *, spanish: bool = False) -> tuple[Word, ...]:
    """Split a cleaned text into words. Letters and digits part: `ms13`, `ms-13` and `MS 13` are the same two words."""
    text = plain_apostrophes(text)
    if not may_have_numbers(text):
        return tuple(_plain_words(text, spanish=spanish))
    words: list[Word] = []
    for piece in read_numbers(text):
        if isinstance(piece, NumberReading):
            words.append(Word(piece.text, piece.text, piece.written, piece.value, piece.exact))
        else:
            words.extend(_plain_words(piece, spanish=spanish))
    return tuple(words)


def plain_apostrophes(text: str) -> str:
    """Return the text with apostrophes of one kind."""
    return text.replace("`", "'") if text.isascii() else text.translate(_APOSTROPHES)


def tokens_in(text: str) -> list[str]:
    """Return the tokens, as they are written, of a text that has plain apostrophes and no numbers."""
    return (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)


def read_token(written: str, *, spanish: bool) -> Word | None:
    """Return the word that a token stands for, if any."""
    if written == "%":
        return Word("percent", "percent", written)
    folded = fold(written)
    if "'" in folded:
        folded = folded.removesuffix("'s").replace("'", "")
    if spanish:
        folded = _SPANISH_SMALL.get(folded, folded)
    return Word(folded, stem(folded, spanish=spanish), written) if folded else None


def stem(word: str, *, spanish: bool = False) -> str:
    """Return the stem of a folded word (Snowball English, or Spanish where the text reads as Spanish)."""
    with _STEMMING:
        return str(_STEMMERS[spanish].stemWord(word))


def stems_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the stems of the words that say something."""
    return tuple(word.stem for word in words if not word.stops)


def _plain_words(text: str, *, spanish: bool) -> list[Word]:
    return [word for token in tokens_in(text) if (word := _known_word(token, spanish)) is not None]


@functools.lru_cache(maxsize=20_000)
def _known_word(written: str, spanish: bool) -> Word | None:
    return read_token(written, spanish=spanish)


# A PyStemmer object is not safe to share between threads (the index is built in one and asked from another). Without
# its own cache, which sorts itself again and again, it is three times faster.
_STEMMERS = {False: Stemmer.Stemmer("english", 0), True: Stemmer.Stemmer("spanish", 0)}
_STEMMING = threading.Lock()
