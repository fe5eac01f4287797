"""hypothesis strategies for valid entries and their parts."""

from hypothesis import strategies as st

from knowledge.entries.dates import PartialDate
from knowledge.entries.entry import (
    AGAINST_CLAIM,
    EVIDENCE_KINDS,
    SOURCE_KINDS,
    Caveat,
    Claimant,
    Entry,
    Evidence,
    Rebuttal,
    Source,
)
from knowledge.entries.limits import ANSWER_LENGTH, CAVEAT_LENGTH, CAVEATS, CLAIM_LENGTH, ID_LENGTH
from knowledge.entries.verdict import Verdict
from knowledge.question.gazetteer import KINDS, Name
from knowledge.question.tokens import split_words
from knowledge.text.normalization import clean_text

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CHARACTERS = st.one_of(
    st.sampled_from("abcdefghijklmnopqrstuvwxyz ABC 0123456789 áñüç '\"\\.,;:!?()[]{}=#-—“”\n\t"),
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters=_BIDI),
)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Texts as they are kept: one line, composed, not empty, of at most `longest` characters."""
    raw = st.text(_CHARACTERS, min_size=1, max_size=min(longest, 30))
    full = st.integers(1, longest).map(lambda length: "x" * length)
    return st.one_of(raw.map(clean_text), full).filter(lambda text: 0 < len(text) <= longest)


slugs = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}", fullmatch=True).filter(
    lambda slug: len(slug) <= ID_LENGTH and slug != AGAINST_CLAIM
)
dates = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), st.dates(), st.sampled_from((4, 7, 10)))
links = st.builds(
    "{}://{}.example/{}".format,
    st.sampled_from(("http", "https")),
    st.from_regex(r"[a-z0-9]{1,20}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9%?=&._~/-]{0,40}", fullmatch=True),
)
names = st.builds(
    Name,
    name=texts(100).filter(split_words),
    kind=st.sampled_from(KINDS),
)


def _several(items: st.SearchStrategy, most: int, least: int = 0) -> st.SearchStrategy:
    return st.lists(items, min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def sources(draw: st.DrawFn, key: str) -> Source:
    """A source with this key."""
    return Source(
        key=key,
        title=draw(texts(300)),
        publisher=draw(texts(200)),
        kind=draw(st.sampled_from(SOURCE_KINDS)),
        author=draw(st.none() | texts(200)),
        date=draw(st.none() | dates),
        url=draw(st.none() | links),
        archived_url=draw(st.none() | links),
        accessed=draw(st.none() | dates),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """A whole entry, valid in every field."""
    keys = draw(_several(slugs, 4, least=1))
    ids = draw(_several(slugs, 3))
    some_keys = _several(st.sampled_from(keys), len(keys), least=1)
    targets = st.sampled_from((AGAINST_CLAIM, *ids))
    return Entry(
        id=draw(slugs),
        claim=draw(texts(CLAIM_LENGTH)),
        topics=draw(_several(texts(40), 3)),
        names=draw(_several(texts(100), 4)),
        verdict=draw(st.sampled_from(Verdict)),
        answer=draw(texts(ANSWER_LENGTH)),
        as_of=draw(dates),
        as_of_note=draw(st.none() | texts(300)),
        review_by=draw(st.none() | dates),
        would_change=draw(st.none() | texts(300)),
        phrasings=draw(_several(texts(300), 4)),
        not_this=draw(_several(texts(300), 3)),
        claimants=draw(_several(st.builds(Claimant, who=texts(200), when=texts(100)), 2)),
        evidence=tuple(
            Evidence(id=one, kind=draw(st.sampled_from(EVIDENCE_KINDS)), what=draw(texts(600)), sources=draw(some_keys))
            for one in ids
        ),
        rebuttals=draw(_several(st.builds(Rebuttal, against=targets, what=texts(600), sources=some_keys), 3)),
        caveats=draw(
            _several(
                st.builds(Caveat, what=texts(CAVEAT_LENGTH), sources=_several(st.sampled_from(keys), len(keys))),
                CAVEATS,
            )
        ),
        sources=tuple(draw(sources(key)) for key in keys),
    )
