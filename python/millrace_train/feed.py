"""Micro-batches of packed tokens, of each the slice of one rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from millrace_stream import Batch, TokenStream

from .job import Job
from .masking import Masking


@dataclass(frozen=True)
class Slice:
    """What a rank computes of a micro-batch: as many samples as all others, where they have run out padding that nobody
    judges."""

    inputs: dict[str, np.ndarray]
    """What the objective reads, by the names that it gives them; the first side is that of samples."""
    targets: float
    """Tokens or samples that are judged. Over all ranks they add up to those of the micro-batch, here they may be 0."""
    tokens: int
    """Tokens of text, or images; counted as `targets` are."""
    epoch: int
    cursor: dict | None
    """The place after the micro-batch; None where the rank had no sample of it. Rank 0 always has one."""


class TokenFeed:
    """A split of a version, or a mix, as slices. Over all ranks they are the micro-batches that one process would have.

    `ids` and `targets` are int64 [samples, length]; of float32 are `judged`, 1 where a target counts, and `text`, 1 for text
    and 0 for the padding after it.
    """

    def __init__(self, job: Job, split: str, ranks: int, rank: int):
        version = job.learned_from() if split == "train" else job.judged_on()
        settings = job.settings
        self.samples = settings["batch"] // ranks
        self.stream = TokenStream(
            version,
            self.samples,
            seed=settings["seed"],
            ranks=ranks,
            rank=rank,
            split=split,
            cursor=job.cursor if split == "train" else None,
            threads=1,
        )
        self.length = self.stream.length
        objective = settings["objective"]
        hides = objective["name"] == "masked"
        self.masking = Masking(job.masking, objective["parameters"], job.vocabulary) if hides else None

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
            for position in range(start["position"], self.stream.samples, whole):
                yield self._slice(next(batches, None), start["epoch"], position + self.stream.rank)
        finally:
            batches.close()

    def validation(self, most: int) -> Iterator[Slice]:
        """The first `most` slices of the first epoch."""
        self.stream.begin(None, 0)
        slices = self.epoch()
        for _, each in zip(range(most), slices):
            yield each
        slices.close()

    def _slice(self, batch: Batch | None, epoch: int, position: int) -> Slice:
        """`position` is that of the rank's first sample; the next ones are as many further as there are ranks."""
        shape = (self.samples, self.length)
        ids, targets = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        judged, text = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        inputs = {"ids": ids, "targets": targets, "judged": judged, "text": text}
        if batch is None:
            return Slice(inputs, 0.0, 0, epoch, None)
        found = len(batch)
        ids[:found] = batch.tokens
        text[:found] = np.arange(self.length) < batch.used[:, None]
        if self.masking is None:
            targets[:found], judged[:found] = batch.next_tokens()
        else:
            targets[:found] = batch.tokens
            for sample, used in enumerate(batch.used.tolist()):
                at = position + sample * self.stream.ranks
                judged[sample, self.masking.hide(ids[sample], used, self.stream.seed, epoch, at)] = 1
        return Slice(inputs, float(judged.sum()), int(batch.used.sum()), epoch, batch.cursor)
