"""A version's samples in the order of a stream, read a window ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from .batch import Batch
from .order import OwnWindow
from .store import Version
from .token_groups import TokenGroup, TokenGroupReader, TokenShards


class PartReader:
    """Reads the windows of a version, one ahead of the one in use, and gives their samples one after the other.

    Memory: two windows, and a group for each thread of the pool. Nothing is read before `begin`.
    """

    def __init__(self, version: Version, shards: TokenShards, first_shard: int, windows: Iterator[OwnWindow]):
        self._shards = shards
        self._first_shard = first_shard
        self._windows = windows
        self._reader = TokenGroupReader(version.store, shards)
        self._ahead: deque[tuple[OwnWindow, _Memory, list[Future]]] = deque()
        self._window: OwnWindow | None = None
        self._next = 0

    def begin(self, pool: ThreadPoolExecutor) -> None:
        """Begins to read the next window, into memory of its own: called twice, one is read ahead of the one in use."""
        self._pool = pool
        self._fill(_Memory(self._shards))

    def take(self, batch: Batch, places: np.ndarray) -> None:
        """Copies the next samples to places of a batch."""
        done = 0
        while done < len(places):
            if self._window is None:
                self._window, self._memory, filling = self._ahead.popleft()
                for each in filling:
                    each.result()
                self._next = 0
            taken = min(len(places) - done, self._window.samples - self._next)
            self._memory.copy(self._next, taken, batch, places[done : done + taken])
            done += taken
            self._next += taken
            if self._next == self._window.samples:
                self._window = None
                self._fill(self._memory)

    def _fill(self, memory: _Memory) -> None:
        window = next(self._windows, None)
        if window is None:
            return
        memory.reserve(window.samples)
        filling, at = [], 0
        for place in window.window.groups.tolist():
            group = self._shards.groups[place]
            slots = window.slots[at : at + group.rows]
            at += group.rows
            if (slots >= 0).any():
                filling.append(self._pool.submit(self._place, group, slots, memory))
        self._ahead.append((window, memory, filling))

    def _place(self, group: TokenGroup, slots: np.ndarray, memory: _Memory) -> None:
        tokens, used = self._reader.read(group)
        mine = np.flatnonzero(slots >= 0)
        if len(mine) < len(slots):
            slots, tokens, used = slots[mine], tokens[mine], used[mine]
        memory.tokens[slots] = tokens
        memory.used[slots] = used
        memory.shards[slots] = self._first_shard + group.shard
        memory.rows[slots] = group.first_row + mine


class _Memory:
    """Memory of one window's samples, used for one after the other."""

    def __init__(self, shards: TokenShards):
        self._shape = shards
        self._open(0)

    def reserve(self, samples: int) -> None:
        """Makes room. Windows differ little in size, so most find enough of it."""
        if samples > len(self.used):
            self._open(samples)

    def copy(self, first: int, samples: int, batch: Batch, places: np.ndarray) -> None:
        own = slice(first, first + samples)
        # Places in a row are copied without looking each up.
        row = int(places[-1]) - int(places[0]) + 1 == samples
        to = slice(int(places[0]), int(places[0]) + samples) if row else places
        batch.tokens[to] = self.tokens[own]
        batch.used[to] = self.used[own]
        batch.shards[to] = self.shards[own]
        batch.rows[to] = self.rows[own]

    def _open(self, samples: int) -> None:
        self.tokens = np.empty((samples, self._shape.length), dtype=self._shape.dtype)
        self.used = np.empty(samples, dtype=np.int32)
        self.shards = np.empty(samples, dtype=np.uint32)
        self.rows = np.empty(samples, dtype=np.uint32)
