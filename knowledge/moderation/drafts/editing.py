"""Working on a draft: opening one, sending in forms, moving and removing pieces. Nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from knowledge.entries.entry import SLUG
from knowledge.entries.form_fields import PARTS, FormPart
from knowledge.entries.limits import ID_LENGTH
from knowledge.entries.problems import Problem
from knowledge.errors import InvalidInputError
from knowledge.moderation.audit import Curator, quoting, record_change
from knowledge.moderation.drafts.body import (
    NEW,
    Body,
    GoneError,
    Typed,
    body_of,
    first_free,
    form_problems,
    form_values,
    has_piece,
    in_one_line,
    move_piece,
    remove_piece,
    short_id,
    with_typed,
)
from knowledge.moderation.drafts.lookup import is_taken, kept_edit, open_with
from knowledge.moderation.drafts.states import DraftAction, allows, discard, draft_for, get, reopen
from knowledge.moderation.on_top import with_additions
from knowledge.store import SHARED, Audience, Store
from knowledge.store.additions import Additions
from knowledge.store.audit import Action, Thing
from knowledge.store.drafts import DraftRow, DraftState, EditFate, EditRow
from knowledge.store.revisions import ChangeKind, RevisionState
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

    Without an id, an open draft of this very claim is returned: a command that is sent twice begins one draft.
    Raises InvalidInputError when the id is no short id or is taken.
    """
    claim = clean_text(claim)
    if entry is not None and (not SLUG.fullmatch(entry) or len(entry) > ID_LENGTH):
        wrong = f"{entry!r} is not a short id. Use lower-case letters, digits and hyphens, at most {ID_LENGTH} in all."
        raise InvalidInputError(quoting(wrong, claim))
    with store.transaction():
        if entry is not None and is_taken(store, curator.audience, entry):
            wrong = (
                f"There is or was an entry {entry}, and an id is never used twice. Choose another, or edit that one."
            )
            raise InvalidInputError(quoting(wrong, claim))
        same = None if entry is not None else open_with(store, curator.audience, claim)
        if same is not None:
            return same
        free = entry or first_free(short_id(claim), lambda one: is_taken(store, curator.audience, one))
        draft = _opened(store, curator, free, 0, {"claim": claim})
        # Whoever words the claim writes in the draft like anybody who sends a form in.
        _keep(store, curator, draft, _Form("claim", NEW, draft.version, {"claim": claim}), EditFate.APPLIED)
        return draft


def edit(store: Store, curator: Curator, entry: str) -> DraftRow:
    """Return the open draft of an entry, or open one with what is published.

    Editing a shared entry begins this server's own version of it; a discarded draft of what was never published is
    opened again. Raises InvalidInputError when there is no such entry.
    """
    with store.transaction():
        standing = store.drafts.open_for(curator.audience, entry)
        if standing is not None:
            return standing
        marker = store.removals.marker(curator.audience, entry)
        if marker is not None:
            raise InvalidInputError(f"The entry {entry} was taken down by those who run me: {marker.reason}")
        own = store.revisions.latest(curator.audience, entry)
        shared = None if curator.audience == SHARED else store.revisions.shown(SHARED, entry)
        # An own version that was taken back is picked up where it was left only when there is no shared one any more.
        source = shared if own is None or (own.state is RevisionState.RETIRED and shared is not None) else own
        if source is None:
            discarded = next((one for one in store.drafts.discarded(curator.audience) if one.entry == entry), None)
            if discarded is not None:
                return reopen(store, curator, discarded.number)
            raise InvalidInputError(f"There is no entry {entry}. Pick one from the list.")
        on_top = store.additions.on(curator.audience, entry) if source is shared else Additions()
        plain = with_additions(source.body, on_top) if on_top else source.body
        return _opened(store, curator, entry, own.number if own else 0, plain)


