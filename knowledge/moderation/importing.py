"""Importing a file of entries and names: first what it would do, then all of it or nothing."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from knowledge.entries.entry import Entry, entry_mapping
from knowledge.entries.problems import Code, Problem
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import Item, read_bundle, write_stored
from knowledge.moderation.audit import ChangedMeanwhileError, Curator
from knowledge.moderation.bulk_publishing import publish_all
from knowledge.moderation.kinds import SAID_BY_THE_DESK, check_kind
from knowledge.moderation.on_top import additions_between, put_additions, shared_below
from knowledge.moderation.publishing import Done
from knowledge.moderation.review import propose
from knowledge.moderation.settings import own_names, put_name, read_settings
from knowledge.question.gazetteer import Name, name_mapping
from knowledge.store import SHARED, Audience, Store
from knowledge.store.imports import ImportState
from knowledge.store.retention import TakedownRow
from knowledge.store.revisions import body_of


class LineFate(enum.StrEnum):
    """What importing would do with an entry or name; the values are what people read."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OVERRIDES = "overrides the shared one"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """What a file would do with one entry or name, and what is wrong with it if something is."""

    what: str
    fate: LineFate
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What importing a file would do. `number` names the file as it was kept."""

    number: int
    file: str
    lines: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """What tells one report from another, short enough for a button."""
        said = "\n".join(f"{line.what} {line.fate.value}" for line in self.lines)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def is_wrong(self) -> bool:
        """Whether something in the file has to be mended."""
        return any(line.fate is LineFate.WRONG for line in self.lines)

    @property
    def can_apply(self) -> bool:
        """Whether nothing is wrong and something would be done."""
        return not self.is_wrong and {line.fate for line in self.lines} != {LineFate.SAME}


def dry_run(store: Store, curator: Curator, file: str, text: str, items: tuple[Item, ...] | None = None) -> Report:
    """Keep a file and say what importing it would do. Raises InvalidInputError when it cannot be read at all.

    `items` is what stands in it where that was read already, away from the database; None reads it here.
    """
    items = read_bundle(text) if items is None else items
    with store.transaction():
        person = curator.number(store)
        number = store.imports.add(curator.audience, person=person, file=file, text=text, at=curator.at)
    return Report(number, file, _lines(store, curator.audience, items))


def kept_text(store: Store, audience: Audience, number: int) -> str:
    """Return the text of a kept file that waits to be imported. Raises InvalidInputError when there is none."""
    row = store.imports.get(audience, number)
    if row is None or row.state != ImportState.WAITING:
        raise InvalidInputError("That file was imported already, or is not here any more. Import it again.")
    return row.text


def apply(
    store: Store,
    curator: Curator,
    number: int,
    seen: str | None,
    kind: str | None = None,
    sentence: str | None = None,
    items: tuple[Item, ...] | None = None,
) -> tuple[Report, tuple[Done, ...]]:
    """Import a kept file, everything or nothing. Where two people are needed, it becomes drafts in review.

    `kind` and `sentence` are for what askers have been shown; a file that brings only what is new needs none.
    `seen` is the digest of the report that was shown, if it is known: what it said has to hold still. `items` is what
    stands in the file (`kept_text`) where that was read already, as in `dry_run`. Raises InvalidInputError, and
    ChangedMeanwhileError when something was changed after the dry run.
    """
    with store.transaction():
        text = kept_text(store, curator.audience, number)
        items = read_bundle(text) if items is None else items
        row = store.imports.get(curator.audience, number)
        assert row is not None
        report = Report(number, row.file, _lines(store, curator.audience, items))
        if seen is not None and seen != report.digest:
            raise ChangedMeanwhileError("Something was changed after that dry run. Import the file again.")
        if not report.can_apply:
            raise InvalidInputError("Nothing was imported: there is something wrong in the file, or nothing new.")
        new = [item for item, line in zip(items, report.lines, strict=True) if line.fate is not LineFate.SAME]
        for item in new:
            if item.name is not None:
                put_name(store, curator, item.name.name, name_mapping(item.name))
        if read_settings(store, curator.audience).two_people:
            entries = [item.entry for item in new if item.entry is not None]
            done = tuple(_put_into_review(store, curator, entry, kind, sentence) for entry in entries)
        else:
            over = {
                item.entry.id
                for item, line in zip(items, report.lines, strict=True)
                if item.entry is not None and line.fate is LineFate.OVERRIDES
            }
            on_top = _put_on_top(store, curator, [item.entry for item in new if item.entry and item.entry.id in over])
            there = {one.entry for one in on_top}
            rest = [item for item in new if item.entry is not None and item.entry.id not in there]
            bodies = {item.entry.id: item.body or body_of(entry_mapping(item.entry)) for item in rest if item.entry}
            done = (*on_top, *publish_all(store, curator, bodies, kind, sentence))
        store.imports.finish(number)
        return report, done


