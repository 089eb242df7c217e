"""A version's samples in the order of a stream, read a window ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from .order import OwnWindow


class PartReader:
    """Reads the windows of a version, one ahead of the one in use, and gives their samples one after the other.

    `groups` have `samples` each. `source.memory()` makes memory of a window: `reserve(samples)`, `copy(first, samples,
    batch, places)`; `source.place(group, slots, memory)` reads a group into it, in a thread of the pool.
    Memory: two windows, and a group for each thread of the pool. Nothing is read before `begin`.
    """

    def __init__(self, groups: Sequence, source, windows: Iterator[OwnWindow]):
        self._groups = groups
        self._source = source
        self._windows = windows
        self._ahead: deque[tuple[OwnWindow, object, list[Future]]] = deque()
        self._window: OwnWindow | None = None
        self._next = 0

    def begin(self, pool: ThreadPoolExecutor) -> None:
        """Begins to read the next window, into memory of its own: called twice, one is read ahead of the one in use."""
        self._pool = pool
        self._fill(self._source.memory())

    def take(self, batch, places: np.ndarray) -> None:
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

    def _fill(self, memory) -> None:
        window = next(self._windows, None)
        if window is None:
            return
        memory.reserve(window.samples)
        filling, at = [], 0
        for place in window.window.groups.tolist():
            group = self._groups[place]
            slots = window.slots[at : at + group.samples]
            at += group.samples
            if (slots >= 0).any():
                filling.append(self._pool.submit(self._source.place, group, slots, memory))
        self._ahead.append((window, memory, filling))
