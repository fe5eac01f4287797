"""`match`: many questions as JSON lines, for measuring."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from bot.command_line.meaning import meaning_of
from bot.command_line.opening import open_library, opened_store
from bot.settings import Settings
from knowledge.answering.library import library_of
from knowledge.errors import InvalidInputError
from knowledge.exchange.bundle import read_bundle
from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import Decision
from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question
from knowledge.store import SHARED


@click.command()
@click.option("--entries", type=click.Path(path_type=Path), help="Match against the entries of this file alone.")
@click.option("--claims", type=click.Path(path_type=Path), help="Match against these claims instead (JSON lines).")
@click.pass_context
def match(context: click.Context, entries: Path | None, claims: Path | None) -> None:
    """Read questions as JSON lines {"id", "question"} and write one JSON line for each, in order. Nothing is recorded.

    What is answered, or would be, stands first in "ranked", and "confidence" is the chance that it is exactly what is
    asked. "meaning" is what sentence vectors added to the lead of the first over the second; null when they were not
    used.

    ENTRIES is a file of entries and names as `/entry import` takes it, JSON or TOML, with any number of them; no pack
    lies below it. CLAIMS has lines {"id", "title", "claim", "aliases"}; title and aliases may be left out.
    """
    settings: Settings = context.obj
    if entries and claims:
        raise InvalidInputError("Give --entries or --claims, not both.")
    if entries:
        deciding = _over_entries(entries, settings)
    else:
        deciding = _over_claims(claims, settings) if claims else _over_library(settings)
    for number, line in _lines(sys.stdin, "standard input"):
        if line.strip():
            row = _parsed(line, "standard input", number)
            if not isinstance(row.get("question"), str):
                raise InvalidInputError(
                    f'standard input, line {number}: "question" is missing or no text. Give {{"id", "question"}}.'
                )
            click.echo(json.dumps(_written(row.get("id"), deciding(row["question"]))))


def _over_library(settings: Settings) -> Callable[[str], Decision]:
    library = open_library(settings)
    return lambda question: library.ask(question, SHARED).decision


def _over_entries(path: Path, settings: Settings) -> Callable[[str], Decision]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read ({error.strerror}). Give a file of entries.") from error
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path} is not UTF-8 text. Save the file as UTF-8.") from error
    items = read_bundle(text, most=None)
    wrong = [f"{item.what}: {problem}" for item in items for problem in item.problems]
    if wrong:
        raise InvalidInputError(f"{path} has entries that are not whole:\n" + "\n".join(wrong))
    library = library_of(
        [item.entry for item in items if item.entry is not None], [item.name for item in items if item.name is not None]
    )
    if settings.model is not None:
        with opened_store(settings) as store:
            library = library.with_meaning(meaning_of(store, settings, library.segments()))
    return lambda question: library.ask(question, SHARED).decision


def _over_claims(path: Path, settings: Settings) -> Callable[[str], Decision]:
    gazetteer = Gazetteer(())
    try:
        with path.open(encoding="utf-8") as file:
            documents = [
                _document(_parsed(line, str(path), number), path, number)
                for number, line in _lines(file, str(path))
                if line.strip()
            ]
    except OSError as error:
        raise InvalidInputError(
            f"{path} cannot be read ({error.strerror}). Give a file of claims as JSON lines."
        ) from error
    base, background = base_of(documents, gazetteer), shipped_background()
    meaning = None
    if settings.model is not None:
        with opened_store(settings) as store:
            meaning = meaning_of(store, settings, [layer.segment for layer in base.layers])
    return lambda question: decide(read_question(question, gazetteer), base, background, meaning=meaning)


def _document(row: dict[str, Any], path: Path, number: int) -> Document:
    title, claim, aliases = row.get("title") or "", row.get("claim") or "", row.get("aliases") or []
    texts = [text for text in (claim, title, *(aliases if isinstance(aliases, list) else [None])) if text != ""]
    if not isinstance(row.get("id"), str) or not texts or not all(isinstance(text, str) for text in texts):
        raise InvalidInputError(
            f'{path}, line {number}: give "id", "claim" and, if there are, "title" and "aliases", all texts.'
        )
    return Document(row["id"], texts[0], tuple(dict.fromkeys(texts[1:])))


def _lines(file: TextIO, where: str) -> Iterator[tuple[int, str]]:
    try:
        yield from enumerate(file, 1)
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{where} is not UTF-8 text. Give JSON lines in UTF-8.") from error


def _parsed(line: str, where: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidInputError(
            f"{where}, line {number}: this is not JSON ({error.msg}). Give one JSON object a line."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(
            f"{where}, line {number}: a number there is too long, or it is nested too deeply. Give plain texts."
        ) from error
    if not isinstance(row, dict):
        raise InvalidInputError(f"{where}, line {number}: this is no JSON object. Give one JSON object a line.")
    return row


def _written(question: object, decision: Decision) -> dict[str, object]:
    return {
        "id": question,
        "ranked": [[entry, score] for entry, score in decision.ranked],
        "answer": decision.answers[0].entry if decision.answers else None,
        "confidence": decision.confidence,
        "offered": list(decision.offered),
        "meaning": None if decision.meaning is None else round(decision.meaning, 4),
    }
