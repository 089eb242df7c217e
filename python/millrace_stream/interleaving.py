"""The order in which the versions of a mix take turns in an epoch, evenly: streaming/mix/interleaving.ts."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class _Node:
    samples: int
    part: int
    """Of a leaf its part; of a fork the first part below it."""
    left: _Node | None = None
    right: _Node | None = None

    def left_of(self, places: np.ndarray) -> np.ndarray:
        """Samples of the left side among the first `places` ones: the nearest whole number to its share."""
        # places × share may have 64 bits: long division in two steps of 16, each below 2^53.
        share, samples = self.left.samples, self.samples
        high = places * (share >> 16)
        low = (high % samples) * 2**16 + places * (share & 0xFFFF)
        return high // samples * 2**16 + low // samples + (2 * (low % samples) >= samples)

    def before(self, places: np.ndarray, left: bool) -> np.ndarray:
        """Samples of a side among the first `places` ones."""
        return self.left_of(places) if left else places - self.left_of(places)

    def place_of(self, numbers: np.ndarray, left: bool) -> np.ndarray:
        """The place in the fork of a side's samples, by their numbers."""
        side = (self.left if left else self.right).samples
        # The estimate may miss by one or two, since floating point rounds.
        places = np.minimum(self.samples - 1, ((2 * numbers + 1) / (2 * side) * self.samples).astype(np.int64))
        while (late := self.before(places, left) > numbers).any():
            places -= late
        while (early := self.before(places + 1, left) <= numbers).any():
            places += early
        return places


@dataclass
class Interleaving:
    """How parts with `counts` samples each, at least one, below 2^32 in all, take turns in an epoch."""

    counts: list[int]
    samples: int = field(init=False)
    """Of an epoch."""

    def __post_init__(self):
        self._root = _tree_of(self.counts)
        self._ways: list[list[tuple[_Node, bool]]] = [[] for _ in self.counts]
        self.samples = self._root.samples
        self._walk(self._root, [])

    def parts_at(self, positions: np.ndarray) -> np.ndarray:
        """[n] the parts that have the samples at positions."""
        parts = np.zeros(len(positions), dtype=np.int64)
        open_nodes = [(self._root, np.arange(len(positions)), positions)]
        while open_nodes:
            node, at, places = open_nodes.pop()
            if node.left is None or len(at) == 0:
                parts[at] = node.part
                continue
            left = node.left_of(places)
            is_left = node.left_of(places + 1) > left
            open_nodes.append((node.left, at[is_left], left[is_left]))
            open_nodes.append((node.right, at[~is_left], (places - left)[~is_left]))
        return parts

    def positions_of(self, part: int, numbers: np.ndarray) -> np.ndarray:
        """[n] the positions of a part's samples, by their numbers in the epoch."""
        for fork, left in self._ways[part]:
            numbers = fork.place_of(numbers, left)
        return numbers

    def before(self, part: int, position: int) -> int:
        """How many samples of a part come before a position."""
        places = np.array([position], dtype=np.int64)
        for fork, left in reversed(self._ways[part]):
            places = fork.before(places, left)
        return int(places[0])

    def _walk(self, node: _Node, way: list[tuple[_Node, bool]]) -> None:
        if node.left is None:
            self._ways[node.part] = way
            return
        self._walk(node.left, [(node, True), *way])
        self._walk(node.right, [(node, False), *way])


def _tree_of(counts: list[int]) -> _Node:
    """Joins the two lightest nodes until one is left; of equal ones those with the lowest part (Huffman)."""
    nodes = [_Node(samples, part) for part, samples in enumerate(counts)]
    while len(nodes) > 1:
        nodes.sort(key=lambda node: (node.samples, node.part))
        left, right = nodes[:2]
        nodes[:2] = [_Node(left.samples + right.samples, min(left.part, right.part), left, right)]
    return nodes[0]
