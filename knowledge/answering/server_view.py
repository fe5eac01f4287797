"""One server's library: the shared entries without what it hides, and its own on top.

No server gets a copy of the shared index. An edit makes a segment of its document and of those in small segments before
it, so that there are few of them and a document is moved a few times only.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from knowledge.answering.published_entry import PublishedEntry
from knowledge.matching.index.document import Document, document_of
from knowledge.matching.index.segment import Base, Layer, Segment, document_in
from knowledge.matching.index.terms import AnalysedDocument, analyse_document
from knowledge.moderation.settings import DEFAULT, ServerSettings
from knowledge.question.gazetteer import Gazetteer, Name, known_ways, with_own_names
from knowledge.question.tokens import split_words

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
    entries: Iterable[PublishedEntry],
    names: Sequence[Name],
    settings: ServerSettings,
    hidden: Iterable[str],
    before: View | None = None,
) -> View:
    """Return a server's view from all that it has of its own. With nothing of its own, that is the shared view itself.

    `before` is the view that it takes the place of: what did not change is not worked out again.
    """
    own = {shown.id: shown for shown in entries}
    off = frozenset(hidden) | _of_packs(shared, settings.packs_off)
    if not own and not names and not off:
        return replace(shared, settings=settings, own_entries={})
    same = before is not None and before.names == tuple(names)
    gazetteer = before.base.gazetteer if before and same else with_own_names(shared.base.gazetteer, names)
    again = _naming(shared, names) - off - own.keys()
    read = {**own, **{entry: shared.entries[entry] for entry in again}}
    documents = [_document(shown, before if same else None) for _, shown in sorted(read.items())]
    layers = (Layer(Segment(documents, gazetteer)),) if documents else ()
    return _view(shared, layers, own, gazetteer, settings, off, again, tuple(names))


def _document(shown: PublishedEntry, before: View | None) -> Document | AnalysedDocument:
    same = before is not None and before.entries.get(shown.id) == shown
    read = document_in(before.own, shown.id) if before and same else None
    return read or document_of(shown.entry)


def view_after(shared: View, view: View, entry: str, shown: PublishedEntry | None) -> View:
    """Return a server's view after one of its own entries was published (`shown`) or is no longer (None)."""
    own = dict(view.own_entries or {})
    again = view.taken - view.hidden - own.keys() - {entry}
    own.pop(entry, None)
    layers = [_without(layer, entry) for layer in view.own]
    if shown is not None:
        own[entry] = shown
        # With the same names: what is shared was read without a server's own.
        before = document_in(view.own if view.names else view.base.layers, entry)
        document = analyse_document(document_of(shown.entry), view.base.gazetteer, before)
        layers = _with(layers, document, view.base.gazetteer)
    kept = tuple(layer for layer in layers if len(layer.segment) > len(layer.hidden))
    return _view(shared, kept, own, view.base.gazetteer, view.settings, view.hidden, again, view.names)


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


def _with(layers: Sequence[Layer], document: AnalysedDocument, gazetteer: Gazetteer) -> list[Layer]:
    """Return the layers with a document on top, in one segment with those before it that hold no more."""
    kept = list(layers)
    last = [document]
    while kept and len(before := _live(kept[-1])) <= min(len(last), _MOST_MOVED - len(last)):
        last = [*before, *last]
        kept.pop()
    return [*kept, Layer(Segment(last, gazetteer))]


def _live(layer: Layer) -> list[AnalysedDocument]:
    return [one for place, one in enumerate(layer.segment.documents) if place not in layer.hidden]


def _without(layer: Layer, entry: str) -> Layer:
    place = layer.segment.places.get(entry)
    return layer if place is None else Layer(layer.segment, layer.hidden | {place})


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
