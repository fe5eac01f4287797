"""Words: folding, splitting and stemming, the same for questions and entries so that both meet in one form."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import Stemmer

from knowledge.language import Language
from knowledge.question.languages import STOP_LISTS, language_of, shows_language
from knowledge.question.numbers import NumberReading, lower_words, may_have_numbers, read_numbers, with_decimal_parts
from knowledge.question.spanish import singular
from knowledge.text.characters import LETTERS, fold, without_unseen

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
    surely truly obviously clearly frankly definitely genuinely somehow anyway anyways anyhow whatever whoever reckon
    reckons reckoned suppose supposed supposing guess figure figured wondering apparently presumably allegedly mate
    mates lads folk blokes bloke lady girlfriend boyfriend wife husband brother-in-law flatmate roommate
    grandad granddad gran nan granny grandfather grandmother daughter son kids lately recently yesterday today tonight
    nowadays morning evening afternoon server chat channel discord forum online internet web website telly please
    thanks hello hey actually honest trust believes swearing saying rubbish legit hear hearing reads telling nuts
    mad bollocks daft silly hmmm ah oh ooh eh aye huh btw afaik iirc fyi settle dispute bet pub somebody everyone
    genuinely surprised surprise amazed shocked
    """.split()
)

# How the small words are mistyped; longer ones are found by their letters.
MISTYPED = frozenset("teh th hte adn nad taht htat wat wut dat dis da dem wich waht whta".split())
# What is a small word in Spanish and a telling one in English stands for another small word where the text is Spanish.
_SPANISH_SMALL = {"son": "es"}
_LONGEST_KNOWN = 60
# How months and other words are shortened.
SHORTENED = {
    "jan": "january", "feb": "february", "apr": "april", "aug": "august", "sept": "september", "sep": "september",
    "oct": "october", "nov": "november", "dec": "december", "yrs": "years", "yr": "year", "hrs": "hours",
    "mins": "minutes", "govt": "government", "ppl": "people", "thru": "through", "nite": "night", "atleast": "least",
}  # fmt: skip