def edit_instead(store: Store, curator: Curator, number: int, entry: str) -> DraftRow:
    """Close a draft that was begun, and return the draft of the entry that is to be edited in its stead."""
    with store.transaction():
        discard(store, curator, number)
        return edit(store, curator, entry)


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
    """Save a form that was opened at a version of the draft. It is kept whatever becomes of it.

    `over` puts it in place of what somebody else wrote meanwhile. Raises InvalidInputError when there is no such draft.
    """
    part = PARTS[part_key]
    with store.transaction():
        draft = get(store, curator.audience, number)
        form = _Form(part_key, piece, version, typed)
        if not allows(draft, DraftAction.CHANGE):
            return Sent(draft, _keep(store, curator, draft, form, EditFate.TOO_LATE))
        again = _sent_before(store, curator, draft, form)
        if again is not None:
            return Sent(draft, again)
        standing = _standing(store, curator.audience, draft, form)
        gone = not has_piece(draft.body, part, piece) and piece != NEW
        if (standing is not None or gone) and not over:
            return Sent(draft, _keep(store, curator, draft, form, EditFate.CONFLICT), standing=standing)
        try:
            after, placed = with_typed(draft.body, part, NEW if gone else piece, typed)
        except GoneError as error:
            raise InvalidInputError("That piece was removed. Add it again.") from error
        problems = form_problems(draft.entry, after, part, placed)
        if problems:
            return Sent(draft, _keep(store, curator, draft, form, EditFate.REFUSED), problems)
        row = _with_body(store, draft, after)
        form = replace(form, piece=placed, version=row.version)
        return Sent(row, _keep(store, curator, row, form, EditFate.APPLIED))


def send_over(store: Store, curator: Curator, edit_number: int) -> Sent:
    """Put a form that met somebody else's text in the place of that text. Raises InvalidInputError as `kept_edit`."""
    with store.transaction():
        kept = kept_edit(store, curator.audience, edit_number)
        typed = {key: str(value) for key, value in kept.typed.items()}
        return send(store, curator, kept.draft, kept.part, kept.piece, kept.version, typed, over=True)


def send_joined(store: Store, curator: Curator, edit_number: int) -> Sent:
    """Send in a form whose texts had several lines with these joined. Raises InvalidInputError as `kept_edit`."""
    with store.transaction():
        kept = kept_edit(store, curator.audience, edit_number)
        typed = in_one_line({key: str(value) for key, value in kept.typed.items()})
        return send(store, curator, kept.draft, kept.part, kept.piece, kept.version, typed)


def form_again(store: Store, curator: Curator, number: int) -> tuple[DraftRow, EditRow, int]:
    """Return where a form that was sent in belongs now: the draft, the form, and the piece in that draft.

    When its own draft is closed, that is the entry's open draft; one is opened when there is none, and a piece that is
    not the same there counts as a new one. Raises InvalidInputError when there is no such form, or nothing to edit.
    """
    with store.transaction():
        kept = kept_edit(store, curator.audience, number)
        own = get(store, curator.audience, kept.draft)
        if allows(own, DraftAction.CHANGE):
            return own, kept, kept.piece
        draft = edit(store, curator, own.entry)
        part = PARTS[kept.part]
        if draft.number == own.number or part.listed is None:
            return draft, kept, kept.piece
        was = [{**one, "n": NEW} for one in own.body["pieces"][part.listed] if one["n"] == kept.piece]
        same = [one["n"] for one in draft.body["pieces"][part.listed] if [{**one, "n": NEW}] == was]
        return draft, kept, same[0] if same else NEW


def move(store: Store, curator: Curator, number: int, part_key: str, piece: int, by: int) -> DraftRow:
    """Move a piece up (-1) or down (1)."""
    fate, part = EditFate.MOVED_UP if by < 0 else EditFate.MOVED_DOWN, PARTS[part_key]
    return _rearrange(store, curator, number, part, piece, fate, lambda body: move_piece(body, part, piece, by))