def export(store: Store, audience: Audience, form: str, entry: str | None = None) -> str:
    """Return the server's own published entries and names as a file, or one entry whosever it is.

    Raises InvalidInputError when there is nothing to export.
    """
    return write_stored(to_export(store, audience, entry), form)


def to_export(store: Store, audience: Audience, entry: str | None = None) -> bytes:
    """Return what `export` is about as `write_stored` takes it, unread: JSON in bytes, without a look at any entry.

    Raises InvalidInputError when there is nothing to export.
    """
    names: list[dict[str, Any]] = []
    if entry is None:
        with store.reading():
            bodies = [one.body for one in store.revisions.published_bodies(audience)]
            names = [name_mapping(name) for name in own_names(store, audience)]
    else:
        shown = store.revisions.shown(audience, entry) or store.revisions.shown(SHARED, entry)
        bodies = [json.dumps(shown.body).encode()] if shown is not None else []
    if not bodies and not names:
        raise InvalidInputError(
            f"There is no published entry {entry}." if entry else "This server has no entries or names of its own yet."
        )
    return b'{"entries": [%s], "names": %s}' % (b",".join(bodies), json.dumps(names).encode())


def _lines(store: Store, audience: Audience, items: tuple[Item, ...]) -> tuple[Line, ...]:
    names = {name.name: name for name in own_names(store, audience)}
    down = {**store.removals.taken_down(SHARED), **store.removals.taken_down(audience)}
    # Of most entries of a file nothing is known, and nothing has to be looked up.
    drafts = {draft.entry for draft in store.drafts.all_open(audience)}
    known = {*store.revisions.states(audience), *store.revisions.states(SHARED), *drafts}
    return tuple(_line(store, audience, item, names, down, known) for item in items)


def _line(
    store: Store,
    audience: Audience,
    item: Item,
    names: Mapping[str, Name],
    down: Mapping[str, TakedownRow],
    known: Set[str],
) -> Line:
    if item.name is not None:
        name = names.get(item.name.name)
        changed = LineFate.SAME if name == item.name else LineFate.CHANGED
        return Line(item.what, LineFate.NEW if name is None else changed)
    if item.entry is None:
        return Line(item.what, LineFate.WRONG, item.problems)
    entry = item.entry.id
    marker = down.get(entry)
    if marker is not None:
        wrong = f"{entry} was taken down ({marker.reason.rstrip('.')})"
        problem = Problem(("id",), Code.FORBIDDEN, wrong, "Leave it out")
        return Line(item.what, LineFate.WRONG, (problem,))
    if entry not in known:
        return Line(item.what, LineFate.NEW)
    if store.drafts.open_for(audience, entry) is not None:
        wrong = f"there is an open draft of {entry}"
        problem = Problem(("id",), Code.FORBIDDEN, wrong, "Publish or discard it first")
        return Line(item.what, LineFate.WRONG, (problem,))
    own = store.revisions.shown(audience, entry)
    if own is not None:
        return Line(item.what, LineFate.SAME if own.body == entry_mapping(item.entry) else LineFate.CHANGED)
    shared = store.revisions.shown(SHARED, entry)
    if shared is not None and shared.body == entry_mapping(item.entry):
        return Line(item.what, LineFate.SAME)
    if store.revisions.latest(audience, entry) is not None:
        return Line(item.what, LineFate.CHANGED)
    return Line(item.what, LineFate.OVERRIDES if shared is not None else LineFate.NEW)


def _put_on_top(store: Store, curator: Curator, entries: Sequence[Entry]) -> tuple[Done, ...]:
    """Put what differs from shared entries in phrasings and near-misses alone on top of them, and return those."""
    done = []
    for entry in entries:
        below = shared_below(store, curator.audience, entry.id)
        on_top = additions_between(below.body, entry_mapping(entry)) if below is not None else None
        if on_top is not None:
            put_additions(store, curator, entry.id, on_top)
            done.append(Done(entry.id, None, on_top=True))
    return tuple(done)


def _put_into_review(store: Store, curator: Curator, entry: Entry, kind: str | None, sentence: str | None) -> Done:
    plain, picked = entry_mapping(entry), None if kind in SAID_BY_THE_DESK else kind
    checked, sentence = check_kind(store, curator.audience, entry.id, picked, sentence, after=plain)
    return Done(entry.id, None, propose(store, curator, entry.id, plain, checked, sentence))
