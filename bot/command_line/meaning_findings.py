"""What `doctor` finds about meaning."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from bot.command_line.findings import Finding
from bot.command_line.opening import opened_store
from bot.settings import Settings
from knowledge.answering.library import build_library
from knowledge.meaning.choice import DEFAULT_MODEL, ModelChoice
from knowledge.meaning.opening import open_encoder


def meaning(settings: Settings) -> Iterator[Finding]:
    """Look whether the encoder that is set opens and has its vectors; it is downloaded if it is not there yet."""
    choice = settings.model
    if choice is None:
        if settings.semantic_model_path:
            sentence = "SEMANTIC_MODEL_PATH is set, SEMANTIC_MODEL is not: meaning is off. Name it or empty the path."
            yield Finding("meaning", sentence, fine=False)
        else:
            yield Finding("meaning", "It is off (SEMANTIC_MODEL is empty); questions are matched by their words.")
        return
    yield from _model(settings, choice)


def _model(settings: Settings, choice: ModelChoice) -> Iterator[Finding]:
    if choice.folder is None:
        click.echo(f"Opening {choice.model}, which is downloaded first when it is not here yet.", err=True)
    encoder = open_encoder(choice, download=True)
    # Not above: they need the extra, which is there when the encoder is open.
    from knowledge.meaning.fingerprint import weights_of
    from knowledge.meaning.vector_cache import read_meaning

    weights = weights_of(encoder)
    yield Finding("meaning", f"{encoder.model} opens and encodes.")
    if weights is None:
        yield Finding(
            "meaning",
            f"No weights were fitted with {encoder.model}: it adds and orders what is offered, and answers are found "
            f"by words. Those that ship are for {DEFAULT_MODEL}.",
        )
    if not os.access(settings.database_path, os.F_OK):
        return
    with opened_store(settings) as store:
        texts = read_meaning(encoder, store).missing(build_library(store).segments())
    yield Finding(
        "meaning",
        f"{len(texts)} texts have no vector yet; they get one at the next start."
        if texts
        else "Every text has its vector.",
    )
