"""One server's library: the shared entries without what it hides, and its own on top.

No server gets a copy of the shared index. An edit makes a segment of its document and of those in small segments before
it, so that there are few of them and a document is moved a few times only.
"""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import cast

from knowledge.answering.own_index import WORTH_PACKING, Elsewhere, indexed, packed_segment
from knowledge.answering.published_entry import PublishedEntry
from knowledge.entries.entry import entry_mapping
from knowledge.entries.validation import stored_entry
from knowledge.matching.index.document import document_of
from knowledge.matching.index.segment import Base, Layer, Segment, document_in
from knowledge.matching.index.terms import AnalysedDocument, analyse_document
from knowledge.moderation.on_top import with_additions
from knowledge.moderation.settings import DEFAULT, ServerSettings
from knowledge.question.gazetteer import Gazetteer, Name, known_ways, with_own_names
from knowledge.question.tokens import split_words
from knowledge.store.additions import Additions
from knowledge.store.revisions import PublishedBody, body_of

_MOST_MOVED = 128


@dataclass(frozen=True, slots=True)
class View:
    """What one audience asks: the base, the entries that stand in it, and the settings that hold there.

    `own` is the server's part of the base's layers, `taken` the shared entries not seen through the shared layer.
    """

    base: Base
    entries: Mapping[str, PublishedEntry]
    settings: ServerSettings = DEFAULT
    own: tuple[Layer, ...] = ()
    taken: frozenset[str] = frozenset()
    own_entries: Mapping[str, PublishedEntry] | None = None
    hidden: frozenset[str] = frozenset()
    names: tuple[Name, ...] = ()


def server_view(
    shared: View,
    bodies: Sequence[PublishedBody],
    names: Sequence[Name],
    settings: ServerSettings,
    hidden: Iterable[str],
    before: View | None = None,
    elsewhere: Elsewhere = indexed,
    additions: Mapping[str, Additions] | None = None,
) -> View:
    """Return a server's view from all that it has of its own. With nothing of its own, that is the shared view itself.

    `additions` is what it put on top of shared entries, which follow their pack and keep its name.
    `before` is the view that it takes the place of: what did not change is not worked out again. Many entries at once
    are indexed by `elsewhere`.
    """
    off = frozenset(hidden) | _of_packs(shared, settings.packs_off)
    bodies = (*bodies, *_on_top(shared, additions or {}, off | {one.entry for one in bodies}))
    if not bodies and not names and not off:
        return replace(shared, settings=settings, own_entries={})
    if before is not None and before.own_entries is not None and before.names == tuple(names):
        changes = [one for one in bodies if not _is_shown(before.own_entries.get(one.entry), one)]
        gone = before.own_entries.keys() - {one.entry for one in bodies}
        # Shared entries with the server's names in them are in its own part, as long as nothing else hides them.
        if not names or (off == before.hidden and gone.isdisjoint(shared.entries)):
            return _after(shared, replace(before, settings=settings, hidden=off), changes, gone, elsewhere)
    gazetteer = with_own_names(shared.base.gazetteer, names)
    again = _naming(shared, names) - off - {one.entry for one in bodies}
    documents = [document_of(shared.entries[entry].entry) for entry in sorted(again)]
    layers = (Layer(Segment(documents, gazetteer)),) if documents else ()
    base = Base((*shared.base.layers, *layers), gazetteer)
    bare = View(base, shared.entries, settings, layers, off | again, {}, off, tuple(names))
    return _after(shared, bare, bodies, frozenset(), elsewhere)


def view_after(shared: View, view: View, entry: str, shown: PublishedEntry | None) -> View:
    """Return a server's view after one of its own entries was published (`shown`) or is no longer (None)."""
    if shown is None:
        return _put(shared, view, {}, {entry}, ())
    return _put(shared, view, {entry: shown}, {entry}, _documents(view, [shown]))


def _is_shown(known: PublishedEntry | None, body: PublishedBody) -> bool:
    return known is not None and known.revision == body.number and known.stands_in(body.body)


def _after(shared: View, view: View, bodies: Sequence[PublishedBody], gone: Set[str], elsewhere: Elsewhere) -> View:
    """Return a view after so many of the server's own entries were published, and others are no longer."""
    touched = gone | {one.entry for one in bodies}
    if len(bodies) >= WORTH_PACKING:
        segment, entries = packed_segment(bodies, view.base.gazetteer, elsewhere)
        for one in bodies:
            if one.origin is not None:
                entries[one.entry] = _of_its_pack(shared, entries[one.entry])
        return _put(shared, view, entries, touched, segment)
    shown = [_published(shared, one) for one in bodies]
    return _put(shared, view, {one.id: one for one in shown}, touched, _documents(view, shown))


