"""Samples of a version, or of several in a mix, as batches."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .cursor import check_cursor, start_of_stream
from .errors import bad_stream
from .interleaving import Interleaving
from .mix import Mix, samples_of_parts
from .order import Order, OwnWindow, PartOrder, windows_of_part
from .part_reader import PartReader
from .store import Version

most_window_samples = 16_384
most_batch = 2**29


@dataclass(frozen=True)
class StreamPart:
    """A version in a stream."""

    version: Version
    size: int
    """Samples that it has."""
    samples: int
    """How many samples an epoch of the stream has of it."""


class SampleStream:
    """What streams of all contents have in common: the order, the share of a rank, and the cursors.

    A subclass finds the groups of each version, gives their `orders`, and reads them: `_reader_of` and `_open_batch`.
    """

    content: str

    def __init__(
        self,
        version: Version | Mix,
        batch: int,
        orders: list[PartOrder],
        *,
        seed: int = 0,
        epoch: int | None = None,
        ranks: int = 1,
        rank: int = 0,
        split: str = "train",
        cursor: dict | None = None,
        drop_last: bool = False,
        threads: int = 2,
    ):
        self.version = version
        self.batch = _whole("batch", batch, 1, most_batch)
        self.seed = _whole("seed", seed, 0, 2**32 - 1)
        self.ranks = _whole("ranks", ranks, 1, 2**20)
        self.rank = _whole("rank", rank, 0, self.ranks - 1)
        self.threads = _whole("threads", threads, 1, 256)
        self.split = split
        self.drop_last = bool(drop_last)
        self._orders = orders
        versions = versions_of(version)
        sizes = [order.samples for order in orders]
        counts = samples_of_parts(version, sizes, names_of(versions)) if isinstance(version, Mix) else sizes
        self.parts = [StreamPart(*each) for each in zip(versions, sizes, counts)]
        """The versions that are read, in the mix's order; one where it is no mix."""
        self._turns = Interleaving(counts)
        self.samples = self._turns.samples
        """Samples of an epoch, over all ranks."""
        self.start: dict
        """The place where the stream begins."""
        self.begin(cursor, epoch)

    def begin(self, cursor: dict | None = None, epoch: int | None = None) -> None:
        """Moves `start` to a cursor, or to an epoch's beginning; the next `batches()` begins there."""
        if cursor is not None:
            check_cursor(cursor)
        if epoch is not None:
            epoch = _whole("epoch", epoch, 0, 2**32 - 1)
        view = {**self._source(), "content": self.content, "split": self.split, "seed": self.seed}
        self.start = start_of_stream(view, self.samples, epoch, cursor)

    def __iter__(self) -> Iterator:
        return self.batches()

    def __len__(self) -> int:
        """Batches from `start` to the end of its epoch."""
        return -(-self._order(1, 0).share(self.start["epoch"]).own // self.batch)

    def batches(self, every: int = 1, skip: int = 0) -> Iterator:
        """The batches from `start` to the end of its epoch; the last one may be short.

        Where processes read in turn, each reads every `every`-th batch, the first `skip` ones left out: taken in turn
        again, theirs are the one order.
        """
        return self._read(False, every, skip)

    def epochs(self, every: int = 1, skip: int = 0) -> Iterator:
        """As `batches`, and then those of the epochs after it, without end. Raises `bad-stream` where there are none."""
        return self._read(True, every, skip)

    def _source(self) -> dict:
        """What names the stream's data in its cursors."""
        if isinstance(self.version, Mix):
            parts = [{"manifestSha256": part.version.sha256, "samples": part.samples} for part in self.parts]
            return {"format": "millrace-mix-cursor/1", "parts": parts}
        return {"format": "millrace-cursor/1", "manifestSha256": self.version.sha256}

    def _order(self, every: int, skip: int) -> Order:
        every = _whole("every", every, 1, 2**20)
        return Order(
            parts=self._orders,
            turns=self._turns,
            seed=self.seed,
            epoch=self.start["epoch"],
            position=self.start["position"],
            ranks=self.ranks,
            rank=self.rank,
            batch=self.batch,
            drop_last=self.drop_last,
            every=every,
            skip=_whole("skip", skip, 0, every - 1),
        )

    def _read(self, endless: bool, every: int, skip: int) -> Iterator:
        order = self._order(every, skip)
        start = self.start
        windows = [windows_of_part(order, part, endless) for part in range(len(self.parts))]
        readers = [self._reader_of(part, each) for part, each in enumerate(windows)]
        places = np.arange(self.batch, dtype=np.int64)
        pool = ThreadPoolExecutor(self.threads, "millrace-stream")
        try:
            # The first windows of all versions come before the second of any.
            for reader in [*readers, *readers]:
                reader.begin(pool)
            epoch = order.epoch
            while True:
                share = order.share(epoch)
                if share.own == 0 and epoch > order.epoch:
                    raise bad_stream(f"an epoch has no batch for rank {self.rank} of {self.ranks}")
                for number in range(order.first_batch(epoch), -(-share.own // self.batch), order.every):
                    first = number * self.batch
                    samples = min(self.batch, share.own - first)
                    # A short batch stands for a whole one: the epoch has ended for every rank.
                    position = min(share.start + (first + self.batch) * self.ranks, self.samples)
                    batch = self._open_batch(samples, {**start, "epoch": epoch, "position": position})
                    if len(readers) == 1:
                        readers[0].take(batch, places[:samples])
                    else:
                        own = share.start + self.rank + (first + places[:samples]) * self.ranks
                        of = self._turns.parts_at(own)
                        for part in np.flatnonzero(np.bincount(of)).tolist():
                            readers[part].take(batch, np.flatnonzero(of == part))
                    yield batch
                if not endless:
                    return
                epoch += 1
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _reader_of(self, part: int, windows: Iterator[OwnWindow]) -> PartReader:
        raise NotImplementedError

    def _open_batch(self, samples: int, cursor: dict):
        raise NotImplementedError


def versions_of(version: Version | Mix) -> list[Version]:
    """The version, or those of a mix."""
    return [part.version for part in version.parts] if isinstance(version, Mix) else [version]


def names_of(versions: list[Version]) -> list[str]:
    """What people call versions: `name@3`."""
    return [f"{each.manifest['dataset']}@{each.manifest.get('version')}" for each in versions]


def check_split(split: str) -> None:
    """Raises `bad-stream` (usage) where it is none."""
    if split not in ("train", "holdout"):
        raise bad_stream(f"expected split to be train or holdout, found {split!r:.80}")


def _whole(name: str, value, least: int, most: int) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or not least <= number <= most:
        raise bad_stream(f"expected {name} to be a whole number from {least} to {most}, found {value!r:.80}")
    return number
