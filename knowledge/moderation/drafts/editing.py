"""Working on a draft: opening one, sending in forms, moving and removing pieces. Nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.entries.entry import SLUG
from knowledge.entries.form_fields import PARTS
from knowledge.entries.limits import ID_LENGTH
from knowledge.entries.problems import Problem
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import DRAFT as DRAFT_THING
from knowledge.moderation.audit import Curator, note, quoting
from knowledge.moderation.drafts import body as drafts
from knowledge.moderation.drafts.body import NEW, Body, GoneError, Typed
from knowledge.moderation.drafts.states import CHANGE, STEPS, get, reopen, step
from knowledge.moderation.people import discord_id
from knowledge.store import SHARED, Audience, Store
from knowledge.store.drafts import APPLIED, CONFLICT, DRAFT, REFUSED, TOO_LATE, DraftRow, EditRow
from knowledge.store.revisions import RETIRED
from knowledge.text.normalization import clean_text


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a form: the draft as it is now, the edit as it was kept, and what was wrong with it.

    The edit's fate is applied, refused (see `problems`), too late (the draft is closed) or conflict: `standing` is what
    somebody else has put there meanwhile, None when they removed it.
    """

    draft: DraftRow
    edit: EditRow
    problems: tuple[Problem, ...] = ()
    standing: Mapping[str, str] | None = None


def begin(store: Store, curator: Curator, claim: str, entry: str | None = None) -> DraftRow:
    """Open a draft of a new entry with this claim; `entry` is its id, which is made from the claim when it is None.

    Raises InvalidInputError when the id is no short id or is taken.
    """
    claim = clean_text(claim)
    if entry is not None and (not SLUG.fullmatch(entry) or len(entry) > ID_LENGTH):
        wrong = f"{entry!r} is not a short id. Use lower-case letters, digits and hyphens, at most {ID_LENGTH} in all."
        raise InvalidInputError(quoting(wrong, claim))
    with store.transaction():
        if entry is not None and _taken(store, curator.audience, entry):
            wrong = (
                f"There is or was an entry {entry}, and an id is never used twice. Choose another, or edit that one."
            )
            raise InvalidInputError(quoting(wrong, claim))
        return _opened(store, curator, entry or _free_id(store, curator.audience, claim), 0, {"claim": claim})


def edit(store: Store, curator: Curator, entry: str) -> DraftRow:
    """Return the open draft of an entry, or open one with what is published.

    Editing a shared entry begins this server's own version of it; a discarded draft of what was never published is
    opened again. Raises InvalidInputError when there is no such entry.
    """
    with store.transaction():
        standing = store.drafts.open_for(curator.audience, entry)
        if standing is not None:
            return standing
        _refuse_taken_down(store, curator.audience, entry)
        own = store.revisions.latest(curator.audience, entry)
        shared = None if curator.audience == SHARED else store.revisions.shown(SHARED, entry)
        # An own version that was taken back is picked up where it was left only when there is no shared one any more.
        source = shared if own is None or (own.state == RETIRED and shared is not None) else own
        if source is None:
            discarded = next((one for one in store.drafts.discarded(curator.audience) if one.entry == entry), None)
            if discarded is not None:
                return reopen(store, curator, discarded.number)
            raise InvalidInputError(f"There is no entry {entry}. Pick one from the list.")
        return _opened(store, curator, entry, own.number if own else 0, source.body)


def send(
    store: Store,
    curator: Curator,
    number: int,
    part_key: str,
    piece: int,
    version: int,
    typed: Typed,
    *,
    over: bool = False,
) -> Sent:
    """Take in a form that was opened at a version of the draft. It is kept whatever becomes of it.

    `over` puts it in place of what somebody else wrote meanwhile. Raises InvalidInputError when there is no such draft.
    """
    part = PARTS[part_key]
    with store.transaction():
        draft = get(store, curator.audience, number)
        if (draft.state, CHANGE) not in STEPS:
            return Sent(draft, _keep(store, curator, draft, part_key, piece, version, typed, TOO_LATE))
        standing = _standing(store, curator.audience, draft, part_key, piece, version, typed)
        gone = not drafts.has_piece(draft.body, part, piece) and piece != NEW
        if (standing is not None or gone) and not over:
            kept = _keep(store, curator, draft, part_key, piece, version, typed, CONFLICT)
            return Sent(draft, kept, standing=standing)
        try:
            body, placed = drafts.with_typed(draft.body, part, NEW if gone else piece, typed)
        except GoneError as error:
            raise InvalidInputError("That piece was removed. Add it again.") from error
        problems = drafts.form_problems(draft.entry, body, part, placed)
        if problems:
            kept = _keep(store, curator, draft, part_key, piece, version, typed, REFUSED)
            return Sent(draft, kept, problems)
        row = _changed(store, draft, body)
        return Sent(row, _keep(store, curator, row, part_key, placed, row.version, typed, APPLIED))


def kept_edit(store: Store, audience: Audience, number: int) -> EditRow:
    """Return a form as it was sent in, to open it again; raises InvalidInputError when this audience has none."""
    row = store.drafts.edit(audience, number)
    if row is None:
        raise InvalidInputError("What was typed there belongs to a draft that is not here any more.")
    return row


