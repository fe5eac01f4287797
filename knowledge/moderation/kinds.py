"""In which way something changes that askers have been shown: which kinds there are, and which of them may be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.entries.diff import material_differences
from knowledge.entries.limits import LINE_LENGTH
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import quoting
from knowledge.store import SHARED, Audience, Store
from knowledge.store.revisions import ChangeKind
from knowledge.text.normalization import clean_text

KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.MINOR: "Claim, verdict, answer and caveats say the same as before.",
    ChangeKind.UPDATE: "There is new information.",
    ChangeKind.CORRECTION: "It was wrong.",
}
"""The kinds of change to what is published; an update and a correction need a sentence that askers will read."""

SAID_BY_THE_DESK = frozenset({ChangeKind.RESTORATION, ChangeKind.RETIREMENT})
"""No choice of anybody's: they follow from what is done."""


def needs_kind(store: Store, audience: Audience, entry: str) -> bool:
    """Say whether publishing changes what askers have been shown, so that it has to be said in which way."""
    own = store.revisions.latest(audience, entry)
    return own is not None or (audience != SHARED and store.revisions.shown(SHARED, entry) is not None)


def check_kind(
    store: Store,
    audience: Audience,
    entry: str,
    kind: str | None,
    sentence: str | None,
    *,
    after: Mapping[str, Any] | None = None,
) -> tuple[ChangeKind, str | None]:
    """Return the kind of a change and its sentence; raises InvalidInputError when one is needed and is not there.

    `kind` is whatever was picked; what the desk itself says is no choice, and stands as it is. `after` are the plain
    values that the entry is to have: a change is not minor when it is read in what an answer says.
    """
    is_needed = needs_kind(store, audience, entry)
    checked = kind_of_change(kind, sentence, is_needed=is_needed)
    if checked[0] is ChangeKind.MINOR and after is not None:
        before = store.revisions.shown(audience, entry) or store.revisions.latest(audience, entry)
        shared = None if before is not None or audience == SHARED else store.revisions.shown(SHARED, entry)
        refuse_minor(before or shared, after, sentence)
    return checked


def kind_of_change(kind: str | None, sentence: str | None, *, is_needed: bool) -> tuple[ChangeKind, str | None]:
    """Return the kind and the sentence as `check_kind` does, where it is known whether a kind is needed."""
    if not is_needed:
        return ChangeKind.NEW, clean_text(sentence) if sentence else None
    if kind in SAID_BY_THE_DESK:
        return ChangeKind(kind), clean_text(sentence) if sentence else None
    if kind is None or kind not in {one.value for one in KINDS}:
        needed = "Askers have been shown this entry. Say whether it is minor, an update or a correction."
        raise InvalidInputError(quoting(needed, sentence or ""))
    if kind == ChangeKind.MINOR:
        return ChangeKind.MINOR, one_sentence(sentence, "note") if sentence and clean_text(sentence) else None
    return ChangeKind(kind), one_sentence(sentence or "", "sentence that askers will read")


def refuse_minor(before: Any, after: Mapping[str, Any], sentence: str | None) -> None:  # noqa: ANN401 - has a body
    """Raise InvalidInputError, with the difference in words, when a change of what askers read is called minor.

    `before` is the revision that they are shown, or None.
    """
    changes = material_differences(before.body, after) if before is not None else ()
    if changes:
        said = "; ".join(str(one) for one in changes)
        wrong = f"That is not minor, since askers read something else then. {said}. Say update or correction."
        raise InvalidInputError(quoting(wrong, sentence or ""))


def one_sentence(text: str, what: str) -> str:
    """Return a sentence, cleaned. Raises InvalidInputError, quoting it, when there is none or it is too long."""
    text = clean_text(text)
    if not text:
        raise InvalidInputError(f"A {what} is needed. Write one sentence.")
    if len(text) > LINE_LENGTH:
        long = f"The {what} is {len(text)} characters long. Shorten it to at most {LINE_LENGTH}."
        raise InvalidInputError(quoting(long, text))
    return text
