"""The micro-batches of a run, of each the slice of one rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from millrace_stream import Batch, TokenStream

from .job import Job


@dataclass(frozen=True)
class Slice:
    """What a rank computes of a micro-batch: always as many samples, where they have run out padding that nobody judges."""

    ids: np.ndarray
    """[samples, length] int64."""
    targets: np.ndarray
    """[samples, length] int64: the id that comes next."""
    judged: np.ndarray
    """[samples, length] float32: 1 where a prediction counts, else 0."""
    tokens: int
    """Tokens of text."""
    epoch: int
    cursor: dict | None
    """The place after the micro-batch; None where the rank had no sample of it. Rank 0 always has one."""


class Feed:
    """A split of a version, or a mix, as slices. Over all ranks they are the micro-batches that one process would have."""

    def __init__(self, job: Job, split: str, ranks: int, rank: int):
        version = job.learned_from() if split == "train" else job.judged_on()
        self.samples = job.settings["batch"] // ranks
        cursor = job.cursor if split == "train" else None
        seed = job.settings["seed"]
        self.stream = TokenStream(
            version, self.samples, seed=seed, ranks=ranks, rank=rank, split=split, cursor=cursor, threads=1
        )
        self.length = self.stream.length

    def epochs(self) -> Iterator[Slice]:
        """The slices from the stream's place on, without end."""
        while True:
            epoch = self.stream.start["epoch"]
            yield from self.epoch()
            self.stream.begin(None, epoch + 1)

    def epoch(self) -> Iterator[Slice]:
        """The slices from the stream's place to the end of its epoch."""
        start = self.stream.start
        whole = self.samples * self.stream.ranks
        batches = self.stream.batches()
        try:
            for _ in range(-(-(self.stream.samples - start["position"]) // whole)):
                yield self._slice(next(batches, None), start["epoch"])
        finally:
            batches.close()

    def validation(self, most: int) -> Iterator[Slice]:
        """The first `most` slices of the first epoch."""
        self.stream.begin(None, 0)
        slices = self.epoch()
        for _, each in zip(range(most), slices):
            yield each
        slices.close()

    def _slice(self, batch: Batch | None, epoch: int) -> Slice:
        shape = (self.samples, self.length)
        ids, targets, judged = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.float32)
        if batch is None:
            return Slice(ids, targets, judged, 0, epoch, None)
        found = len(batch)
        ids[:found] = batch.tokens
        targets[:found], judged[:found] = batch.next_tokens()
        return Slice(ids, targets, judged, int(batch.used.sum()), epoch, batch.cursor)
