"""Topics: a message that only names something ("Zetas?", "tell me about MS-13") gets the claims about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.answering.published_entry import PublishedEntry
from knowledge.matching.index.segment import Base
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import Question
from knowledge.question.tokens import split_words
from knowledge.text.characters import fold

MOST_ABOUT = 24
"""As many as one select of Discord shows beside "none of these"."""
_LONGEST = 90
# Of a topic that more entries name than this, the first by their id are looked at.
_MOST_READ = 400
# What people put around a topic; it says nothing of it. Bounded, so that any text is read at once.
_AROUND = re.compile(
    r"""^\W*(?:(?:hey|hi|so|ok|please|pls|and|um)\W+){0,3}(?:(?:can|could|will|would)\ you\ )?(?:
      tell\ (?:me|us)(?:\ (?:more|something|everything))?\ about | talk\ about | explain | how\ about
    | (?:more\ |some\ )?(?:info|information)(?:\ on|\ about)
    | what(?:'?s|\ is|\ are|\ was|\ were)?\ (?:about|up\ with|the\ deal\ with)
    | what\ (?:do|did)\ (?:you|we|u)\ (?:know|have|got)\ (?:about|on|of)
    | do\ you\ (?:know|have)\ (?:anything|something)\ (?:about|on)
    | (?:any(?:thing)?|claims?|entries|facts?|stuff|news)(?:\ (?:known|claims?|entries|facts?))?\ (?:about|on)
    | (?:who|what)\ (?:is|are|was|were) | (?:who|what)'?s
    | search(?:\ for)? | show(?:\ me)? | about | topic
    | (?:hablame|cuentame|dime|dinos|explicame)(?:\ (?:mas|algo|todo))?\ (?:de|del|sobre|acerca\ de)
    | que\ (?:sabes|sabe|tienes|hay|dices)(?:\ tu)?\ (?:de|del|sobre|acerca\ de)
    | (?:que|quien|quienes)\ (?:es|son|fue|fueron|era|eran)
    | (?:info|informacion|algo|datos)(?:\ de|\ sobre|\ acerca\ de) | y\ (?:de|sobre)
    | busca | sobre | acerca\ de | tema
    )\b\W*(?:(?:the|a|an|el|la|los|las|un|una)\ )?""",
    re.VERBOSE,
)
_BESIDE = re.compile(r"^\W*(?:(?:the|a|an|el|la|los|las)\s)?|\W*(?:(?:please|pls|por favor|info|topic|claims?)\W*)?$")


def topic_of(question: Question, gazetteer: Gazetteer) -> str | None:
    """Return the topic that a message is about and says nothing of, as it was written; None when it says more.

    A topic is one name of the gazetteer, or one word, alone or after "tell me about" and the like.
    """
    text = " ".join(question.understood.split())
    if not text or len(text) > _LONGEST or question.is_long or len(question.clauses) > 1:
        return None
    folded = fold(text)
    around = _AROUND.match(folded)
    # Folding changes the length of few texts; of these the folded one serves as well.
    rest = (text if len(folded) == len(text) else folded)[around.end() if around else 0 :]
    topic = _BESIDE.sub("", rest).strip()
    words = split_words(topic)
    names = gazetteer.find(words)
    named = {place for name in names for place in range(name.start, name.end)}
    left = [word for place, word in enumerate(words) if place not in named and not word.stops]
    if names:
        return topic if len(names) == 1 and not left else None
    return topic if len(left) == 1 and not left[0].digits else None


def claims_about(
    topic: str, entries: Mapping[str, PublishedEntry], base: Base, most: int = MOST_ABOUT
) -> tuple[PublishedEntry, ...]:
    """Return the entries whose claim names a topic; where none does, those that have it among their names.

    Those whose claim begins with it come first, then by the claim. `entries` are those of the base, by id.
    """
    name = next((found.name for found in base.gazetteer.find(split_words(topic))), None)
    ways = name.ways if name is not None else (topic,)
    stems = [frozenset(word.stem for word in split_words(way) if not word.stops) for way in ways]
    found = sorted({entry for way in stems if way for entry in _holding(base, way)})[:_MOST_READ]
    in_claim, listed = [], []
    for shown in map(entries.__getitem__, found):
        entry, words = shown.entry, split_words(shown.entry.claim)
        said = {word.stem for word in words}
        named = name is not None and any(one.name.name == name.name for one in base.gazetteer.find(words))
        if named or (name is None and any(way <= said for way in stems)):
            in_claim.append(shown)
        elif name is not None and name.name in entry.names:
            listed.append(shown)
    begun = tuple(fold(way) for way in ways)
    about = sorted(in_claim or listed, key=lambda one: (not _begins(one.entry.claim, begun), one.entry.claim))
    return tuple(about[:most])


def _holding(base: Base, stems: frozenset[str]) -> Iterator[str]:
    """Yield the ids of the entries that have all these stems anywhere."""
    for layer in base.layers:
        places = frozenset.intersection(*(frozenset(layer.segment.places_of(stem)) for stem in stems))
        yield from (layer.segment.ids[place] for place in places if place not in layer.hidden)


def _begins(claim: str, ways: tuple[str, ...]) -> bool:
    folded = fold(claim)
    return any(folded.startswith((way, f"the {way}", f"el {way}", f"la {way}")) for way in ways)
