"""The phrases that people write under an answer, read from `phrases-en.txt` and `phrases-es.txt` (how: see there)."""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.answering.followup.parts import AnswerPart, Said
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.question.cleaning import MOST_CHARACTERS, clean
from knowledge.text.characters import fold

AROUND = "around"
# A phrase is short; what is longer asks for more than a part.
_MOST_WORDS = 25
_VERDICT = "{verdict}"
_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_LAUGHING = re.compile(r"\b(?:(?P<one>[hj][aei])(?:(?:[hj][aei])+[hj]?)|a(?:ja)+j?|(?:lo){2,}l)\b")
_PIECE = re.compile(r"\(|\)\??|\||\*|[^\s()|*]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What a message says by its phrases: a part or something else; `verdict` is the one whose word stands in it."""

    what: AnswerPart | Said
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language: by what they want in the order of the file, of the whole message or anywhere."""

    whole: tuple[tuple[AnswerPart | Said, re.Pattern[str]], ...]
    asking: tuple[tuple[AnswerPart | Said, re.Pattern[str]], ...]
    anywhere: tuple[tuple[AnswerPart | Said, re.Pattern[str]], ...]
    around: frozenset[tuple[str, ...]]


def phrase_in(text: str) -> Read | None:
    """Return what a message wants when it is, as a whole, one of the phrases of any language; else None."""
    words = plain_words(text)
    if not words:
        # Emoji, a smiley, marks alone.
        return Read(Said.REMARK)
    if len(words) > _MOST_WORDS:
        return None
    asking = "?" in text
    for stripped in (False, True):
        for phrases in (shipped_phrases(language) for language in Language):
            core = _without_around(words, phrases) if stripped else words
            found = _whole(joined(core), phrases, asking=asking)
            if found is not None:
                return found
    return None


def phrase_within(text: str) -> Read | None:
    """Return the part for which a message has a phrase somewhere; else None."""
    written = joined(plain_words(text))
    for language in Language:
        for what, pattern in shipped_phrases(language).anywhere:
            if pattern.search(f" {written}"):
                return Read(what)
    return None


def plain_words(text: str) -> list[str]:
    """Return the words of a message as phrases are compared: folded, without apostrophes, laughter as one "haha"."""
    folded = fold(_without_smileys(clean(text[:MOST_CHARACTERS]).text)).replace("'", "")
    folded = _LAUGHING.sub(lambda found: "haha" if not found["one"] or found["one"][0] == "h" else "jaja", folded)
    return _WORD.findall(_STRETCHED.sub(r"\1", folded))


def sections_of(name: str) -> dict[str, list[str]]:
    """Return the lines of a file of phrases by their headings, in its order."""
    found: dict[str, list[str]] = {}
    for heading, line in _lines(_resource(name)):
        found.setdefault(heading, []).append(line)
    return found


def compiled(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern that matches each of these phrases, in words that are `joined`."""
    return re.compile("|".join(map(_pattern, phrases)))


@functools.cache
def shipped_phrases(language: Language) -> Phrases:
    """Read the phrases of a language."""
    text = _resource(f"phrases-{language.value}.txt")
    whole: list[tuple[AnswerPart | Said, str]] = []
    asking: list[tuple[AnswerPart | Said, str]] = []
    anywhere: list[tuple[AnswerPart | Said, str]] = []
    around: list[tuple[str, ...]] = []
    for heading, line in _lines(text):
        if heading == AROUND:
            around.append(tuple(line.split()))
        elif line.startswith("~ "):
            anywhere.append((_meaning(heading), _pattern(line.removeprefix("~ "))))
        elif line.startswith("? "):
            asking.append((_meaning(heading), _pattern(line.removeprefix("? "))))
        else:
            whole.append((_meaning(heading), _pattern(line)))
    return Phrases(_gathered(whole), _gathered(asking), _gathered(anywhere, before=r"(?<=\s)"), frozenset(around))


@functools.cache
def verdict_words() -> Mapping[str, Verdict]:
    """Return how people write the words of the verdicts."""
    found: dict[str, Verdict] = {}
    for line in _resource("verdicts.txt").splitlines():
        if line and not line.startswith("#"):
            value, _, words = line.partition("\t")
            found.update((word.strip(), Verdict(value)) for word in words.split(","))
    return found


def _whole(written: str, phrases: Phrases, *, asking: bool) -> Read | None:
    found = [(what, match) for what, pattern in phrases.whole if (match := pattern.fullmatch(written))]
    if asking:
        found += [(what, match) for what, pattern in phrases.asking if (match := pattern.fullmatch(written))]
    if not found:
        return None
    order = [what for what, _ in phrases.whole]
    what, match = min(found, key=lambda one: order.index(one[0]))
    words = re.findall(_verdict_pattern(), match.group())
    return Read(what, verdict_words().get(words[0].strip()) if words else None)


def _without_around(words: list[str], phrases: Phrases) -> list[str]:
    longest = max(map(len, phrases.around))
    found = True
    while found:
        found = False
        for length in range(min(longest, len(words) - 1), 0, -1):
            if tuple(words[:length]) in phrases.around:
                words, found = words[length:], True
                break
            if tuple(words[-length:]) in phrases.around:
                words, found = words[:-length], True
                break
    return words


def joined(words: list[str]) -> str:
    """Return words as phrases are compared with them: each with a space behind it."""
    return "".join(f"{word} " for word in words)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    heading = ""
    for line in text.splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            yield heading, line


def _meaning(heading: str) -> AnswerPart | Said:
    return AnswerPart(heading) if heading in {part.value for part in AnswerPart} else Said(heading)


def _gathered(
    lines: list[tuple[AnswerPart | Said, str]], before: str = ""
) -> tuple[tuple[AnswerPart | Said, re.Pattern[str]], ...]:
    # One pattern for all phrases that want the same: a message is tried a dozen times and not hundreds.
    patterns: dict[AnswerPart | Said, list[str]] = {}
    for what, pattern in lines:
        patterns.setdefault(what, []).append(pattern)
    return tuple((what, re.compile(f"{before}(?:{'|'.join(some)})")) for what, some in patterns.items())


def _pattern(phrase: str) -> str:
    """Return a phrase as a regular expression over words that each have a space behind them."""
    made: list[str] = []
    for piece in _PIECE.findall(phrase):
        if piece == "(":
            made.append("(?:")
        elif piece == "*":
            made.append(r"(?:\S+ ){0,4}")
        elif piece == _VERDICT:
            made.append(_verdict_pattern())
        elif piece == "|" or piece.startswith(")"):
            made.append(piece)
        else:
            made.append(re.escape(fold(piece)) + " ")
    return "".join(made)


def _verdict_pattern() -> str:
    words = sorted(verdict_words(), key=lambda word: (-len(word), word))
    return "(?:" + "|".join("".join(f"{one} " for one in word.split()) for word in words) + ")"


_SMILEY = re.compile(r"(?<!\S)[:;=xX8]['’]?-?[)(DPpOo/\\|3*\]\[dS]+(?!\S)|<3|\^\^|(?<!\S)[xX][dD]+(?!\S)")


def _without_smileys(text: str) -> str:
    return _SMILEY.sub(" ", text)


def _resource(name: str) -> str:
    return importlib.resources.files("knowledge.answering.followup").joinpath(name).read_text(encoding="utf-8")
