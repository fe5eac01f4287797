"""Whether a question is put in the words of an entry, so that its asker sees at once that the answer is to it."""

from __future__ import annotations

from knowledge.entries.entry import Entry
from knowledge.question.cleaning import clean
from knowledge.question.framing import strip_frames
from knowledge.question.polarity import states_opposite
from knowledge.question.tokens import reads_as_spanish, split_words


def is_in_its_words(question: str, entry: Entry) -> bool:
    """Say whether a question has the words of the claim or of a phrasing, in their order.

    Inflection, small words and what people put around a question do not count; a denial does.
    """
    asked = _words_of(question)
    return any(_words_of(text) == asked for text in (entry.claim, *entry.phrasings))


def _words_of(text: str) -> tuple[bool, tuple[str, ...]]:
    sentence = strip_frames(" ".join(clean(text).text.split()))
    words = split_words(sentence, spanish=reads_as_spanish(sentence))
    return states_opposite(sentence), tuple(word.stem for word in words if not word.stops)
