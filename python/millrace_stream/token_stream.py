"""Packed token sequences of a version as batches."""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from .cursor import check_cursor, start_of_stream
from .errors import bad_stream
from .order import Share, Window, own_slots, plan_epoch
from .store import Version
from .token_groups import TokenGroupReader, token_shards

_most_window_samples = 16_384
_most_window_bytes = 32 * 2**20
_most_batch_tokens = 2**29


@dataclass(frozen=True)
class Batch:
    """Samples for one step, in stream order. The arrays are the batch's own."""

    tokens: np.ndarray
    """[samples, length] ids; after a sample's text comes padding."""
    used: np.ndarray
    """[samples] int32: how many of a sample's tokens are text."""
    shards: np.ndarray
    """[samples] uint32: place of the sample's shard in the stream's `shards`."""
    rows: np.ndarray
    """[samples] uint32: its row there."""
    cursor: dict
    """The place after this batch: what a checkpoint saves."""

    def __len__(self) -> int:
        return len(self.tokens)

    def labels(self, ignored: int = -100) -> np.ndarray:
        """[samples, length] int64: the ids, and `ignored` where there is padding. The token at place i is judged by the
        logits at place i − 1; the one at place 0 by none."""
        text = np.arange(self.tokens.shape[1]) < self.used[:, None]
        return np.where(text, self.tokens.astype(np.int64), np.int64(ignored))

    def next_tokens(self) -> tuple[np.ndarray, np.ndarray]:
        """[samples, length] int32 and float32: of each place the id that comes next, and 1 where it is judged, else 0 and 0.

        These are `targets` and `judged` of the objective `causal`: the last token of a text has nothing to be judged by.
        """
        judged = np.arange(1, self.tokens.shape[1] + 1) < self.used[:, None]
        following = np.zeros(self.tokens.shape, dtype=np.int32)
        following[:, :-1] = self.tokens[:, 1:]
        return np.where(judged, following, np.int32(0)), judged.astype(np.float32)


