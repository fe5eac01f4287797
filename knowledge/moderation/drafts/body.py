"""A draft as it is typed: the texts of its parts and pieces, whole or not. Pure values; nothing here writes anything.

A body is `{"fields": {...}, "pieces": {list: [{"n": number, ...}]}, "next": number}`. A piece keeps its number whatever
is moved or removed around it, so that a form that was opened on it still means the same piece when it is sent in.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from knowledge.entries.entry import AGAINST_CLAIM
from knowledge.entries.form_fields import PARTS, PLAIN_LISTS, FormPart, Shape
from knowledge.entries.limits import ID_LENGTH
from knowledge.entries.problems import Code, Path, Problem
from knowledge.entries.validation import examine_entry
from knowledge.entries.written_dates import AmbiguousDateError, canonical_date, read_date, split_date
from knowledge.question.tokens import STOP_WORDS
from knowledge.text.characters import fold
from knowledge.text.normalization import clean_text
from knowledge.text.visibility import is_blank

Body = Mapping[str, Any]
Typed = Mapping[str, str]
_EXAMPLES = "2012-04-08, 8 April 2012, 2012-04 or 2012"
NEW = 0
"""The number of a piece that is not there yet."""

_LISTS = tuple(dict.fromkeys(part.listed for part in PARTS.values() if part.listed))
_DATES = frozenset({"as_of", "review_by", "date", "accessed"})


class GoneError(LookupError):
    """The piece that is meant is not in the draft any more."""


def empty_body() -> Body:
    """Return the body of a draft in which nothing stands."""
    return {"fields": {}, "pieces": {name: [] for name in _LISTS}, "next": 1}


def body_of(plain: Mapping[str, Any]) -> Body:
    """Return the body for the plain values of an entry, or of a part of one."""
    body: dict[str, Any] = copy.deepcopy(dict(empty_body()))
    for name, value in plain.items():
        if name in _LISTS:
            for item in value:
                values = {"text": item} if name in PLAIN_LISTS else dict(item)
                body["pieces"][name].append({"n": body["next"], **values})
                body["next"] += 1
        elif name != "id":
            body["fields"][name] = value
    return body


def mapping_of(entry: str, body: Body) -> dict[str, Any]:
    """Return what is typed as the plain values of an entry, without what is empty."""
    plain: dict[str, Any] = {"id": entry, **body["fields"]}
    for name, pieces in body["pieces"].items():
        if pieces:
            plain[name] = [
                piece["text"] if name in PLAIN_LISTS else {key: piece[key] for key in piece if key != "n"}
                for piece in pieces
            ]
    return plain


def form_values(body: Body, part: FormPart, piece: int) -> dict[str, str]:
    """Return what a form on this part is filled with; raises GoneError when the piece is gone."""
    values = body["fields"] if part.listed is None else {} if piece == NEW else _piece(body, part, piece)
    typed: dict[str, str] = {}
    for field in part.fields:
        if field.key == "author_date":
            typed[field.key] = ", ".join(str(values[key]) for key in ("author", "date") if values.get(key))
        else:
            value = values.get(field.key, "")
            typed[field.key] = ", ".join(value) if isinstance(value, list | tuple) else str(value)
    return typed


def with_typed(body: Body, part: FormPart, piece: int, typed: Typed) -> tuple[Body, int]:
    """Return the body with a form's values in it, and the number of the piece; raises GoneError when it is gone."""
    after: dict[str, Any] = copy.deepcopy(dict(body))
    values = _values(part, typed)
    if part.listed is None:
        target = after["fields"]
    elif piece == NEW:
        target = {"n": after["next"], **_made(after, part, values)}
        after["next"] += 1
        after["pieces"][part.listed].append(target)
    else:
        target = _piece(after, part, piece)
    for key, value in values.items():
        if value:
            target[key] = value
        else:
            target.pop(key, None)
    if part.listed in PLAIN_LISTS:
        target.setdefault("text", "")
    return after, int(target.get("n", NEW))


def move_piece(body: Body, part: FormPart, piece: int, by: int) -> Body:
    """Return the body with a piece moved up (by -1) or down (by 1), as far as there is room."""
    after: dict[str, Any] = copy.deepcopy(dict(body))
    pieces = after["pieces"][part.listed]
    place = pieces.index(_piece(after, part, piece))
    pieces.insert(max(0, min(len(pieces) - 1, place + by)), pieces.pop(place))
    return after


def remove_piece(body: Body, part: FormPart, piece: int) -> Body:
    """Return the body without a piece."""
    after: dict[str, Any] = copy.deepcopy(dict(body))
    after["pieces"][part.listed].remove(_piece(after, part, piece))
    return after


def has_piece(body: Body, part: FormPart, piece: int) -> bool:
    """Say whether the piece is still there."""
    return part.listed is None or any(one["n"] == piece for one in body["pieces"][part.listed])


def missing(entry: str, body: Body) -> tuple[Problem, ...]:
    """Return everything that keeps the draft from being published, item by item, as somebody at a form mends it."""
    problems = examine_entry(mapping_of(entry, body))[1]
    return tuple(_at_a_form(problem, _typed_at(body, problem.path)) for problem in problems)


