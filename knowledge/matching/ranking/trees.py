"""Boosted regression trees, as they are fitted elsewhere and asked here: a sum of small decisions."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import and_, getitem
from typing import Any

from knowledge.errors import WeightsError

# A tree with so many leaves has a byte of its own in the bits that all trees share.
_LANE = 8
# The place of the lowest bit that is set, by the value of a byte.
_LOWEST = bytes([0, *((byte & -byte).bit_length() - 1 for byte in range(1, 256))])


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


class Forest:
    """Trees that are asked together, many times faster than one after the other.

    This is QuickScorer (Lucchese et al., SIGIR 2015): every leaf has a bit, those of one tree from left to right. A
    node that is false rules out the leaves on its left; what stays lowest in a tree is the leaf that the row comes to.
    Which nodes of one input are false follows from where the row stands among their thresholds, so that what they rule
    out together is looked up, once an input.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._large = tuple([tree for tree in trees if len(tree.leaves) > _LANE])
        small = [tree for tree in trees if len(tree.leaves) <= _LANE]
        self._leaves: list[tuple[float, ...]] = []
        nodes: dict[int, list[tuple[float, int]]] = {}
        self._every = (1 << _LANE * len(small)) - 1
        for at, tree in enumerate(small):
            order, ruled_out = _from_the_left(tree)
            self._leaves.append(tuple([tree.leaves[leaf] for leaf in order]))
            for node, bits in ruled_out.items():
                bits_left = self._every ^ bits << _LANE * at
                nodes.setdefault(tree.inputs[node], []).append((tree.thresholds[node], bits_left))
        self._inputs: list[tuple[int, list[float], list[int]]] = []
        for place, of_input in sorted(nodes.items()):
            of_input.sort()
            left = list(accumulate([bits for _, bits in of_input], and_, initial=self._every))
            self._inputs.append((place, [threshold for threshold, _ in of_input], left))

    def __call__(self, row: Sequence[float]) -> float:
        """Return the sum of the trees for a row of inputs."""
        left = self._every
        for place, thresholds, bits in self._inputs:
            left &= bits[bisect_left(thresholds, row[place])]
        lowest = left.to_bytes(len(self._leaves), "little").translate(_LOWEST)
        return math.fsum(chain(map(getitem, self._leaves, lowest), (tree(row) for tree in self._large)))


def _from_the_left(tree: Tree) -> tuple[list[int], dict[int, int]]:
    """Return the leaves of a tree from left to right, and by node the bits of those on its left."""
    order: list[int] = []
    ruled_out: dict[int, int] = {}

    def walk(place: int) -> int:
        """Return the bits of the leaves below a place."""
        if place < 0:
            order.append(-1 - place)
            return 1 << len(order) - 1
        ruled_out[place] = walk(tree.left[place])
        return ruled_out[place] | walk(tree.right[place])

    walk(0 if tree.inputs else -1)
    return order, ruled_out


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
