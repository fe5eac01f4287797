"""Which sources of an entry its verdict rests on most."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.entries.entry import Entry, Evidence, Rebuttal, Source
from knowledge.entries.verdict import Verdict

# The order of "What counts as a source" in docs/writing-entries.md, the best first.
_KINDS = (
    ("court record", "statistic", "study", "document"),
    ("news report", "fact-check", "book"),
    ("official statement",),
    ("reference", "blog"),
)
_STRENGTH = {kind: place for place, kinds in enumerate(_KINDS) for kind in kinds}
_HOLDS = (Verdict.TRUE, Verdict.MOSTLY_TRUE)


def strongest_sources(entry: Entry) -> tuple[Source, ...]:
    """Return all sources of an entry, the strongest first.

    First come those that can be opened; of these, those that bear the verdict (cited by evidence where the claim holds,
    by rebuttals where it does not, by both where it is mixed); of these, the better kinds; of these, what is cited more
    often; then the order of the entry.
    """
    cited = [key for piece in _bearing(entry) for key in piece.sources]

    def weakness(source: Source) -> tuple[bool, bool, int, int]:
        times = cited.count(source.key)
        return not source.links, not times, _STRENGTH[source.kind], -times

    return tuple(sorted(entry.sources, key=weakness))


def _bearing(entry: Entry) -> Iterable[Evidence | Rebuttal]:
    if entry.verdict is Verdict.MIXED:
        return (*entry.evidence, *entry.rebuttals)
    return entry.evidence if entry.verdict in _HOLDS else entry.rebuttals
