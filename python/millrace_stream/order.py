"""The order of an epoch: a pure function of the groups' samples, the seed and the epoch (docs/streaming.md, "Order")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .interleaving import Interleaving


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

    Cost: some 0.2 µs an element. Source: Fisher and Yates, as in Knuth, The Art of Computer Programming, volume 2,
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
class PartOrder:
    """The samples of one version in a stream."""

    group_samples: np.ndarray
    window_samples: int

    @property
    def samples(self) -> int:
        return int(self.group_samples.sum())


@dataclass(frozen=True)
class Share:
    """How the samples [start, stop) of an epoch are dealt out: rank k has the positions start + j × ranks + k."""

    start: int
    stop: int
    ranks: int
    rank: int

    @property
    def own(self) -> int:
        """Samples of the rank."""
        return max(0, -(-(self.stop - self.start - self.rank) // self.ranks))


@dataclass(frozen=True)
class Order:
    """What decides which samples a reader gets, in which order, from (`epoch`, `position`) on."""

    parts: list[PartOrder]
    turns: Interleaving
    seed: int
    epoch: int
    position: int
    ranks: int
    rank: int
    batch: int
    drop_last: bool
    every: int
    """Of every so many batches of the rank the reader has one, the first `skip` left out."""
    skip: int

    def share(self, epoch: int) -> Share:
        """What the rank is dealt of an epoch."""
        start = self.position if epoch == self.epoch else 0
        return Share(start, int(self._stop(start)), self.ranks, self.rank)

    def first_batch(self, epoch: int) -> int:
        """The number of the first batch of an epoch that the reader has, of those of the rank."""
        return int(self.skip - self._batches_before(epoch)) % self.every

    def mine(self, epochs: np.ndarray, positions: np.ndarray) -> np.ndarray:
        """[n] whether the samples at positions of epochs are in the reader's batches."""
        starts = np.where(epochs == self.epoch, self.position, 0)
        own, rest = np.divmod(positions - starts - self.rank, self.ranks)
        dealt = (positions >= starts + self.rank) & (positions < self._stop(starts)) & (rest == 0)
        return dealt & ((self._batches_before(epochs) + own // self.batch - self.skip) % self.every == 0)

    def _stop(self, starts):
        whole = self.batch * self.ranks if self.drop_last else 1
        return self.turns.samples - (self.turns.samples - starts) % whole

    def _batches_before(self, epochs):
        """Batches of the rank from the start to the beginning of epochs."""
        first = -(-self.share(self.epoch).own // self.batch)
        each = -(-self.share(self.epoch + 1).own // self.batch)
        return np.where(epochs == self.epoch, 0, first + (epochs - self.epoch - 1) * each)


@dataclass(frozen=True)
class OwnWindow:
    """A window of a version's own order, with samples of the reader in it."""

    window: Window
    slots: np.ndarray
    """[samples] for each sample in reading order: which of the reader's samples there it is, or −1."""
    samples: int
    """How many are the reader's."""


def windows_of_part(order: Order, part: int, endless: bool) -> Iterator[OwnWindow]:
    """The windows of a version that hold samples of the reader, to the end of the epoch or through all epochs after it.

    A version goes through epochs of its own: what an epoch of the stream leaves of one, the next begins with, and after
    the last sample comes its next epoch.
    """
    size = order.parts[part].samples
    turns = order.turns.counts[part]
    first = order.epoch * turns + order.turns.before(part, order.position)
    end = None if endless else (order.epoch + 1) * turns
    last_own = first
    own_epoch = first // size
    while end is None or own_epoch * size < end:
        for window in plan_epoch(order.parts[part].group_samples, order.parts[part].window_samples, order.seed, own_epoch):
            base = own_epoch * size + window.first
            if base + window.samples <= first:
                continue
            # The reader has none of the part in as many epochs as its turns take to repeat, and so in no later one.
            if base >= (last_own // turns + 1 + order.every) * turns:
                return
            to = window.samples if end is None else min(window.samples, end - base)
            places = np.arange(max(0, first - base), to, dtype=np.int64)
            epochs, numbers = np.divmod(base + places, turns)
            mine = places[order.mine(epochs, order.turns.positions_of(part, numbers))]
            if len(mine) == 0:
                continue
            last_own = base + int(mine[-1])
            slots = np.full(window.samples, -1, dtype=np.int64)
            slots[mine] = np.arange(len(mine))
            yield OwnWindow(window, slots[window.places(order.seed)], len(mine))
        own_epoch += 1
