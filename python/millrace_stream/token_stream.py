"""Packed token sequences of a version, or of several in a mix, as batches."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .batch import Batch
from .cursor import check_cursor, start_of_stream
from .errors import MillraceError, bad_stream
from .interleaving import Interleaving
from .mix import Mix, samples_of_parts
from .order import Order, PartOrder, windows_of_part
from .part_reader import PartReader
from .store import Version
from .token_groups import TokenShards, token_shards

_most_window_samples = 16_384
_most_window_bytes = 32 * 2**20
_most_batch_tokens = 2**29


@dataclass(frozen=True)
class StreamPart:
    """A version in a stream."""

    version: Version
    size: int
    """Samples that it has."""
    samples: int
    """How many samples an epoch of the stream has of it."""


class TokenStream:
    """The batches of one rank, in an order that is a function of (manifests, mix, seed, epoch): that of `millrace stream`.

    `batch` counts samples of one rank. Samples are dealt out in turn, the j-th one of rank k is that at position
    start + j × ranks + k. `cursor` is where to go on: any number of ranks, threads and any batch size goes on from it
    with the very next sample. `drop_last` leaves out what makes no full batch over all ranks, so that all ranks have
    equally many batches. `dtype` is that of ids in a batch.

    Memory, for each version: two windows of at most 16,384 samples and 32 MiB, of a single version divided by `ranks`;
    and a group for each thread. Raises `bad-stream`, `bad-mix`, `mix-unfit`, `bad-cursor`, `cursor-mismatch`, `no-samples`
    (usage), `bad-manifest`; as shards are read `bad-file`, `not-found`, `short-read`, `not-readable`.
    """

    def __init__(
        self,
        version: Version | Mix,
        batch: int,
        *,
        seed: int = 0,
        epoch: int | None = None,
        ranks: int = 1,
        rank: int = 0,
        split: str = "train",
        cursor: dict | None = None,
        drop_last: bool = False,
        threads: int = 2,
        dtype=np.int32,
    ):
        if split not in ("train", "holdout"):
            raise bad_stream(f"expected split to be train or holdout, found {split!r:.80}")
        self.version = version
        self.batch = _whole("batch", batch, 1, _most_batch_tokens)
        self.seed = _whole("seed", seed, 0, 2**32 - 1)
        self.ranks = _whole("ranks", ranks, 1, 2**20)
        self.rank = _whole("rank", rank, 0, self.ranks - 1)
        self.threads = _whole("threads", threads, 1, 256)
        self.split = split
        self.drop_last = bool(drop_last)
        self.dtype = np.dtype(dtype)
        versions = [part.version for part in version.parts] if isinstance(version, Mix) else [version]
        self._shards = [token_shards(each, split) for each in versions]
        self._orders = [_part_order(shards) for shards in self._shards]
        sizes = [order.samples for order in self._orders]
        names = [f"{each.manifest['dataset']}@{each.manifest.get('version')}" for each in versions]
        counts = samples_of_parts(version, sizes, names) if isinstance(version, Mix) else sizes
        _require_alike("tokenizer", names, [each.manifest["lineage"]["tokenizer"].get("sha256") for each in versions])
        _require_alike("pack.length", names, [shards.length for shards in self._shards])
        self.parts = [StreamPart(*each) for each in zip(versions, sizes, counts)]
        """The versions that are read, in the mix's order; one where it is no mix."""
        self.shards = [sha256 for shards in self._shards for sha256 in shards.sha256]
        """SHA-256 of the shards that are read; a sample's id is `shardSha256:row`."""
        self.length = self._shards[0].length
        """Tokens in each sample, padding included."""
        self.vocabulary = self._shards[0].vocabulary
        """One more than the largest token id."""
        if self.batch * self.length > _most_batch_tokens:
            raise bad_stream(f"a batch of {self.batch} × {self.length} tokens is too large")
        if np.iinfo(self.dtype).max < self.vocabulary - 1:
            raise bad_stream(f"expected a dtype for ids below {self.vocabulary}, found {self.dtype}")
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
        view = {**self._source(), "content": "tokens", "split": self.split, "seed": self.seed}
        self.start = start_of_stream(view, self.samples, epoch, cursor)

    def __iter__(self) -> Iterator[Batch]:
        return self.batches()

    def __len__(self) -> int:
        """Batches from `start` to the end of its epoch."""
        return -(-self._order(1, 0).share(self.start["epoch"]).own // self.batch)

    def batches(self, every: int = 1, skip: int = 0) -> Iterator[Batch]:
        """The batches from `start` to the end of its epoch; the last one may be short.

        Where processes read in turn, each reads every `every`-th batch, the first `skip` ones left out: taken in turn
        again, theirs are the one order.
        """
        return self._read(False, every, skip)

    def epochs(self, every: int = 1, skip: int = 0) -> Iterator[Batch]:
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

    def _read(self, endless: bool, every: int, skip: int) -> Iterator[Batch]:
        order = self._order(every, skip)
        start = self.start
        readers, first_shard = [], 0
        for part, shards in enumerate(self._shards):
            windows = windows_of_part(order, part, endless)
            readers.append(PartReader(self.parts[part].version, shards, first_shard, windows))
            first_shard += len(shards.sha256)
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

    def _open_batch(self, samples: int, cursor: dict) -> Batch:
        return Batch(
            tokens=np.empty((samples, self.length), dtype=self.dtype),
            used=np.empty(samples, dtype=np.int32),
            shards=np.empty(samples, dtype=np.uint32),
            rows=np.empty(samples, dtype=np.uint32),
            cursor=cursor,
        )


def _part_order(shards: TokenShards) -> PartOrder:
    in_memory = _most_window_bytes // (shards.length * shards.dtype.itemsize)
    samples = np.array([group.rows for group in shards.groups], dtype=np.int64)
    return PartOrder(samples, max(1, min(_most_window_samples, in_memory)))


def _require_alike(what: str, names: list[str], values: list) -> None:
    for name, value in zip(names, values):
        if value != values[0]:
            raise MillraceError(
                "mix-unfit",
                f"expected all versions of a mix to have the same {what}, found {values[0]} in {names[0]} and {value} in {name}",
                kind="usage",
                hint="build them with one `tokenizer: { file: … }`" if what == "tokenizer" else f"build them with one {what}",
            )


def _whole(name: str, value, least: int, most: int) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or not least <= number <= most:
        raise bad_stream(f"expected {name} to be a whole number from {least} to {most}, found {value!r:.80}")
    return number