def carried(store: Store, curator: Curator, number: int) -> tuple[DraftRow, EditRow, int]:
    """Return where a form that came too late belongs now: the entry's open draft, the form, and the piece in there.

    A draft is opened when there is none; a piece that is not the same there counts as a new one. Raises
    InvalidInputError when there is no such form, or nothing to go on from.
    """
    with store.transaction():
        kept = kept_edit(store, curator.audience, number)
        closed = get(store, curator.audience, kept.draft)
        draft = edit(store, curator, closed.entry)
        part = PARTS[kept.part]
        if draft.number == closed.number or part.listed is None:
            return draft, kept, kept.piece
        was = [_plain(one) for one in closed.body["pieces"][part.listed] if one["n"] == kept.piece]
        same = [one["n"] for one in draft.body["pieces"][part.listed] if [_plain(one)] == was]
        return draft, kept, same[0] if same else NEW


def earlier(store: Store, audience: Audience, number: int) -> tuple[tuple[EditRow, int | None], ...]:
    """Return every form that was sent in for a draft, the newest first, each with its writer's Discord id."""
    draft = get(store, audience, number)
    edits = store.drafts.edits(audience, draft.number)
    return tuple((one, discord_id(store, one.person)) for one in reversed(edits))


def move(store: Store, curator: Curator, number: int, part_key: str, piece: int, by: int) -> DraftRow:
    """Move a piece up (-1) or down (1)."""
    return _rearranged(
        store,
        curator,
        number,
        part_key,
        piece,
        f"moved by {by}",
        lambda body: drafts.moved(body, PARTS[part_key], piece, by),
    )


def remove(store: Store, curator: Curator, number: int, part_key: str, piece: int) -> DraftRow:
    """Take a piece out; its text stays among the draft's edits."""
    return _rearranged(
        store, curator, number, part_key, piece, "removed", lambda body: drafts.removed(body, PARTS[part_key], piece)
    )


def writers(store: Store, draft: DraftRow) -> frozenset[int]:
    """Return the numbers of all who wrote in a draft; one in which nobody has typed yet is its opener's."""
    edits = store.drafts.edits(draft.owner, draft.number)
    return frozenset(edit.person for edit in edits if edit.fate == APPLIED) or frozenset({draft.person})


def _opened(store: Store, curator: Curator, entry: str, base: int, plain: Mapping[str, object]) -> DraftRow:
    person = curator.number(store)
    number = store.drafts.add(
        curator.audience, entry, base=base, body=drafts.body_of(plain), person=person, at=curator.at
    )
    note(store, curator, "draft opened", DRAFT_THING, str(number), {"state": "none"}, {"state": DRAFT, "entry": entry})
    return get(store, curator.audience, number)


def _rearranged(
    store: Store, curator: Curator, number: int, part_key: str, piece: int, what: str, how: Callable[[Body], Body]
) -> DraftRow:
    with store.transaction():
        draft = get(store, curator.audience, number)
        step(draft, CHANGE)
        try:
            typed = drafts.typed_in(draft.body, PARTS[part_key], piece)
            row = _changed(store, draft, how(draft.body))
        except GoneError as error:
            raise InvalidInputError("That piece was removed by somebody already.") from error
        _keep(store, curator, row, part_key, piece, row.version, {**typed, "(done)": what}, APPLIED)
        return row


def _plain(piece: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in piece.items() if key != "n"}


def _standing(
    store: Store, audience: Audience, draft: DraftRow, part_key: str, piece: int, version: int, typed: Typed
) -> Mapping[str, str] | None:
    """Return what somebody put there after the form was opened, if that differs from what was typed."""
    if piece == NEW and PARTS[part_key].listed:
        return None
    later = [
        edit
        for edit in store.drafts.edits(audience, draft.number)
        if edit.part == part_key and edit.piece == piece and edit.fate == APPLIED and edit.version > version
        and "(done)" not in edit.typed
    ]  # fmt: skip
    if not later or not drafts.has_piece(draft.body, PARTS[part_key], piece):
        return None
    now = drafts.typed_in(draft.body, PARTS[part_key], piece)
    same = all(clean_text(now[key]) == clean_text(typed.get(key, "")) for key in now)
    return None if same else now


def _keep(
    store: Store, curator: Curator, draft: DraftRow, part_key: str, piece: int, version: int, typed: Typed, fate: str
) -> EditRow:
    number = store.drafts.add_edit(
        draft.number, part=part_key, piece=piece, version=version, typed=dict(typed), fate=fate,
        person=curator.number(store), at=curator.at,
    )  # fmt: skip
    return kept_edit(store, curator.audience, number)


def _changed(store: Store, draft: DraftRow, body: Body) -> DraftRow:
    store.drafts.change(
        draft.number,
        body=body,
        state=DRAFT,
        version=draft.version + 1,
        base=draft.base,
        kind=draft.kind,
        note=draft.note,
    )
    return get(store, draft.owner, draft.number)


def _taken(store: Store, audience: Audience, entry: str) -> bool:
    return bool(
        store.revisions.latest(audience, entry)
        or store.revisions.latest(SHARED, entry)
        or store.drafts.open_for(audience, entry)
        or entry in store.removals.taken_down(audience)
        or entry in store.removals.taken_down(SHARED)
    )


def _refuse_taken_down(store: Store, audience: Audience, entry: str) -> None:
    marker = store.removals.taken_down(audience).get(entry) or store.removals.taken_down(SHARED).get(entry)
    if marker is not None:
        raise InvalidInputError(f"The entry {entry} was taken down by those who run me: {marker.reason}")


def _free_id(store: Store, audience: Audience, claim: str) -> str:
    wanted = drafts.short_id(claim)
    number, free = 1, wanted
    while _taken(store, audience, free):
        number += 1
        free = f"{wanted}-{number}"
    return free