def remove(store: Store, curator: Curator, number: int, part_key: str, piece: int) -> DraftRow:
    """Take a piece out; its text stays among the draft's edits."""
    fate, part = EditFate.REMOVED, PARTS[part_key]
    return _rearrange(store, curator, number, part, piece, fate, lambda body: remove_piece(body, part, piece))


@dataclass(frozen=True, slots=True)
class _Form:
    """A form as it was sent in: for which part and piece, opened at which version of the draft, and what was typed."""

    part: str
    piece: int
    version: int
    typed: Typed


def _opened(store: Store, curator: Curator, entry: str, base: int, plain: Mapping[str, object]) -> DraftRow:
    person = curator.number(store)
    number = store.drafts.add(curator.audience, entry, base=base, body=body_of(plain), person=person, at=curator.at)
    before, after = {"state": "none"}, {"state": DraftState.DRAFT, "entry": entry}
    record_change(store, curator, Action.DRAFT_OPENED, Thing.DRAFT, str(number), before, after)
    return get(store, curator.audience, number)


def _rearrange(
    store: Store,
    curator: Curator,
    number: int,
    part: FormPart,
    piece: int,
    fate: EditFate,
    how: Callable[[Body], Body],
) -> DraftRow:
    with store.transaction():
        draft = draft_for(store, curator.audience, number, DraftAction.CHANGE)
        try:
            typed = form_values(draft.body, part, piece)
            row = _with_body(store, draft, how(draft.body))
        except GoneError as error:
            raise InvalidInputError("That piece was removed by somebody already.") from error
        _keep(store, curator, row, _Form(part.key, piece, row.version, typed), fate)
        return row


def _sent_before(store: Store, curator: Curator, draft: DraftRow, form: _Form) -> EditRow | None:
    """Return what a form for a new piece became when the same person sent it before: one form makes one piece."""
    part = PARTS[form.part]
    if form.piece != NEW or part.listed is None:
        return None
    person = curator.number(store)
    for edit in store.drafts.edits(curator.audience, draft.number):
        same = edit.fate is EditFate.APPLIED and (edit.part, edit.person) == (form.part, person)
        if same and edit.version > form.version and dict(edit.typed) == dict(form.typed):
            return edit if has_piece(draft.body, part, edit.piece) else None
    return None


def _standing(store: Store, audience: Audience, draft: DraftRow, form: _Form) -> Mapping[str, str] | None:
    """Return what somebody put there after the form was opened, if that differs from what was typed."""
    part = PARTS[form.part]
    if form.piece == NEW and part.listed:
        return None
    place = (form.part, form.piece, EditFate.APPLIED)
    edits = store.drafts.edits(audience, draft.number)
    later = any((one.part, one.piece, one.fate) == place and one.version > form.version for one in edits)
    if not later or not has_piece(draft.body, part, form.piece):
        return None
    now = form_values(draft.body, part, form.piece)
    same = all(clean_text(now[key]) == clean_text(form.typed.get(key, "")) for key in now)
    return None if same else now


def _keep(store: Store, curator: Curator, draft: DraftRow, form: _Form, fate: EditFate) -> EditRow:
    number = store.drafts.add_edit(
        draft.number,
        part=form.part,
        piece=form.piece,
        version=form.version,
        typed=dict(form.typed),
        fate=fate,
        person=curator.number(store),
        at=curator.at,
    )
    return kept_edit(store, curator.audience, number)


def _with_body(store: Store, draft: DraftRow, body: Body) -> DraftRow:
    after = replace(draft, body=body, state=DraftState.DRAFT, version=draft.version + 1)
    if draft.kind in (ChangeKind.RESTORATION, ChangeKind.RETIREMENT):
        # What is typed into a proposal makes it a change like any other, of which nobody has said the kind.
        after = replace(after, kind=None, sentence=None)
    return store.drafts.put(after)
