"""The strongest sources of an entry come first."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from knowledge.entries.entry import Entry
from knowledge.entries.strength import strongest_sources
from tests.scenes.entries import entries, whole_entry


def source(key: str, kind: str, *, url: str | None = "https://a.example") -> dict[str, str]:
    found = {"key": key, "title": key, "publisher": "P", "kind": kind}
    return found if url is None else found | {"url": f"{url}/{key}"}


SOURCES = [
    source("claimed", "study"),
    source("blog", "blog"),
    source("police", "official statement"),
    source("paper", "news report"),
    source("paper2", "news report"),
    source("court", "court record"),
    source("nowhere", "court record", url=None),
]
PIECES = {
    "evidence": [{"id": "one", "kind": "study", "what": "So it is.", "sources": ["claimed"]}],
    "rebuttals": [
        {"against": "claim", "what": "No.", "sources": ["blog", "police", "paper", "paper2", "court", "nowhere"]},
        {"against": "one", "what": "No, again.", "sources": ["paper2"]},
    ],
    "caveats": [],
}


def order(verdict: str) -> list[str]:
    return [one.key for one in strongest_sources(whole_entry(verdict=verdict, sources=SOURCES, **PIECES))]


def test_what_bears_the_verdict_goes_first_and_then_the_better_kind() -> None:
    assert order("false") == ["court", "paper2", "paper", "police", "blog", "claimed", "nowhere"]
    assert order("true")[0] == "claimed"
    assert order("mixed")[:2] == ["claimed", "court"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(entries())
def test_none_is_lost_and_none_is_there_twice(entry: Entry) -> None:
    assert sorted(one.key for one in strongest_sources(entry)) == sorted(one.key for one in entry.sources)
