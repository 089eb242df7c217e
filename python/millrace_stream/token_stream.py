"""Packed token sequences of a version, or of several in a mix, as batches."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .batch import Batch
from .errors import MillraceError, bad_stream
from .mix import Mix
from .order import OwnWindow, PartOrder
from .part_reader import PartReader
from .sample_stream import SampleStream, check_split, most_batch, most_window_samples, names_of, versions_of
from .store import Version
from .token_groups import TokenShards, token_shards
from .token_memory import TokenSource

_most_window_bytes = 32 * 2**20


class TokenStream(SampleStream):
    """The batches of one rank, in an order that is a function of (manifests, mix, seed, epoch): that of `millrace stream`.

    `batch` counts samples of one rank. Samples are dealt out in turn, the j-th one of rank k is that at position
    start + j × ranks + k. `cursor` is where to go on: any number of ranks, threads and any batch size goes on from it
    with the very next sample. `drop_last` leaves out what makes no full batch over all ranks, so that all ranks have
    equally many batches. `dtype` is that of ids in a batch.

    Memory, for each version: two windows of at most 16,384 samples and 32 MiB, of a single version divided by `ranks`;
    and a group for each thread. Raises `bad-stream`, `bad-mix`, `mix-unfit`, `bad-cursor`, `cursor-mismatch`, `no-samples`
    (usage), `bad-manifest`; as shards are read `bad-file`, `not-found`, `short-read`, `not-readable`.
    """

    content = "tokens"

    def __init__(self, version: Version | Mix, batch: int, *, split: str = "train", dtype=np.int32, **options):
        check_split(split)
        self.dtype = np.dtype(dtype)
        versions = versions_of(version)
        self._shards = [token_shards(each, split) for each in versions]
        super().__init__(version, batch, [_part_order(shards) for shards in self._shards], split=split, **options)
        names = names_of(versions)
        _require_alike("tokenizer", names, [each.manifest["lineage"]["tokenizer"].get("sha256") for each in versions])
        _require_alike("pack.length", names, [shards.length for shards in self._shards])
        self.shards = [sha256 for shards in self._shards for sha256 in shards.sha256]
        """SHA-256 of the shards that are read; a sample's id is `shardSha256:row`."""
        self.length = self._shards[0].length
        """Tokens in each sample, padding included."""
        self.vocabulary = self._shards[0].vocabulary
        """One more than the largest token id."""
        if self.batch * self.length > most_batch:
            raise bad_stream(f"a batch of {self.batch} × {self.length} tokens is too large")
        if np.iinfo(self.dtype).max < self.vocabulary - 1:
            raise bad_stream(f"expected a dtype for ids below {self.vocabulary}, found {self.dtype}")

    def _reader_of(self, part: int, windows: Iterator[OwnWindow]) -> PartReader:
        shards = self._shards[part]
        first_shard = sum(len(each.sha256) for each in self._shards[:part])
        return PartReader(shards.groups, TokenSource(self.parts[part].version.store, shards, first_shard), windows)

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
    return PartOrder(samples, max(1, min(most_window_samples, in_memory)))


def _require_alike(what: str, names: list[str], values: list) -> None:
    for name, value in zip(names, values):
        if value != values[0]:
            raise MillraceError(
                "mix-unfit",
                f"expected all versions of a mix to have the same {what}, found {values[0]} in {names[0]} and {value} in {name}",
                kind="usage",
                hint="build them with one `tokenizer: { file: … }`" if what == "tokenizer" else f"build them with one {what}",
            )
