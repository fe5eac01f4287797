"""Meaning on the command line: the encoder and the vectors of what is asked about, with the progress of making them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from bot.settings import Settings
from knowledge.answering.library import Library
from knowledge.errors import MeaningError, StoreError
from knowledge.matching.index.segment import Segment
from knowledge.store import Store

if TYPE_CHECKING:
    from knowledge.meaning.vector_cache import KeptMeaning


def with_meaning(library: Library, store: Store, settings: Settings) -> Library:
    """Return the library with sentence vectors where they are switched on and work."""
    meaning = meaning_of(store, settings, library.segments())
    if meaning is not None:
        # Not above: it needs the extra, which is there when there is a meaning.
        from knowledge.meaning.vector_cache import batches, keys_of

        idle = set(meaning.idle(library.segments()))
        try:
            for keys in batches(sorted(idle - keys_of(store, library.unread)) if idle else []):
                meaning.forget(store, keys)
            while meaning.tidy(store):
                pass
        except StoreError as error:
            click.echo(f"Vectors that are not needed any more are kept for now: {error}", err=True)
    return library.with_meaning(meaning)


def meaning_of(store: Store, settings: Settings, segments: Sequence[Segment]) -> KeptMeaning | None:
    """Return the encoder with the vectors of these segments; what is missing is computed and kept.

    None when it is off, or when it fails, which is told in one line.
    """
    choice = settings.model
    if choice is None:
        return None
    try:
        # Not above: nothing of the extra is imported unless it is switched on.
        from knowledge.meaning.opening import open_encoder

        encoder = open_encoder(choice, download=False)
        from knowledge.meaning.fingerprint import weights_of
        from knowledge.meaning.vector_cache import batches, read_meaning

        meaning = read_meaning(encoder, store, weights_of(encoder))
        texts = meaning.missing(segments)
        if texts:
            about = f"Reading the meaning of the entries, {len(texts)} texts"
            with click.progressbar(length=len(texts), label=about, file=sys.stderr) as progress:
                for batch in batches(texts):
                    meaning.keep(store, meaning.encoded(batch))
                    progress.update(len(batch))
    except (MeaningError, StoreError, MemoryError) as error:
        why = "There is not enough memory." if isinstance(error, MemoryError) else error
        click.echo(f"Meaning is off: {why} Questions are matched by their words.", err=True)
        return None
    return meaning
