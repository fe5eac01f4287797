"""Word classes: words that bound, order or qualify a claim ("all", "before", "accused"), by kind and class."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping
from typing import TypeAlias

WordClass: TypeAlias = tuple[str, str]


@functools.cache
def shipped_classes() -> Mapping[str, tuple[WordClass, ...]]:
    """Return the classes of each folded word that has any, as pairs of kind and class, in the order of the file."""
    table = importlib.resources.files("knowledge.matching.lexicons").joinpath("classes.txt")
    found: dict[str, dict[WordClass, None]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(":")
            kind, name = head.split()
            for word in words.split():
                found.setdefault(word, {})[kind, name] = None
    return {word: tuple(classes) for word, classes in found.items()}