def form_problems(entry: str, body: Body, part: FormPart, piece: int) -> tuple[Problem, ...]:
    """Return what is wrong in what was just typed.

    What is only missing yet is not wrong: the card lists it, and only publishing asks for it.
    """
    if part.listed is None:
        keys = {field.key for field in part.fields}
        wrong = tuple(one for one in missing(entry, body) if one.code is not Code.MISSING and one.path[0] in keys)
        return (*_broken_lines(part, body["fields"]), *wrong)
    pieces = body["pieces"][part.listed]
    path = (part.listed, next(number for number, one in enumerate(pieces, 1) if one["n"] == piece))
    own = next(one for one in pieces if one["n"] == piece)
    if not any(value for key, value in own.items() if key not in ("n", "id", "key")):
        return (Problem((part.title,), Code.MISSING, "nothing stands in it", "Write something, or remove it"),)
    found = list(_broken_lines(part, own))
    for problem in missing(entry, body):
        too_many = problem.path == (part.listed,) and problem.code is Code.TOO_MANY
        if too_many or (problem.path[:2] == path and problem.code is not Code.MISSING):
            # In the form of one piece nobody needs to be told which piece it is.
            found.append(replace(problem, path=problem.path[2:] or problem.path))
    return tuple(found)


def in_one_line(typed: Typed) -> dict[str, str]:
    """Return the texts of a form with their lines joined, as somebody wants them who was told of the line breaks."""
    return {key: " ".join(text.split()) for key, text in typed.items()}


def _broken_lines(part: FormPart, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the texts of several lines: what askers read is one paragraph, and nobody's list is folded in silence."""
    for field in part.fields:
        if field.shape is Shape.TEXT and len(str(values.get(field.key, "")).strip().splitlines()) > 1:
            wrong = "it has several lines, which are not kept"
            yield Problem((field.key,), Code.LINES, wrong, "Write it as one paragraph; a list as a sentence")


def short_id(claim: str) -> str:
    """Return an id made of the claim's telling words, or of whatever it has."""
    words = re.findall(r"[a-z0-9]+", fold(claim).encode("ascii", "ignore").decode())
    telling = [word for word in words if word not in STOP_WORDS] or words or ["entry"]
    slug = ""
    for word in telling[:7]:
        longer = f"{slug}-{word}" if slug else word[: ID_LENGTH - 4]
        if len(longer) > ID_LENGTH - 4:
            break
        slug = longer
    return slug


def first_free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return an id, or with the first number from 2 behind it that nobody has taken."""
    tries = itertools.chain((wanted,), (f"{wanted}-{number}" for number in itertools.count(2)))
    return next(one for one in tries if not is_taken(one))


def _typed_at(body: Body, path: Path) -> object:
    """Return what was typed where a problem is; None where nothing was."""
    if len(path) == 1:
        return body["fields"].get(path[0])
    listed, number = path[0], path[1]
    pieces = body["pieces"].get(listed, [])
    piece = pieces[number - 1] if isinstance(number, int) and 0 < number <= len(pieces) else {}
    return piece.get(path[-1])


def _either(typed: str) -> str:
    try:
        read_date(typed)
    except AmbiguousDateError as error:
        return f"That can be {error}. "
    return ""


def _at_a_form(problem: Problem, typed: object) -> Problem:
    """Return a problem with the remedy of a form where that is another than that of a file."""
    if problem.path == ("verdict",) and problem.code is Code.MISSING:
        return replace(problem, wrong="it is missing", right="Pick one of the scale")
    if problem.path[-1] in _DATES and problem.code in (Code.MISSING, Code.INVALID):
        return replace(problem, right=f"{_either(str(typed or ''))}Write a day, a month or a year, as in {_EXAMPLES}")
    return problem


def _values(part: FormPart, typed: Typed) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in part.fields:
        text = typed.get(field.key, "").strip()
        text = "" if is_blank(text) else text
        if field.key == "author_date":
            values["author"], values["date"] = split_date(text)
        elif field.key in _DATES:
            values[field.key] = canonical_date(text)
        elif field.key in ("topics", "sources"):
            values[field.key] = [item for item in (clean_text(one) for one in text.split(",")) if item]
        else:
            values[field.key] = text
    return values


def _made(body: Body, part: FormPart, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the id of new evidence, or the key of a new source: made once, and kept whatever is edited later."""
    if part.listed == "evidence":
        taken = {piece.get("id") for piece in body["pieces"]["evidence"]} | {AGAINST_CLAIM}
        return {"id": first_free(short_id(values.get("kind") or "evidence"), taken.__contains__)}
    if part.listed == "sources":
        publisher = "".join(
            word[0] if len(word) > 12 else word for word in short_id(values.get("publisher") or "source").split("-")[:2]
        )
        taken = {piece.get("key") for piece in body["pieces"]["sources"]}
        # What is no date yet is kept as it was typed, and makes no key.
        year = (values.get("date") or "")[:4]
        return {"key": first_free(f"{publisher}{year if year.isdigit() else ''}", taken.__contains__)}
    return {}


def _piece(body: Body, part: FormPart, piece: int) -> dict[str, Any]:
    for one in body["pieces"][part.listed]:
        if one["n"] == piece:
            found: dict[str, Any] = one
            return found
    raise GoneError(piece)
