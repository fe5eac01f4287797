"""Reading a question: from the message as it was typed to the passages that could hold a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.question.cleaning import clean
from knowledge.question.framing import strip_frames
from knowledge.question.gazetteer import FoundName, Gazetteer
from knowledge.question.polarity import is_exclamation, states_opposite, without_negation
from knowledge.question.small_talk import SmallTalk, small_talk_of
from knowledge.question.tokens import Word, reads_as_spanish, split_words
from knowledge.text.characters import LETTERS

# Up to this many words a message is one question, and its sentences explain each other. A longer one is also searched
# sentence by sentence; beyond the second bound the whole of it says nothing any more.
WORDS_OF_ONE_QUESTION = 45
WORDS_OF_A_POST = 80
MOST_PASSAGES = 40
MOST_CLAUSES = 4
_LEAST_IN_CLAUSE = 3

_ABBREVIATION = "".join(
    rf"(?<!\b{short})" for short in ("[A-Z]", "Mr", "Dr", "St", "vs", "No", "Mrs", "Gen", "Sen", "Rep", "Gov", "etc")
)
# No run is unbounded: a message of dots alone is read as fast as any.
# The look ahead says nothing new; it spares most characters the looks behind.
_SENTENCE_END = re.compile(
    rf"(?=[.!?…\n;]){_ABBREVIATION}(?:[.!?…]{{1,99}}[)\]]{{0,99}}(?=\s|$)|\n+|;(?=\s))|[।॥۔؟。！？።။។]{{1,99}}"
)

_CLAUSE_END = re.compile(
    r"[.?!;:]{1,99}\s+|,?\s+(?:and|but|or|plus|y|o|pero)\s+(?:(?:also|then|later)\s+)?|,\s+", re.IGNORECASE
)
_LETTERS_OR_DIGITS = re.compile(rf"{LETTERS}|\d+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a message that could hold a claim.

    `text` is what was read, `words` all its words without plain negations and frames, `names` the gazetteer's names in
    `words`, and `opposite` whether it denies what it speaks of.
    """

    text: str
    words: tuple[Word, ...]
    names: tuple[FoundName, ...]
    opposite: bool
    spanish: bool

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that say something of which claim is meant."""
        return tuple(word for word in self.words if not word.stops)


@dataclass(frozen=True, slots=True)
class Question:
    """A message as it was read. `understood` is what the bot took the question to be, `links` the addresses in it.

    `clauses` are the parts of a short message that could each be a question of its own ("was it so, and did they also
    ..."); empty when there is one only. `sentences` are those of a message so long that each is read for itself too.
    `small_talk` is what kind of it the message is made of alone, if any.
    """

    asked: str
    understood: str
    passages: tuple[Passage, ...]
    links: tuple[str, ...]
    clauses: tuple[Passage, ...] = ()
    small_talk: SmallTalk | None = None
    sentences: tuple[Passage, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether the message was split, so that each passage may hold a claim of its own."""
        return len(self.passages) > 1


def read_question(message: str, gazetteer: Gazetteer) -> Question:
    """Read a message of any length and content. One without words, or of small talk, has no passages."""
    cleaned = clean(message)
    small_talk = None if cleaned.links else small_talk_of(cleaned.text)
    if small_talk is not None:
        return Question(message, cleaned.text, (), (), small_talk=small_talk)
    sentences = [sentence for sentence in (part.strip() for part in _SENTENCE_END.split(cleaned.text)) if sentence]
    sentences = [sentence for sentence in sentences if not is_exclamation(sentence)] or sentences
    whole = cleaned.text.replace("\n", " ")
    length = len(whole.split())
    texts = {} if length > WORDS_OF_A_POST else {" ".join(filter(None, map(strip_frames, sentences))): whole}
    if length > WORDS_OF_ONE_QUESTION:
        for sentence in sentences:
            texts.setdefault(strip_frames(sentence), sentence)
    passages = [read_passage(text, gazetteer, framed) for text, framed in texts.items()]
    telling = [passage for passage in passages if passage.telling]
    understood = strip_frames(whole) if len(telling) == 1 else " ".join(whole.split())
    clauses = _clauses(whole, gazetteer) if length <= WORDS_OF_ONE_QUESTION else ()
    kept = tuple(telling[:MOST_PASSAGES])
    split = kept if length > WORDS_OF_A_POST else tuple(one for one in kept if texts[one.text] is not whole)
    return Question(message, understood, kept, cleaned.links, clauses, sentences=split if len(kept) > 1 else ())


def _clauses(whole: str, gazetteer: Gazetteer) -> tuple[Passage, ...]:
    # What has fewer words at all cannot have as many telling ones; reading takes its time.
    parts = [part for part in _CLAUSE_END.split(whole) if len(_LETTERS_OR_DIGITS.findall(part)) >= _LEAST_IN_CLAUSE]
    if len(parts) < 2:
        return ()
    passages = [read_passage(strip_frames(part), gazetteer, part) for part in parts]
    telling = tuple(passage for passage in passages if len(passage.telling) >= _LEAST_IN_CLAUSE)
    return telling[:MOST_CLAUSES] if len(telling) > 1 else ()


def read_passage(text: str, gazetteer: Gazetteer, framed: str = "") -> Passage:
    """Read one cleaned sentence or short question. `framed` is what stood there with its question frames.

    "¿Es cierto que el virus causa cáncer?" has most of its Spanish words and marks in the frame.
    """
    spanish = reads_as_spanish(text) or reads_as_spanish(framed)
    words, names = gazetteer.read(without_negation(split_words(text, spanish=spanish)))
    opposite = states_opposite(text, is_question=framed.rstrip().endswith("?"))
    return Passage(text, words, names, opposite, spanish)
