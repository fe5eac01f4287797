"""What changed between two states of an entry, said in words and not as data."""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.entries.form_fields import PLAIN_LISTS
from knowledge.text.normalization import clean_text

_FIELDS = {
    "claim": "Claim",
    "verdict": "Verdict",
    "answer": "Answer",
    "topics": "Topics",
    "as_of": "As of",
    "as_of_note": "Note on the date",
    "review_by": "Look at it again by",
    "would_change": "What would change the verdict",
}
_LISTS = {
    "evidence": ("Evidence", "id"),
    "rebuttals": ("Rebuttal", "what"),
    "caveats": ("Caveat", "what"),
    "sources": ("Source", "key"),
    "claimants": ("Claimant", "who"),
    "phrasings": ("Phrasing", ""),
    "names": ("Name", ""),
    "not_this": ("Near-miss", ""),
}
_LIKE_ENOUGH = 0.5


class Fate(enum.Enum):
    """What became of some words of a text."""

    SAME = "same"
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a text: the same in both, gone, or added."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed: `what` ("Verdict", "Rebuttal 2"), `how` (changed, added, removed...) and the words."""

    what: str
    how: str
    words: tuple[Stretch, ...]

    def __str__(self) -> str:
        marks = {Fate.SAME: "{}", Fate.GONE: "[-{}-]", Fate.ADDED: "[+{}+]"}
        return f"{self.what} {self.how}: " + " ".join(marks[one.fate].format(one.text) for one in self.words)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return what changed between two entries as plain values, in the order of the entry. Nothing for equal ones."""
    found: list[Difference] = []
    for field, name in _FIELDS.items():
        old, new = _text(before.get(field)), _text(after.get(field))
        if old != new:
            how = "changed" if old and new else "added" if new else "removed"
            found.append(Difference(name, how, word_changes(old, new)))
    for field, (name, key) in _LISTS.items():
        found += _of_list(name, key, field, before.get(field, ()), after.get(field, ()))
    return tuple(found)


def material_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return what changed of what an answer says: claim, verdict, answer, and what the caveats say.

    In which order the caveats stand, and what they cite, is not among it.
    """
    return differences(_as_said(before, after), _as_said(after, before))


def word_changes(before: str, after: str) -> tuple[Stretch, ...]:
    """Return two texts as one: what both have, what is gone, what was added, word by word."""
    old, new = before.split(), after.split()
    stretches: list[Stretch] = []
    for step, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            stretches.append(Stretch(Fate.SAME, " ".join(old[a:b])))
            continue
        if b > a:
            stretches.append(Stretch(Fate.GONE, " ".join(old[a:b])))
        if d > c:
            stretches.append(Stretch(Fate.ADDED, " ".join(new[c:d])))
    return tuple(stretches)


def _as_said(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an answer says of an entry, without the caveats that the other has, too."""
    said: dict[str, Any] = {field: clean_text(str(one.get(field) or "")) for field in ("claim", "verdict", "answer")}
    mine, theirs = ([clean_text(str(caveat["what"])) for caveat in which.get("caveats", ())] for which in (one, other))
    # A caveat that is said twice is said.
    said["caveats"] = [{"what": what} for what in dict.fromkeys(mine) if what not in theirs]
    return said


def _of_list(name: str, key: str, field: str, before: Sequence[Any], after: Sequence[Any]) -> Iterable[Difference]:
    old, new = list(before), list(after)
    left = [one for one in old if one not in new]
    pairs: list[tuple[int, Any, Any]] = []
    for number, one in enumerate(new, 1):
        if one in old:
            continue
        near = _nearest(one, left, key)
        if near is not None:
            left.remove(near)
        pairs.append((number, near, one))
    for number, was, now in pairs:
        how = "changed" if was is not None else "added"
        yield Difference(f"{name} {number}", how, word_changes(_piece(was, field) if was else "", _piece(now, field)))
    for one in left:
        yield Difference(f"{name} {old.index(one) + 1}", "removed", (Stretch(Fate.GONE, _piece(one, field)),))
    both_old, both_new = [one for one in old if one in new], [one for one in new if one in old]
    if both_old != both_new:
        order = ", ".join(str(old.index(one) + 1) for one in both_new)
        yield Difference(
            f"{name}s" if name != "Evidence" else name, "put in another order", (Stretch(Fate.SAME, order),)
        )


def _nearest(one: Any, left: Sequence[Any], key: str) -> Any:  # noqa: ANN401 - a text or a table
    if isinstance(one, Mapping) and key in ("id", "key"):
        return next((other for other in left if other.get(key) == one.get(key)), None)
    text = one if isinstance(one, str) else str(one.get(key, ""))
    best, likeness = None, _LIKE_ENOUGH
    for other in left:
        its = other if isinstance(other, str) else str(other.get(key, ""))
        ratio = difflib.SequenceMatcher(None, text, its).ratio()
        if ratio > likeness:
            best, likeness = other, ratio
    return best


def _piece(piece: Any, field: str) -> str:  # noqa: ANN401 - a text or a table
    if field in PLAIN_LISTS or isinstance(piece, str):
        return str(piece)
    parts = [_text(value) for key, value in piece.items() if key not in ("id", "key", "sources", "against")]
    if piece.get("against"):
        parts.insert(0, f"against {piece['against']}:")
    if piece.get("sources"):
        parts.append(f"(sources {_text(piece['sources'])})")
    return " · ".join(part for part in parts if part)


def _text(value: Any) -> str:  # noqa: ANN401 - a text or a list of texts
    if value is None:
        return ""
    text = ", ".join(value) if isinstance(value, list | tuple) else str(value)
    return re.sub(r"\s+", " ", text)
