"""Browsing: which claims there are, by topic, name, verdict and words, and those that somebody begins to type.

Everything is read from one snapshot of the library, as one audience sees it: what its server hides, and what other
servers have, is in none of it. A large library takes longer than the event loop may be held.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answering.library import NEAR, Library, PublishedEntry
from knowledge.entries.verdict import Verdict
from knowledge.question.tokens import split_words
from knowledge.store import Audience
from knowledge.text.characters import fold

_WORD = re.compile(r"[^\W_]+")
# Of what somebody searches for, this much is read; claims are no longer.
_MOST_READ = 300
_MOST_NEAR = 10


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims are wanted: those that fit all of these. `topic` and `name` are keys (see `claim_key`)."""

    verdict: Verdict | None = None
    topic: str = ""
    name: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """The claims that fit, and the topic and the name that were asked for as they are written, where they are known."""

    claims: tuple[PublishedEntry, ...]
    topic: str = ""
    name: str = ""


@functools.lru_cache(maxsize=4096)
def claim_key(text: str) -> str:
    """Return what stands for a topic or a name in a button: eight characters, the same for all ways of capitalising."""
    return hashlib.blake2b(
        fold(" ".join(text[:_MOST_READ].split())).encode(errors="surrogatepass"), digest_size=4
    ).hexdigest()


def name_key(library: Library, audience: Audience, text: str) -> str:
    """Return the key of a name that is written in any of the ways that this audience's library knows."""
    found = library.gazetteer(audience).find(split_words(text[:_MOST_READ]))
    return claim_key(found[0].name.name if len(found) == 1 else text)


def find_claims(library: Library, audience: Audience, wanted: ClaimFilter) -> FoundClaims:
    """Return the claims that fit: by the alphabet; of a search first those with the words, then what comes near."""
    shown = library.browse(audience)
    topic = next((one for entry in shown for one in entry.facets.topics if claim_key(one) == wanted.topic), "")
    name = next((one for entry in shown for one in entry.facets.names if claim_key(one) == wanted.name), "")
    fitting = [one for one in shown if _fits(one, wanted)]
    if wanted.search:
        with_words = begun(wanted.search, fitting, with_names=True)
        near = library.nearest(wanted.search[:_MOST_READ], audience, _MOST_NEAR, NEAR)
        kept = {one.id for one in fitting}
        fitting = list({one.id: one for one in (*with_words, *near) if one.id in kept}.values())
    else:
        fitting.sort(key=lambda one: (fold(one.claim), one.id))
    return FoundClaims(tuple(fitting), topic, name)


def suggest_claims(library: Library, audience: Audience, typed: str, most: int) -> tuple[PublishedEntry, ...]:
    """Return claims for what somebody has typed so far: those in which it begins words first, then what is near."""
    shown = library.browse(audience)
    if not _words(typed):
        return tuple(sorted(shown, key=lambda one: fold(one.claim))[:most])
    first = begun(typed, shown)
    more = library.suggest(typed[:_MOST_READ], audience, most) if len(first) < most else ()
    return tuple({one.id: one for one in (*first, *more)}.values())[:most]


def topics(library: Library, audience: Audience, typed: str, most: int) -> tuple[str, ...]:
    """Return the topics of the claims, those of most claims first; those in which what is typed begins a word."""
    return _most_used((one.facets.topics for one in library.browse(audience)), typed, most)


def names(library: Library, audience: Audience, typed: str, most: int) -> tuple[str, ...]:
    """Return the names that claims are about, as `topics` does; what is typed may be another way of writing one."""
    known = {one.name: one.ways for one in library.gazetteer(audience).names}
    used = [one.facets.names for one in library.browse(audience)]
    wanted = _words(typed)
    ways = {name: known.get(name, (name,)) for found in used for name in found}
    fitting = {name for name, its in ways.items() if any(_begins(wanted, _words(way)) for way in its)}
    return _most_used(([name for name in found if name in fitting] for found in used), "", most)


def begun(typed: str, shown: Iterable[PublishedEntry], *, with_names: bool = False) -> tuple[PublishedEntry, ...]:
    """Return the claims in which each word that is typed begins a word.

    First those that begin with what is typed, then those in which it begins words one after the other, then the rest.
    With `with_names` the words may also begin one of the names or topics of an entry.
    """
    wanted = _words(typed)
    found = []
    for one in shown if wanted else ():
        claim = fold(one.claim[:_MOST_READ])
        more = _folded((*one.facets.names, *one.facets.topics)) if with_names else ""
        # Most claims have not even the letters, which is told in a fraction of the time that splitting them takes.
        if not all(word in claim or word in more for word in wanted):
            continue
        words = _WORD.findall(claim)
        if _begins(wanted, (*words, *_WORD.findall(more))):
            found.append((_place(wanted, words), claim, one.id, one))
    return tuple(one for *_, one in sorted(found, key=lambda each: each[:3]))


def _fits(shown: PublishedEntry, wanted: ClaimFilter) -> bool:
    facets = shown.facets
    return (
        (wanted.verdict is None or facets.verdict is wanted.verdict)
        and (not wanted.topic or wanted.topic in map(claim_key, facets.topics))
        and (not wanted.name or wanted.name in map(claim_key, facets.names))
    )


def _most_used(used: Iterable[Sequence[str]], typed: str, most: int) -> tuple[str, ...]:
    wanted = _words(typed)
    counts = Counter(one for found in used for one in found if _begins(wanted, _words(one)))
    return tuple(sorted(counts, key=lambda one: (-counts[one], fold(one))))[:most]


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text[:_MOST_READ])))


@functools.lru_cache(maxsize=4096)
def _folded(texts: tuple[str, ...]) -> str:
    return fold(" ".join(texts))


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether each of the wanted words begins one of the words."""
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _place(wanted: Sequence[str], words: Sequence[str]) -> int:
    """Return 0 where a claim begins with the wanted words, 1 where they follow each other in it, else 2."""
    starts = range(len(words) - len(wanted) + 1)
    follow = [at for at in starts if all(words[at + place].startswith(one) for place, one in enumerate(wanted))]
    return 2 if not follow else int(follow[0] > 0)
