"""Packed token sequences in the memory of a window."""

from __future__ import annotations

import numpy as np

from .batch import Batch
from .store import Store
from .token_groups import TokenGroup, TokenGroupReader, TokenShards


class TokenSource:
    """Reads groups of a version's token shards into windows. Its shards follow `first_shard` others of the stream."""

    def __init__(self, store: Store, shards: TokenShards, first_shard: int):
        self._shards = shards
        self._first_shard = first_shard
        self._reader = TokenGroupReader(store, shards)

    def memory(self) -> _Memory:
        return _Memory(self._shards)

    def place(self, group: TokenGroup, slots: np.ndarray, memory: _Memory) -> None:
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
