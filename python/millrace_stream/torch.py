"""Streams for PyTorch: needs torch, which `millrace_stream` itself does not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import torch
from torch import distributed
from torch.utils.data import IterableDataset, get_worker_info

from .batch import Batch
from .errors import MillraceError, bad_stream
from .mix import Mix
from .record_batch import RecordBatch
from .record_stream import DocumentStream, ImageStream
from .store import Version
from .token_stream import TokenStream

_workers = "workers"
_skip = "skipBatches"


class _TorchDataset(IterableDataset):
    """Whole batches of a stream, which workers read in turn: what the datasets of all contents have in common."""

    stream_type: type

    def __init__(
        self,
        version: Version | Mix,
        batch: int,
        *,
        ranks: int | None = None,
        rank: int | None = None,
        endless: bool = False,
        threads: int = 1,
        **options,
    ):
        if (ranks is None) != (rank is None):
            raise bad_stream("expected ranks and rank, or neither of them")
        self._found = ranks is None
        if self._found:
            ranks, rank = _ranks_of_process()
        self.endless = endless
        self.stream = self.stream_type(version, batch, ranks=ranks, rank=rank, threads=threads, **options)
        # How often an epoch was chosen, and which: workers that persist have copies of this dataset, which see it here.
        self._chosen = torch.tensor([0, self.stream.start["epoch"]], dtype=torch.int64).share_memory_()
        self._followed = 0
        self._begin(self.stream.start, None)

    @property
    def epoch(self) -> int:
        """The epoch that iterating begins with."""
        return self.stream.start["epoch"]

    def set_epoch(self, epoch: int) -> None:
        """Iterating gives another epoch, from its beginning; of the one that a cursor is in, what is left of it."""
        if epoch == self.epoch:
            return
        self._begin(None, epoch)
        self._chosen += torch.tensor([1, epoch - int(self._chosen[1])])
        self._followed = int(self._chosen[0])

    def state_dict(self) -> dict:
        """The place after the last batch that this process read: a cursor, in a worker with the worker's turn."""
        return dict(self._state)

    def load_state_dict(self, state: dict) -> None:
        """Iterating begins at a cursor, or at a state of a worker, from which only as many workers can go on."""
        self._begin({name: value for name, value in state.items() if name not in (_workers, _skip)}, None)
        self._from = self._state = dict(state)
        self._followed = int(self._chosen[0])

    def __len__(self) -> int:
        """Batches of this rank from the cursor to the end of its epoch."""
        if self.endless:
            raise TypeError("an endless stream has no length")
        return len(self.stream)

    def __iter__(self) -> Iterator[dict]:
        self._check_ranks()
        if self._followed != int(self._chosen[0]):
            self._begin(None, int(self._chosen[1]))
            self._followed = int(self._chosen[0])
        self._state = self._from
        worker = get_worker_info()
        every = 1 if worker is None else worker.num_workers
        skip = 0 if worker is None else worker.id
        if self._from.get(_workers, every) != every:
            raise MillraceError(
                "cursor-mismatch",
                f"the state is that of a worker: expected {self._from[_workers]} workers, found {every}",
                kind="usage",
                hint="go on from the cursor of a batch, from which any number of workers can",
            )
        skip = self._from.get(_skip, skip)
        return self._converted((self.stream.epochs if self.endless else self.stream.batches)(every, skip), every)

    def _begin(self, cursor: dict | None, epoch: int | None) -> None:
        self.stream.begin(cursor, epoch)
        self._from = self._state = dict(self.stream.start)

    def _converted(self, batches: Iterator, every: int) -> Iterator[dict]:
        turn = {} if every == 1 else {_workers: every, _skip: every - 1}
        for batch in batches:
            self._state = {**batch.cursor, **turn}
            yield {**self._tensors(batch), "cursor": batch.cursor}

    def _tensors(self, batch) -> dict:
        raise NotImplementedError

    def _check_ranks(self) -> None:
        ranks = (self.stream.ranks, self.stream.rank)
        if self._found and distributed.is_available() and distributed.is_initialized() and ranks != _ranks_of_process():
            raise bad_stream(
                f"expected the dataset of rank {_ranks_of_process()}, found that of {ranks}: make it after "
                "init_process_group, or give ranks and rank"
            )


class TorchTokenDataset(_TorchDataset):
    """Whole batches of a `TokenStream`, for `DataLoader(dataset, batch_size=None, num_workers=…)`.

    A batch is a dict: `input_ids` [samples, length] and `labels`, the same with −100 for padding, int64; `used` int32,
    `shards` and `rows` int64, [samples]; and `cursor`, the place after it, which a checkpoint saves. Workers read the
    batches in turn, so the loader gives them in the one order for any number of workers.

    `ranks` and `rank` are those of `torch.distributed` where it is initialised, else of `RANK` and `WORLD_SIZE`, unless
    given: with tensor or pipeline parallelism give those of the data-parallel group. By default iterating gives one epoch,
    chosen by `set_epoch`; `endless` goes on through those after it. The rest is as for `TokenStream`, which also says what
    is raised.

    `state_dict` is the cursor after the last batch that this process read. Where a `DataLoader` has workers, it is they
    who read: then save a batch's `cursor`, or use torchdata's `StatefulDataLoader`, which asks each worker.
    """

    stream_type = TokenStream

    def _tensors(self, batch: Batch) -> dict:
        return {
            "input_ids": torch.from_numpy(batch.tokens).to(torch.int64),
            "labels": torch.from_numpy(batch.labels()),
            "used": torch.from_numpy(batch.used),
            **_places(batch),
        }


class TorchDocumentDataset(_TorchDataset):
    """Whole batches of a `DocumentStream`, else as `TorchTokenDataset`.

    A batch is a dict: a list of texts for each of `columns`, under its name; `labels` [samples] int64, places in
    `stream.classes`; `shards`, `rows` and `cursor`. A column `label` is the text of the label.
    """

    stream_type = DocumentStream

    def _tensors(self, batch: RecordBatch) -> dict:
        return {**batch.columns, "labels": torch.from_numpy(batch.labels.astype("int64")), **_places(batch)}


class TorchImageDataset(_TorchDataset):
    """Whole batches of an `ImageStream`, else as `TorchTokenDataset`.

    A batch is a dict: `id`, a list of texts; `image`, a list of the bytes of image files or, with `decode`, the tensors
    that it makes of them in the worker, stacked; `labels` [samples] int64, −1 for none; `shards`, `rows` and `cursor`.
    """

    stream_type = ImageStream

    def __init__(
        self,
        version: Version | Mix,
        batch: int,
        *,
        decode: Callable[[bytes], torch.Tensor] | None = None,
        **options,
    ):
        self.decode = decode
        super().__init__(version, batch, **options)

    def _tensors(self, batch: RecordBatch) -> dict:
        images = batch.columns["image"]
        return {
            "id": batch.columns["id"],
            "image": images if self.decode is None else torch.stack([self.decode(image) for image in images]),
            "labels": torch.from_numpy(batch.labels.astype("int64")),
            **_places(batch),
        }


def _ranks_of_process() -> tuple[int, int]:
    if distributed.is_available() and distributed.is_initialized():
        return distributed.get_world_size(), distributed.get_rank()
    if "WORLD_SIZE" in os.environ and "RANK" in os.environ:
        return int(os.environ["WORLD_SIZE"]), int(os.environ["RANK"])
    return 1, 0


def _places(batch: Batch | RecordBatch) -> dict:
    return {
        "shards": torch.from_numpy(batch.shards.astype("int64")),
        "rows": torch.from_numpy(batch.rows.astype("int64")),
    }