def _published(shared: View, body: PublishedBody) -> PublishedEntry:
    shown = PublishedEntry(stored_entry(json.loads(body.body)), body.number, None)
    return shown if body.origin is None else _of_its_pack(shared, shown)


def _of_its_pack(shared: View, shown: PublishedEntry) -> PublishedEntry:
    below = shared.entries[shown.id]
    return replace(shown, pack=below.pack, pack_id=below.pack_id)


def _on_top(shared: View, additions: Mapping[str, Additions], but: Set[str]) -> Iterable[PublishedBody]:
    """Return the shared entries on top of which the server has put something, with that, as if they were its own."""
    for entry, on_top in additions.items():
        below = shared.entries.get(entry)
        if below is not None and entry not in but:
            plain = with_additions(entry_mapping(below.entry), on_top)
            yield PublishedBody(entry, below.revision, below.pack_id or "", body_of(plain).encode())


def _documents(view: View, shown: Iterable[PublishedEntry]) -> list[AnalysedDocument]:
    # What is shared was read without a server's own names.
    below = view.own if view.names else view.base.layers
    names = view.base.gazetteer
    return [analyse_document(document_of(one.entry), names, document_in(below, one.id)) for one in shown]


def _put(
    shared: View,
    view: View,
    entries: Mapping[str, PublishedEntry],
    touched: Set[str],
    index: Segment | Sequence[AnalysedDocument],
) -> View:
    own = dict(view.own_entries or {})
    again = view.taken - view.hidden - own.keys() - touched
    for entry in touched:
        own.pop(entry, None)
    own.update(entries)
    layers = [_without(layer, touched) for layer in view.own]
    layers = [layer for layer in layers if _count(layer)]
    if isinstance(index, Segment):
        layers.append(Layer(index))
    elif index:
        layers = _with(layers, index, view.base.gazetteer)
    return _view(shared, tuple(layers), own, view.base.gazetteer, view.settings, view.hidden, again, view.names)


def _view(
    shared: View,
    layers: tuple[Layer, ...],
    own: Mapping[str, PublishedEntry],
    gazetteer: Gazetteer,
    settings: ServerSettings,
    hidden: frozenset[str],
    again: frozenset[str],
    names: tuple[Name, ...],
) -> View:
    taken = hidden | own.keys() | again
    below = tuple(
        Layer(layer.segment, layer.hidden | {layer.segment.places[one] for one in taken if one in layer.segment.places})
        for layer in shared.base.layers
    )
    seen = shared.entries
    if hidden:
        seen = {entry: shown for entry, shown in seen.items() if entry not in hidden}
    # A chain and no copy, since an edit waits for this in a library of any size; nothing is ever put into it.
    entries = ChainMap(cast("dict[str, PublishedEntry]", own), cast("dict[str, PublishedEntry]", seen))
    return View(Base((*below, *layers), gazetteer), entries, settings, layers, frozenset(taken), own, hidden, names)


def _with(layers: Sequence[Layer], documents: Sequence[AnalysedDocument], gazetteer: Gazetteer) -> list[Layer]:
    """Return the layers with documents on top, in one segment with those before it that hold no more."""
    kept, last = list(layers), list(documents)
    while kept and _count(kept[-1]) <= min(len(last), _MOST_MOVED - len(last)):
        last = [*_live(kept.pop()), *last]
    return [*kept, Layer(Segment(last, gazetteer))]


def _count(layer: Layer) -> int:
    return len(layer.segment) - len(layer.hidden)


def _live(layer: Layer) -> list[AnalysedDocument]:
    return [one for place, one in enumerate(layer.segment.documents) if place not in layer.hidden]


def _without(layer: Layer, entries: Set[str]) -> Layer:
    places = layer.segment.places
    hidden = {places[entry] for entry in entries if entry in places}
    return Layer(layer.segment, layer.hidden | hidden) if hidden else layer


def _of_packs(shared: View, packs: Iterable[str]) -> frozenset[str]:
    off = frozenset(packs)
    return frozenset(entry for entry, shown in shared.entries.items() if shown.pack_id in off) if off else frozenset()


def _naming(shared: View, names: Sequence[Name]) -> frozenset[str]:
    """Return the shared entries that have a server's own name in their words, and so must be read again with it."""
    known = shared.base.gazetteer
    found: set[str] = set()
    for name in names:
        ways = set(name.ways) - set(known_ways(known, name.name))
        for way in ways:
            stems = [word.stem for word in split_words(way) if not word.stops]
            for layer in shared.base.layers:
                lists = [layer.segment.places_of(stem) for stem in stems]
                if lists:
                    found |= {layer.segment.ids[place] for place in frozenset.intersection(*lists)}
    return frozenset(found)
