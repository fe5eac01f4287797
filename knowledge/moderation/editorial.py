"""Editorial checks: what a careful editor would ask about entries that are valid and could be published as they are.

Each check says what is wrong and what would be right, like the validation, so that one list can show both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from knowledge.entries.entry import Entry
from knowledge.entries.problems import Code, Problem
from knowledge.entries.verdict import Verdict
from knowledge.exchange.packs import FileProblem, Pack
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import document_of
from knowledge.matching.index.segment import Base, base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.near_misses import NearMiss
from knowledge.matching.ranking.judging import surface_wording
from knowledge.matching.wrongly_answered import wrongly_answered
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.question.tokens import reads_as_spanish, split_words, stems_of

# "Never" is no such word: what is said of all times ("never strikes twice") has no shorter positive form.
_NEGATION = re.compile(r"\b(?:not|no|none|nobody|nothing|neither|nor|cannot|nadie|ningun[ao]?|ningún)\b|n['’]t\b", re.I)
# "The claim that ..." puts the myth before the fact just as the bare claim does.
_MYTH_FIRST = re.compile(
    r"(?:the|a|this|that) (?:claim|idea|rumou?r|myth|story|allegation|notion|belief|report|theory) (?:that|of)\b", re.I
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")
# This share of the claim's telling words in the first sentence of the answer makes it a repetition.
_REPEATED = 0.85
# Where the claim is borne out, restating it is the fact.
_FACT_IS_CLAIM = frozenset({Verdict.TRUE, Verdict.MOSTLY_TRUE})

# By the ratio of sorted words: the same words in another order, give or take a letter.
_NEARLY_THE_SAME = 90
_SAYS_ENOUGH = 3
ENOUGH_PHRASINGS, ENOUGH_REFUSED = 8, 3
"""So many ways of asking, and questions that must not be answered, the guide to writing asks of an entry."""


def pack_base(pack: Pack) -> Base:
    """Return the entries of a pack as one base, with nothing beside them; making it takes a while."""
    return base_of(map(document_of, pack.entries), Gazetteer(pack.names))


def editorial_problems(pack: Pack, today: datetime.date, base: Base | None = None) -> tuple[FileProblem, ...]:
    """Return everything that an editor would ask about a pack on this day, by file; `base` is its `pack_base`."""
    found = {entry.id: list(entry_problems(entry, today)) for entry in pack.entries}
    for entry, problem in _near_phrasings(pack.entries, base or pack_base(pack)):
        found[entry].append(problem)
    return tuple(FileProblem(f"{entry}.toml", problem) for entry, problems in found.items() for problem in problems)


def entry_problems(entry: Entry, today: datetime.date) -> Iterator[Problem]:
    """Yield what an editor would ask about one entry by itself on this day."""
    yield from claim_problems(entry.claim)
    if _repeats_claim(entry):
        wrong = "it repeats the claim before the fact"
        yield Problem(("answer",), Code.EDITORIAL, wrong, "Begin with what is known")
    for number, caveat in enumerate(entry.caveats, 1):
        if not caveat.sources:
            right = "Name a source, or take the caveat out"
            yield Problem(("caveats", number), Code.EDITORIAL, "it has no source", right)
    cited = {
        key for pieces in (entry.evidence, entry.rebuttals, entry.caveats) for piece in pieces for key in piece.sources
    }
    for source in entry.sources:
        if source.key not in cited:
            right = "Cite it where it belongs, or take it out"
            yield Problem(("sources",), Code.EDITORIAL, f"{source.key!r} is cited nowhere", right)
    if entry.review_by is not None and entry.review_by.first_day() < today:
        yield Problem(
            ("review_by",),
            Code.EDITORIAL,
            f"the review was due on {entry.review_by.written_out()}",
            "Look at the entry again and set a later day",
        )


def claim_problems(claim: str) -> Iterator[Problem]:
    """Yield what an editor would ask about a claim by itself."""
    negation = _NEGATION.search(claim)
    if negation:
        yield Problem(
            ("claim",),
            Code.EDITORIAL,
            f"it is in the negative ({negation.group()!r})",
            "Word it as a positive sentence, so that the verdict cannot be misread",
        )


def editorial_advice(pack: Pack, base: Base | None = None) -> tuple[FileProblem, ...]:
    """Return what would make the entries of a pack safer and easier to find, by file; it may be published without.

    That is more ways of asking and of what must not be answered, as the guide to writing asks, and for each entry the
    made near-misses of its claim that would still be answered with it (see `wrongly_answered`). `base` is its
    `pack_base`.
    """
    base, background = base or pack_base(pack), shipped_background()
    found = []
    for entry in pack.entries:
        problems = [*entry_advice(entry), *map(_still_answered, wrongly_answered(entry.id, base, background))]
        found += [FileProblem(f"{entry.id}.toml", problem) for problem in problems]
    return tuple(found)


def entry_advice(entry: Entry) -> Iterator[Problem]:
    """Yield what the guide to writing asks of an entry beyond what it must have."""
    if len(entry.phrasings) < ENOUGH_PHRASINGS:
        yield Problem(
            ("phrasings",),
            Code.EDITORIAL,
            f"there are {len(entry.phrasings)}",
            f"Write {ENOUGH_PHRASINGS} or more ways in which people ask about this claim, in their words",
        )
    if len(entry.not_this) < ENOUGH_REFUSED:
        yield Problem(
            ("not_this",),
            Code.EDITORIAL,
            f"there are {len(entry.not_this)}",
            f"Write {ENOUGH_REFUSED} or more questions that look like this claim and must not be answered by it",
        )


def source_advice(entry: Entry) -> Iterator[Problem]:
    """Yield a word on an entry that rests on one source alone."""
    if len(entry.sources) == 1:
        right = "Look for a second one that does not depend on it"
        yield Problem(("sources",), Code.EDITORIAL, "there is only one", right)


def _still_answered(near_miss: NearMiss) -> Problem:
    return Problem(
        ("not_this",),
        Code.EDITORIAL,
        f"would still be answered: “{near_miss.text.rstrip('.')}”",
        "If that is another claim, put it here, worded as people would ask it",
    )


def _repeats_claim(entry: Entry) -> bool:
    first = _SENTENCE_END.split(entry.answer, maxsplit=1)[0]
    if _MYTH_FIRST.match(first):
        return True
    if entry.verdict in _FACT_IS_CLAIM:
        return False
    claim, answer = set(_stems(entry.claim)), set(_stems(first))
    return len(claim & answer) >= _REPEATED * len(claim) > 0


def _stems(text: str) -> tuple[str, ...]:
    return stems_of(split_words(text, spanish=reads_as_spanish(text)))


def _plain(text: str) -> str:
    # Not rapidfuzz's default_process: it takes vowel signs for spaces.
    return " ".join(sorted([word.text for word in split_words(text)]))


def _near_phrasings(entries: Iterable[Entry], base: Base) -> Iterator[tuple[str, Problem]]:
    """Yield the entry and the problem for each phrasing that leads to another entry, or is nearly one of its own."""
    entries = tuple(entries)
    owners = {text: entry.id for entry in entries for text in (entry.claim, *entry.phrasings)}
    plain = {text: _plain(text) for text in owners}
    for entry in entries:
        others = {text: plain[text] for text, owner in owners.items() if owner != entry.id}
        for number, phrasing in enumerate(entry.phrasings, 1):
            alike = process.extractOne(plain[phrasing], others, scorer=fuzz.ratio, score_cutoff=_NEARLY_THE_SAME)
            leads = () if alike is None and _finds_itself(phrasing, base.gazetteer) else _leads_to(phrasing, base)
            rivals = (*leads, owners[alike[2]] if alike else entry.id)
            rival = next((one for one in rivals if one != entry.id), None)
            if rival is not None:
                yield entry.id, near_phrasing(number, phrasing, rival)


def _leads_to(phrasing: str, base: Base) -> tuple[str, ...]:
    """Return the entries that a phrasing would be answered with, and the one that it is nearest to, that one first."""
    decision = decide(read_question(phrasing, base.gazetteer), base, shipped_background())
    first = tuple(entry for entry, _ in decision.ranked[:1])
    return (*first, *(match.entry for match in decision.answers))


def _finds_itself(phrasing: str, gazetteer: Gazetteer) -> bool:
    # What is one of an entry's wordings word for word is about its claim where no other entry has the same. Only what
    # is read as several questions, or otherwise than it is written, or says little, has to be asked, and asking takes
    # its time.
    question = read_question(phrasing, gazetteer)
    if len(question.passages) != 1 or question.clauses or len(question.passages[0].telling) < _SAYS_ENOUGH:
        return False
    words = tuple(word.text for word in question.passages[0].words)
    return words == surface_wording(phrasing, gazetteer).words


def near_phrasing(number: int, phrasing: str, other: str) -> Problem:
    """Return the problem of a phrasing that leads to another entry."""
    return Problem(
        ("phrasings", number),
        Code.EDITORIAL,
        f"{phrasing!r} is near the entry {other}",
        "Word it so that only this entry can be meant, or take it out",
    )
