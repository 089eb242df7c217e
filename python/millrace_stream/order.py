"""The order of an epoch: a pure function of the groups' samples, the seed and the epoch (docs/streaming.md, "Order")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np


def random_uint32(seed: int, counters) -> np.ndarray:
    """The draws of `counters`, [n] uint32: each a function of (seed, counter) alone.

    Source: the finalizer of MurmurHash3 (A. Appleby, public domain), applied twice.
    """
    start = _mix(np.array([seed ^ 0x9E3779B9], dtype=np.uint32))
    return _mix(start + np.asarray(counters, dtype=np.uint32).reshape(-1) * np.uint32(0x85EBCA6B))


def _mix(values: np.ndarray) -> np.ndarray:
    values = (values ^ (values >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    values = (values ^ (values >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))


def permutation(count: int, seed: int) -> np.ndarray:
    """A permutation of 0 … count − 1, [count] int64, that is a function of (count, seed), each as likely as any other.

    Cost: some 0.1 µs an element. Source: Fisher and Yates, as in Knuth, The Art of Computer Programming, volume 2,
    algorithm P.
    """
    places = list(range(count))
    for last, other in zip(range(count - 1, 0, -1), _draws_below(count, seed).tolist()):
        places[last], places[other] = places[other], places[last]
    return np.array(places, dtype=np.int64)


def _draws_below(count: int, seed: int) -> np.ndarray:
    """Unbiased draws below count, count − 1, …, 2."""
    bounds = np.arange(count, 1, -1, dtype=np.uint64)
    # Draws above the largest multiple of a bound would make small remainders likelier.
    limits = np.uint64(2**32) - np.uint64(2**32) % bounds
    drawn = len(bounds)
    draws = random_uint32(seed, np.arange(drawn)).astype(np.uint64)
    done = 0
    while True:
        rejected = np.flatnonzero(draws[done:] >= limits[done:])
        if len(rejected) == 0:
            return draws % bounds
        done += int(rejected[0])
        draws = np.concatenate([draws[:done], draws[done + 1 :], random_uint32(seed, drawn).astype(np.uint64)])
        drawn += 1


def part_seed(seed: int, epoch: int, part: int) -> int:
    """The seed of one part of an epoch's order: part 0 is the order of groups, part 1 + w that within window w."""
    return int(random_uint32(int(random_uint32(seed, epoch)[0]), part)[0])


@dataclass(frozen=True)
class Window:
    """Consecutive samples of an epoch that are shuffled among themselves and held in memory together."""

    epoch: int
    index: int
    first: int
    """Samples of the epoch that come before it."""
    samples: int
    groups: np.ndarray
    """Groups whose samples it holds."""

    def places(self, seed: int) -> np.ndarray:
        """[samples] where the i-th sample stands in the window, groups and rows in order."""
        return permutation(self.samples, part_seed(seed, self.epoch, 1 + self.index))


def plan_epoch(group_samples: np.ndarray, window_samples: int, seed: int, epoch: int) -> Iterator[Window]:
    """The windows of an epoch: as many permuted groups in a row as hold at most `window_samples`, or one larger group."""
    order = permutation(len(group_samples), part_seed(seed, epoch, 0))
    ends = np.cumsum(group_samples[order])
    start, first, index = 0, 0, 0
    while start < len(order):
        stop = max(start + 1, int(np.searchsorted(ends, first + window_samples, "right")))
        end = int(ends[stop - 1])
        yield Window(epoch, index, first, end - first, order[start:stop])
        start, first, index = stop, end, index + 1


@dataclass(frozen=True)
class Share:
    """How the samples [start, stop) of an epoch are dealt out: rank k has the positions start + j × ranks + k."""

    start: int
    stop: int
    ranks: int
    rank: int

    def own_before(self, position: int) -> int:
        """How many of the rank's samples come before a position."""
        before = min(position, self.stop) - self.start - self.rank
        return max(0, -(-before // self.ranks))

    @property
    def own(self) -> int:
        """Samples of the rank."""
        return self.own_before(self.stop)


def own_slots(window: Window, share: Share, seed: int) -> np.ndarray:
    """[samples] for each sample of a window, in reading order: its number among the rank's own of the epoch, or −1."""
    dealt = window.places(seed) + (window.first - share.start - share.rank)
    own, rest = np.divmod(dealt, share.ranks)
    return np.where((dealt >= 0) & (rest == 0) & (own < share.own), own, -1)
