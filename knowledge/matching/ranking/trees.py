"""Boosted regression trees, as they are fitted elsewhere and asked here: a sum of small decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.errors import WeightsError


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree. A node asks whether input `inputs[node]` is at most `thresholds[node]` and goes `left` or `right`.

    A place below 0 is a leaf: `leaves[-1 - place]`.
    """

    inputs: tuple[int, ...]
    thresholds: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    leaves: tuple[float, ...]

    def __call__(self, row: Sequence[float]) -> float:
        """Return the value of the leaf that a row of inputs comes to."""
        node = 0 if self.inputs else -1
        while node >= 0:
            node = self.left[node] if row[self.inputs[node]] <= self.thresholds[node] else self.right[node]
        return self.leaves[-1 - node]


def read_trees(data: Sequence[Mapping[str, Any]], inputs: int, where: str) -> tuple[Tree, ...]:
    """Return trees as they stand in a file of weights. Raises WeightsError when one asks for an input that is not."""
    trees = tuple(
        Tree(
            tuple(map(int, one["inputs"])),
            tuple(map(float, one["thresholds"])),
            tuple(map(int, one["left"])),
            tuple(map(int, one["right"])),
            tuple(map(float, one["leaves"])),
        )
        for one in data
    )
    if any(not 0 <= place < inputs for tree in trees for place in tree.inputs):
        raise WeightsError(f"{where} asks for an input that is not there. Fit the weights again.")
    return trees
