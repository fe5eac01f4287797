"""The entry: one claim and all that is known about it. Every Entry in memory is whole and could be published as it is.

What is not whole yet (a draft) is kept as the mapping that somebody typed and is read by
`knowledge.entries.validation`, which either gives an Entry or says everything that is still missing or wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from knowledge.entries.dates import PartialDate
from knowledge.entries.verdict import Verdict

AGAINST_CLAIM = "claim"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

EVIDENCE_KINDS = (
    "official statement",
    "anonymous recording",
    "informant",
    "document",
    "study",
    "statistic",
    "court record",
    "news report",
)
SOURCE_KINDS = (
    "news report",
    "official statement",
    "court record",
    "document",
    "study",
    "statistic",
    "fact-check",
    "reference",
    "book",
    "blog",
)


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who makes the claim, and when, both in words."""

    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something offered in support of the claim; `id` is a slug that rebuttals can name, `sources` are source keys."""

    id: str
    kind: str
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """Something that counts against `against`: the word `claim`, or the id of one piece of evidence."""

    against: str
    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """What limits the verdict: scope, uncertainty, what could change it."""

    what: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is written. `key` is unique in its entry."""

    key: str
    title: str
    publisher: str
    kind: str
    author: str | None = None
    date: PartialDate | None = None
    url: str | None = None
    archived_url: str | None = None
    accessed: PartialDate | None = None

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of the source, its own before the archived one."""
        return tuple(link for link in (self.url, self.archived_url) if link)


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim and all that is known about it, whole and valid; see the module's docstring."""

    id: str
    claim: str
    topics: tuple[str, ...]
    names: tuple[str, ...]
    verdict: Verdict
    answer: str
    as_of: PartialDate
    as_of_note: str | None
    review_by: PartialDate | None
    would_change: str | None
    phrasings: tuple[str, ...]
    not_this: tuple[str, ...]
    claimants: tuple[Claimant, ...]
    evidence: tuple[Evidence, ...]
    rebuttals: tuple[Rebuttal, ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[Source, ...]

    def source_number(self, key: str) -> int:
        """Return the number, from 1, under which the source with this key stands in the answer's list."""
        return next(number for number, source in enumerate(self.sources, 1) if source.key == key)

    def undercutting(self, evidence_id: str) -> tuple[Rebuttal, ...]:
        """Return the rebuttals that undercut this piece of evidence, the strongest first."""
        return tuple(rebuttal for rebuttal in self.rebuttals if rebuttal.against == evidence_id)


def entry_mapping(entry: Entry) -> dict[str, Any]:
    """Return the entry as plain values (str, list, dict), in the order of the file form, without what is empty.

    `knowledge.entries.validation.read_entry` of the result gives an equal entry.
    """
    plain = {name: _plain(getattr(entry, name)) for name in Entry.__slots__}
    return {name: value for name, value in plain.items() if value not in (None, [])}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any of the values that an entry is made of
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Verdict):
        return value.value
    if isinstance(value, Claimant | Evidence | Rebuttal | Caveat | Source):
        parts = {name: _plain(getattr(value, name)) for name in value.__slots__}
        return {name: part for name, part in parts.items() if part not in (None, [])}
    return value
