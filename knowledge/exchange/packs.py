"""Packs: folders of TOML files, one an entry, with `names.toml` and `pack.toml` beside them."""

from __future__ import annotations

import hashlib
import importlib.resources
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from knowledge.entries.entry import SLUG, Entry
from knowledge.entries.problems import Code, InvalidEntryError, Problem
from knowledge.entries.validation import read_entry
from knowledge.errors import InvalidInputError
from knowledge.exchange.toml_format import parse_toml
from knowledge.question.gazetteer import Gazetteer, Name, read_names
from knowledge.text.normalization import clean_text

NAMES_FILE = "names.toml"
PACK_FILE = "pack.toml"
# What a library has when nobody chose: one subject, so that a question on another is known to be off it.
DEFAULT_PACKS = ("central-america",)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject under which entries are listed."""

    id: str
    description: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack read from its folder. `digest` changes whenever a byte of it does."""

    id: str
    title: str
    description: str
    topics: tuple[Topic, ...]
    names: tuple[Name, ...]
    entries: tuple[Entry, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One violation in a file of a pack."""

    file: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}"


class InvalidPackError(InvalidInputError):
    """A pack that does not fit; `problems` has every violation of every file."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def starter_packs(chosen: Sequence[str] = DEFAULT_PACKS) -> tuple[Pack, ...]:
    """Read those packs that come with the bot and are chosen by their ids.

    Raises InvalidInputError when no pack of such an id comes with the bot.
    """
    return tuple(read_pack(folder) for folder in _chosen_folders(chosen))


def _chosen_folders(chosen: Sequence[str]) -> tuple[Traversable, ...]:
    folders = {folder.name: folder for folder in starter_pack_folders()}
    for pack in chosen:
        if pack not in folders:
            raise InvalidInputError(f"There is no pack {pack!r}. Set PACKS to some of: {', '.join(folders)}.")
    return tuple(folders[pack] for pack in sorted(set(chosen)))


def starter_pack_folders() -> tuple[Traversable, ...]:
    """Return the folders of the packs that come with the bot."""
    folder = importlib.resources.files("knowledge.packs")
    return tuple(item for item in sorted(folder.iterdir(), key=lambda item: item.name) if _is_pack(item))


def starter_digests(chosen: Sequence[str] = DEFAULT_PACKS) -> dict[str, str]:
    """Return the digest of each chosen pack that comes with the bot, by id, without reading what is in it.

    Raises InvalidInputError when no pack of such an id comes with the bot.
    """
    return {folder.name: _digest(_read_files(folder)) for folder in _chosen_folders(chosen)}


def read_pack(folder: Path | Traversable) -> Pack:
    """Read a pack from its folder; raise InvalidPackError with every problem of every file."""
    pack, problems = examine_pack(folder)
    if pack is None:
        raise InvalidPackError(problems)
    return pack


def examine_pack(folder: Path | Traversable) -> tuple[Pack | None, tuple[FileProblem, ...]]:
    """Return the pack and no problems, or no pack and every problem of every file."""
    problems: list[FileProblem] = []
    names: tuple[Name, ...] = ()
    about: Mapping[str, Any] = {}
    entries: list[tuple[str, Entry]] = []
    raw_files: dict[str, bytes] = {}
    for file in _files(folder):
        with _noting(file.name, problems):
            raw_files[file.name] = raw = _read(file)
            data = _parsed(raw)
            if file.name == NAMES_FILE:
                names = read_names(data)
            elif file.name == PACK_FILE:
                about = data
            else:
                entries.append((file.name, read_entry(data)))
    title, description, topics = _read_about(about, folder.name, problems)
    problems.extend(_across_files(entries, names, topics))
    if problems:
        return None, tuple(problems)
    ordered = tuple(entry for _, entry in entries)
    return Pack(folder.name, title, description, topics, names, ordered, _digest(raw_files)), ()


def examine_file(file: Path) -> tuple[Entry | None, tuple[FileProblem, ...]]:
    """Return the entry in one file of a pack (None when it holds names or the pack's title) and every problem of it."""
    problems: list[FileProblem] = []
    entry: Entry | None = None
    with _noting(file.name, problems):
        data = _parsed(_read(file))
        if file.name == NAMES_FILE:
            read_names(data)
        elif file.name == PACK_FILE:
            _read_about(data, file.resolve().parent.name, problems)
        else:
            entry = read_entry(data)
    return entry, tuple(problems)


@contextmanager
def _noting(file: str, problems: list[FileProblem]) -> Iterator[None]:
    try:
        yield
    except InvalidEntryError as error:
        problems.extend(FileProblem(file, problem) for problem in error.problems)
    except InvalidInputError as error:
        problem = Problem(("the file",), Code.INVALID, str(error).rstrip("."), "Mend it and check again")
        problems.append(FileProblem(file, problem))


def _files(folder: Path | Traversable) -> list[Path | Traversable]:
    # A name that begins with a dot is an editor's lock or backup.
    files = (item for item in folder.iterdir() if item.name.endswith(".toml") and not item.name.startswith("."))
    return sorted(files, key=lambda item: item.name)


def _read_files(folder: Path | Traversable) -> dict[str, bytes]:
    return {file.name: _read(file) for file in _files(folder)}


def _digest(raw_files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, raw in raw_files.items():
        digest.update(f"{name} {len(raw)} ".encode() + raw)
    return digest.hexdigest()


def _read(file: Path | Traversable) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInputError(f"This cannot be read ({error.strerror}). Check what it is.") from error


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        return parse_toml(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidInputError("This is not UTF-8 text. Save it as UTF-8.") from error


def _read_about(
    about: Mapping[str, Any], folder: str, problems: list[FileProblem]
) -> tuple[str, str, tuple[Topic, ...]]:
    texts = {field: about.get(field, "") for field in ("title", "description")}
    for field, value in texts.items():
        if not isinstance(value, str) or not clean_text(value):
            problem = Problem((field,), Code.MISSING, "it is missing or no text", f"Write the pack's {field}")
            problems.append(FileProblem(PACK_FILE, problem))
    if not SLUG.fullmatch(folder):
        wrong, right = f"{folder!r} is not a short id", "Use lower-case letters, digits and hyphens"
        problems.append(FileProblem(PACK_FILE, Problem(("the folder",), Code.INVALID, wrong, right)))
    topics = []
    tables = about.get("topics", [])
    for number, table in enumerate(tables if isinstance(tables, list) else [tables], 1):
        if not isinstance(table, Mapping) or not all(
            isinstance(table.get(field), str) for field in ("id", "description")
        ):
            right = "Give each topic an id and a description"
            problem = Problem(("topics", number), Code.MISSING, "it lacks a text", right)
            problems.append(FileProblem(PACK_FILE, problem))
        else:
            topics.append(Topic(clean_text(table["id"]), clean_text(table["description"])))
    return clean_text(str(texts["title"])), clean_text(str(texts["description"])), tuple(topics)


def _across_files(
    entries: list[tuple[str, Entry]], names: tuple[Name, ...], topics: tuple[Topic, ...]
) -> Iterable[FileProblem]:
    gazetteer = Gazetteer(names)
    known_topics = {topic.id for topic in topics}
    for file, entry in entries:
        if file != f"{entry.id}.toml":
            wrong = f"it is {entry.id!r}, which is not the file's name"
            yield FileProblem(file, Problem(("id",), Code.INVALID, wrong, f"Name the file {entry.id}.toml"))
        for name in entry.names:
            if gazetteer.canonical(name) is None:
                wrong = f"{name!r} is no canonical name of {NAMES_FILE}"
                yield FileProblem(file, Problem(("names",), Code.UNKNOWN, wrong, f"Add it to {NAMES_FILE}"))
        for topic in entry.topics:
            if topic not in known_topics:
                wrong, right = f"{topic!r} is not in {PACK_FILE}", f"Add it to {PACK_FILE} or use another"
                yield FileProblem(file, Problem(("topics",), Code.UNKNOWN, wrong, right))


def _is_pack(item: Traversable) -> bool:
    return item.is_dir() and (item / PACK_FILE).is_file()
