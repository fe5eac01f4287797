"""Every use case, for the server that has the things, for another server, and for no server: what each cell says."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

import knowledge.answering
import knowledge.moderation
from knowledge.answering.library import build_library
from knowledge.errors import NotSoFastError
from knowledge.moderation.settings import change_settings
from knowledge.store import SHARED, Store
from tests.access.secrets import TOLD_TO_NOBODY, Secrets, rows_of
from tests.access.use_cases import CHANGES, EMPTY, OWN, TABLE, Case, Refused, Shows
from tests.scenes.desk import BEN, HERE, NOW, THERE, opened

AUDIENCES = ("here", "another server", "no server")
TAKES_ONE = {"Audience", "Curator", "Asked"}


class _BackError(Exception):
    """Nothing of it is to stay."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Secrets]]:
    store = opened(tmp_path_factory.mktemp("world"))
    has = Secrets(store, HERE, BEN, NOW, hidden="lake-is-deep", overridden="river-runs-north")
    change_settings(store, has.who, channel=77)
    yield store, has
    store.close()


@contextmanager
def tried(store: Store) -> Iterator[None]:
    """Take everything back in the end, whatever was done."""
    try:
        with store.transaction():
            yield
            raise _BackError
    except _BackError:
        pass


def use_cases() -> set[str]:
    """Return the public functions, and methods of public classes, that take an audience or who acts for one."""
    found = set()
    for package in (knowledge.moderation, knowledge.answering):
        for module in _modules(package):
            short = module.__name__.split(".", 2)[2]
            for name, thing in vars(module).items():
                if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
                    continue
                inner = vars(thing).items() if inspect.isclass(thing) else ()
                methods = {f"{name}.{key}": one for key, one in inner if not key.startswith("_")}
                for key, function in {name: thing, **methods}.items():
                    if inspect.isfunction(function) and _takes_one(function):
                        found.add(f"{short}.{key}")
    return found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not one.ispkg:
            yield importlib.import_module(one.name)


def _takes_one(function: object) -> bool:
    annotations = (str(one.annotation) for one in inspect.signature(function).parameters.values())  # type: ignore[arg-type]
    return any(annotation.removesuffix(" | None") in TAKES_ONE for annotation in annotations)


def test_the_table_has_every_use_case_and_no_other() -> None:
    assert use_cases() == set(TABLE)


@pytest.mark.parametrize("column", range(3), ids=AUDIENCES)
@pytest.mark.parametrize("what", TABLE)
def test_each_use_case_for_each_audience(world: tuple[Store, Secrets], what: str, column: int) -> None:
    store, has = world
    call, *cells = TABLE[what]
    expected = cells[min(column, len(cells) - 1)]
    case = Case(store, build_library(store), has, (HERE, THERE, SHARED)[column])
    before, others = rows_of(store, HERE), rows_of(store, THERE) + rows_of(store, SHARED)
    with tried(store):
        said, refused = None, None
        try:
            said = repr(call(case))
        except NotSoFastError as error:
            refused = str(error)
        changed = rows_of(store, HERE) != before
        elsewhere = rows_of(store, THERE) + rows_of(store, SHARED) != others
    told = [words for words in TOLD_TO_NOBODY if words in (said or refused or "")]
    if isinstance(expected, Refused):
        assert refused is not None and expected.words in refused, (said, refused)
    else:
        assert refused is None
    if column:
        assert not changed
        # What the caller brought along, the id of what was asked for, is said back.
        assert isinstance(expected, Refused) or not told, (told, said)
    if isinstance(expected, Shows):
        assert expected.words in (said or "")
    assert changed == (expected == CHANGES)
    assert elsewhere == (expected == OWN)
    assert isinstance(expected, Shows | Refused) or expected in (CHANGES, EMPTY, OWN)


def test_nothing_of_the_world_was_changed_by_it(world: tuple[Store, Secrets], tmp_path: Path) -> None:
    store, has = world
    assert store.drafts.get(HERE, has.draft.number) == has.draft