_TOKEN = re.compile(rf"\d+(?:st|nd|rd|th|s)\b|{LETTERS}(?:'{LETTERS})*|\d+|%")
# The same for ASCII text, where a letter is told faster.
_ASCII_TOKEN = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*|[0-9]+(?:(?:st|nd|rd|th|s)\b)?|%", re.ASCII)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
# "There'll", "who've": the verb says nothing of which claim is meant. "Can't" stays, `polarity` reads it.
_CONTRACTED = re.compile(r"'(?:s|ll|ve|re|d|m)$")
_LETTERS = re.compile(LETTERS)
HYPHEN, OPENING, COMMA = "-", "(", ","
_PARTED_BY = {
    "-": HYPHEN, "‐": HYPHEN, "‑": HYPHEN, "(": OPENING, "[": OPENING, ")": COMMA, "]": COMMA, ",": COMMA, ";": COMMA,
    ":": COMMA, "/": COMMA, "–": COMMA, "—": COMMA,
}  # fmt: skip
_PARTING = re.compile(r"([-‐‑()\[\],;:/–—])")
_JOINING = re.compile(r"[-‐‑(\[]")
# "L'armée", "dell'oro": the article is written on to the word.
_ELIDING = ("french", "italian")
_ELIDED = re.compile(r"^(?:[ldnsjcmtv]|qu|jusqu|lorsqu|puisqu|un|gl|(?:de|a|da|su|ne|que)l?l|quest)'")
LANGUAGES = ("english", "spanish", *STOP_LISTS)
"""The languages that words are read in."""
_LEAST_SPANISH = 2
_MOST_SHOWING = 1000
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
    `digits` says whether a number was written in digits or is large enough to be meant exactly, `small` whether it is a
    stop word of the text's own language, where that is neither English nor Spanish. `before` is what parts it from the
    word before it, where that tells names apart: HYPHEN, OPENING (a bracket) or COMMA, else nothing.
    """

    text: str
    stem: str
    written: str
    number: float | None = None
    digits: bool = False
    small: bool = False
    before: str = ""

    @property
    def chats(self) -> bool:
        """Whether the word says how somebody asks rather than what about."""
        return self.text in CHAT_WORDS

    @property
    def stops(self) -> bool:
        """Whether the word says nothing of which claim is meant."""
        return self.small or self.text in STOP_WORDS


def reads_as_spanish(text: str) -> bool:
    """Say whether a text is Spanish rather than English or a neighbour, by its function words and marks.

    An ASCII text can be so only where it `may_be_foreign`.
    """
    tokens = lower_words(text) if text.isascii() else _LETTERS.findall(fold(text))
    spanish = sum(map(_SPANISH_WORDS.__contains__, tokens)) + 2 * len(_SPANISH_MARKS.findall(text.lower()))
    if spanish < _LEAST_SPANISH or spanish <= sum(map(_ENGLISH_WORDS.__contains__, tokens)):
        return False
    return language_of(text)[1] <= spanish


def language_written(text: str) -> Language | None:
    """Return which of the languages that the bot speaks a text is in; None where no word shows it, or it is another.

    Its first 1,000 characters show it.
    """
    text = text[:_MOST_SHOWING]
    if reads_as_spanish(text):
        return Language.SPANISH
    tokens = lower_words(text) if text.isascii() else _LETTERS.findall(fold(text))
    english = sum(map(_ENGLISH_WORDS.__contains__, tokens))
    foreign = max(language_of(text)[1], sum(map(_SPANISH_WORDS.__contains__, tokens)))
    return Language.ENGLISH if english > foreign else None


def may_be_foreign(text: str) -> bool:
    """Say whether an ASCII text may be in another language than English, going by single words: never False when it is.

    Some of these are English words, too.
    """
    words = lower_words(text)
    return not _SPANISH_WORDS.isdisjoint(words) or shows_language(words)


def split_words(text: str, *, spanish: bool = False) -> tuple[Word, ...]:
    """Split a cleaned text into words. Letters and digits part: `ms13`, `ms-13` and `MS 13` are the same two words."""
    text = plain_text(text)
    language = language_read(text, spanish=spanish)
    if not may_have_numbers(text):
        return tuple(_plain_words(text, language))
    words: list[Word] = []
    for piece in read_numbers(text):
        if isinstance(piece, NumberReading):
            words.append(Word(piece.text, piece.text, piece.written, piece.value, piece.exact))
        else:
            words.extend(_plain_words(piece, language))
    return tuple(words)


def plain_text(text: str) -> str:
    """Return the text without characters that cannot be seen, with apostrophes of one kind and halves as decimals."""
    if text.isascii():
        return text.replace("`", "'")
    return with_decimal_parts(without_unseen(text).translate(_APOSTROPHES))


def language_read(text: str, *, spanish: bool) -> str:
    """Return the language that the words of a plain text are read in."""
    return "spanish" if spanish else language_of(text)[0] or "english"


def tokens_in(text: str) -> list[str]:
    """Return the tokens, as they are written, of a plain text that has no numbers."""
    return _tokens(text).findall(text)


def _tokens(text: str) -> re.Pattern[str]:
    return _ASCII_TOKEN if text.isascii() else _TOKEN


def _plain_words(text: str, language: str) -> list[Word]:
    pattern = _tokens(text)
    stretches = _PARTING.split(text)
    words = [word for token in pattern.findall(stretches[0]) if (word := _plain_word(token, language)) is not None]
    before = ""
    for parting, stretch in zip(stretches[1::2], stretches[2::2], strict=True):
        before = before or _PARTED_BY[parting]
        for token in pattern.findall(stretch):
            word = _plain_word(token, language, before)
            if word is not None:
                words.append(word)
                before = ""
    return words


def _plain_word(written: str, language: str, before: str = "") -> Word | None:
    # Nobody writes a word of that length twice, and thousands of them would fill the memory.
    read = _known_word if len(written) <= _LONGEST_KNOWN else read_token
    return read(written, language, before)


@functools.lru_cache(maxsize=20_000)
def _known_word(written: str, language: str, before: str = "") -> Word | None:
    return read_token(written, language, before)


def read_token(written: str, language: str, before: str = "") -> Word | None:
    """Return the word that a token stands for in a text of this language, if any."""
    if written == "%":
        return Word("percent", "percent", written)
    folded = fold(written)
    if "'" in folded:
        if language in _ELIDING:
            folded = _ELIDED.sub("", folded)
        folded = _CONTRACTED.sub("", folded).replace("'", "")
    if language == "spanish":
        folded = _SPANISH_SMALL.get(folded, folded)
    if not folded:
        return None
    small = language in STOP_LISTS and folded in STOP_LISTS[language]
    return Word(folded, stem(folded, spanish=language == "spanish"), written, small=small, before=before)


def stem(word: str, *, spanish: bool = False) -> str:
    """Return the stem of a folded word: Snowball English, or Spanish (of its singular) in a Spanish text."""
    with _STEMMING:
        return str(_STEMMERS[spanish].stemWord(singular(word) if spanish else word))


def may_join_names(text: str) -> bool:
    """Say whether something in a text is such that a word after it may have HYPHEN or OPENING before it."""
    return _JOINING.search(text) is not None


def stems_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the stems of the words that say something."""
    return tuple(word.stem for word in words if not word.stops)


# A PyStemmer object is not safe to share between threads (the index is built in one and asked from another). Without
# its own cache, which sorts itself again and again, it is three times faster.
_STEMMERS = {False: Stemmer.Stemmer("english", 0), True: Stemmer.Stemmer("spanish", 0)}
_STEMMING = threading.Lock()