class TokenStream:
    """The batches of one rank, in an order that is a function of (manifest, seed, epoch): that of `millrace stream`.

    `batch` counts samples of one rank. Samples are dealt out in turn, the j-th one of rank k is that at position
    start + j × ranks + k. `cursor` is where to go on: any number of ranks, threads and any batch size goes on from it
    with the very next sample. `drop_last` leaves out what makes no full batch over all ranks, so that all ranks have
    equally many batches. `dtype` is that of ids in a batch.

    Memory: two windows of at most 16,384 samples and 32 MiB, divided by `ranks`, and a group for each thread.
    Raises `bad-stream`, `bad-cursor`, `cursor-mismatch`, `no-samples` (usage), `bad-manifest`; as shards are read
    `bad-file`, `not-found`, `short-read`, `not-readable`.
    """

    def __init__(
        self,
        version: Version,
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
        self._shards = token_shards(version, split)
        if self.batch * self.length > _most_batch_tokens:
            raise bad_stream(f"a batch of {self.batch} × {self.length} tokens is too large")
        if np.iinfo(self.dtype).max < self.vocabulary - 1:
            raise bad_stream(f"expected a dtype for ids below {self.vocabulary}, found {self.dtype}")
        self._group_samples = np.array([group.rows for group in self._shards.groups], dtype=np.int64)
        self.samples = int(self._group_samples.sum())
        """Samples of an epoch, over all ranks."""
        self.start: dict
        """The place where the stream begins."""
        self.begin(cursor, epoch)

    @property
    def shards(self) -> list[str]:
        """SHA-256 of the shards that are read; a sample's id is `shardSha256:row`."""
        return self._shards.sha256

    @property
    def length(self) -> int:
        """Tokens in each sample, padding included."""
        return self._shards.length

    @property
    def vocabulary(self) -> int:
        """One more than the largest token id."""
        return self._shards.vocabulary

    def begin(self, cursor: dict | None = None, epoch: int | None = None) -> None:
        """Moves `start` to a cursor, or to an epoch's beginning; the next `batches()` begins there."""
        if cursor is not None:
            check_cursor(cursor)
        if epoch is not None:
            epoch = _whole("epoch", epoch, 0, 2**32 - 1)
        view = {"manifestSha256": self.version.sha256, "content": "tokens", "split": self.split, "seed": self.seed}
        self.start = start_of_stream(view, self.samples, epoch, cursor)

    def __iter__(self) -> Iterator[Batch]:
        return self.batches()

    def __len__(self) -> int:
        """Batches from `start` to the end of its epoch."""
        return -(-self._share(self.start["position"]).own // self.batch)

    def batches(self, every: int = 1, skip: int = 0) -> Iterator[Batch]:
        """The batches from `start` to the end of its epoch; the last one may be short.

        Where processes read in turn, each reads every `every`-th batch, the first `skip` ones left out: taken in turn
        again, theirs are the one order.
        """
        return self._read(False, every, skip)

    def epochs(self, every: int = 1, skip: int = 0) -> Iterator[Batch]:
        """As `batches`, and then those of the epochs after it, without end. Raises `bad-stream` where there are none."""
        return self._read(True, every, skip)

    def _share(self, position: int) -> Share:
        whole = self.batch * self.ranks if self.drop_last else 1
        stop = self.samples - (self.samples - position) % whole
        return Share(position, stop, self.ranks, self.rank)

    def _read(self, endless: bool, every: int, skip: int) -> Iterator[Batch]:
        every = _whole("every", every, 1, 2**20)
        parts = self._parts(endless, every, _whole("skip", skip, 0, every - 1))
        reader = TokenGroupReader(self.version.store, self._shards)
        memories = [_Memory(self), _Memory(self)]
        pool = ThreadPoolExecutor(self.threads, "millrace-stream")
        ahead: deque[tuple[_Part, _Memory, list[Future]]] = deque()

        def begin(memory: _Memory) -> None:
            part = next(parts, None)
            if part is not None:
                ahead.append((part, memory, memory.fill(part, reader, pool)))

        try:
            for memory in memories:
                begin(memory)
            target = None
            while ahead:
                part, memory, filling = ahead.popleft()
                for each in filling:
                    each.result()
                target = yield from self._cut(part, memory, target)
                begin(memory)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _parts(self, endless: bool, every: int, skip: int) -> Iterator[_Part]:
        """What this reader has of each window from `start` on."""
        epoch, position, before = self.start["epoch"], self.start["position"], 0
        while True:
            share = self._share(position)
            for window in plan_epoch(self._group_samples, self._window_samples, self.seed, epoch):
                first, end = share.own_before(window.first), share.own_before(window.first + window.samples)
                own = np.arange(first, end)
                mine = own[(before + own // self.batch - skip) % every == 0]
                if len(mine) > 0:
                    yield _Part(window, share, mine)
            if not endless:
                return
            if share.own == 0 and position == 0:
                raise bad_stream(f"an epoch has no batch for rank {self.rank} of {self.ranks}")
            before += -(-share.own // self.batch)
            epoch, position = epoch + 1, 0

    @property
    def _window_samples(self) -> int:
        in_memory = _most_window_bytes // (self.length * self._shards.dtype.itemsize)
        return max(1, min(_most_window_samples, in_memory))

    def _cut(self, part: _Part, memory: _Memory, target: Batch | None):
        """Yields the batches that end in a part; gives the one that goes on in the next part."""
        place = 0
        while place < len(part.own):
            sample = int(part.own[place])
            number = sample // self.batch
            stop = min((number + 1) * self.batch, part.share.own)
            if target is None:
                position = min(part.share.start + (number + 1) * self.batch * self.ranks, self.samples)
                cursor = {**self.start, "epoch": part.window.epoch, "position": position}
                target = self._open_batch(stop - sample, cursor)
            taken = int(np.searchsorted(part.own, stop)) - place
            memory.copy(place, taken, target, sample - number * self.batch)
            place += taken
            if sample + taken == stop:
                yield target
                target = None
        return target

    def _open_batch(self, samples: int, cursor: dict) -> Batch:
        return Batch(
            tokens=np.empty((samples, self.length), dtype=self.dtype),
            used=np.empty(samples, dtype=np.int32),
            shards=np.empty(samples, dtype=np.uint32),
            rows=np.empty(samples, dtype=np.uint32),
            cursor=cursor,
        )


@dataclass(frozen=True)
class _Part:
    """What a reader has of a window: `own` are the numbers, ascending, of its samples among the rank's of the epoch."""

    window: Window
    share: Share
    own: np.ndarray


class _Memory:
    """Memory of one window's samples, used for one after the other."""

    def __init__(self, stream: TokenStream):
        self._stream = stream
        self._tokens = np.empty((0, stream.length), dtype=stream._shards.dtype)

    def fill(self, part: _Part, reader: TokenGroupReader, pool: ThreadPoolExecutor) -> list[Future]:
        """Begins to read a part's samples, each to the place of its number in `part.own`."""
        samples = len(part.own)
        if samples > len(self._tokens):
            # Windows differ little in size: room for the largest spares most of them an allocation.
            self._tokens = np.empty((samples, self._stream.length), dtype=self._tokens.dtype)
            self._used = np.empty(samples, dtype=np.int32)
            self._shards = np.empty(samples, dtype=np.uint32)
            self._rows = np.empty(samples, dtype=np.uint32)
        numbers = own_slots(part.window, part.share, self._stream.seed)
        slots = np.searchsorted(part.own, numbers)
        slots[part.own[np.minimum(slots, samples - 1)] != numbers] = -1
        filling, at = [], 0
        for place in part.window.groups.tolist():
            group = self._stream._shards.groups[place]
            of_group = slots[at : at + group.rows]
            at += group.rows
            if (of_group >= 0).any():
                filling.append(pool.submit(self._place, group, of_group, reader))
        return filling

    def copy(self, place: int, samples: int, target: Batch, at: int) -> None:
        target.tokens[at : at + samples] = self._tokens[place : place + samples]
        target.used[at : at + samples] = self._used[place : place + samples]
        target.shards[at : at + samples] = self._shards[place : place + samples]
        target.rows[at : at + samples] = self._rows[place : place + samples]

    def _place(self, group, slots: np.ndarray, reader: TokenGroupReader) -> None:
        tokens, used = reader.read(group)
        mine = np.flatnonzero(slots >= 0)
        if len(mine) < len(slots):
            slots, tokens, used = slots[mine], tokens[mine], used[mine]
        self._tokens[slots] = tokens
        self._used[slots] = used
        self._shards[slots] = group.shard
        self._rows[slots] = group.first_row + mine


def _whole(name: str, value, least: int, most: int) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or not least <= number <= most:
        raise bad_stream(f"expected {name} to be a whole number from {least} to {most}, found {value!r:.80}")
    return number
