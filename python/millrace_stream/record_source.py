"""Documents and images in the memory of a window."""

from __future__ import annotations

from functools import lru_cache
from threading import local

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .errors import MillraceError
from .record_batch import RecordBatch
from .record_groups import RecordGroup, RecordShards, bad_file
from .store import Version


class DocumentSource:
    """Reads columns of row groups of documents. A window holds what they are of its samples."""

    def __init__(self, version: Version, shards: RecordShards, first_shard: int, columns: list[str]):
        self._version = version
        self._shards = shards
        self._first_shard = first_shard
        self._columns = columns
        # A file that is read by columns is not for several threads.
        self._of_thread = local()

    def memory(self) -> _Memory:
        return _Memory(self._columns)

    def place(self, group: RecordGroup, slots: np.ndarray, memory: _Memory) -> None:
        key = self._shards.keys[group.shard]
        mine = np.flatnonzero(slots >= 0)
        try:
            table = self._opened(key).read_row_group(group.group, columns=self._columns, use_threads=False)
            table = table.take(pa.array(group.sampled[mine]))
        except (pa.ArrowException, OSError, ValueError, KeyError) as error:
            raise bad_file(self._version, key, "a row group of documents is damaged") from error
        for name in self._columns:
            for slot, value in zip(slots[mine].tolist(), table.column(name).to_pylist()):
                memory.columns[name][slot] = value
        memory.note(group, self._first_shard, slots, mine)

    def _opened(self, key: str) -> pq.ParquetFile:
        if not hasattr(self._of_thread, "open"):
            self._of_thread.open = lru_cache(maxsize=16)(lambda key: pq.ParquetFile(self._version.store.open(key)))
        return self._of_thread.open(key)


class ImageSource:
    """Reads the bytes of images, one by one from their places, as batches are filled. A window holds where they are."""

    def __init__(self, version: Version, shards: RecordShards, first_shard: int):
        self._version = version
        self._shards = shards
        self._first_shard = first_shard
        self._open = lru_cache(maxsize=64)(version.store.open)

    def memory(self) -> _Memory:
        return _Memory(["id", "image"], self._read)

    def place(self, group: RecordGroup, slots: np.ndarray, memory: _Memory) -> None:
        memory.note(group, self._first_shard, slots, np.flatnonzero(slots >= 0))

    def _read(self, shard: int, row: int) -> dict:
        key = self._shards.keys[shard - self._first_shard]
        places = self._shards.images[shard - self._first_shard]
        offset, length = int(places.offsets[row]), int(places.lengths[row])
        try:
            image = self._open(key).read_at(length, offset)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._version.store.read_error(error, key) from error
        if len(image) != length:
            message = f"expected an image in bytes {offset} to {offset + length}, found that the shard ends before"
            raise MillraceError("short-read", message, at=f"{self._version.store.location}/{key}")
        return {"id": places.ids[row], "image": image}


class _Memory:
    """Memory of one window's samples, used for one after the other; `read` gives columns that it does not hold."""

    def __init__(self, columns: list[str], read=None):
        self._read = read
        self.columns: dict[str, list] = {name: [] for name in columns}
        self._open(0)

    def reserve(self, samples: int) -> None:
        """Makes room."""
        if samples > len(self.rows):
            self._open(samples)

    def note(self, group: RecordGroup, first_shard: int, slots: np.ndarray, mine: np.ndarray) -> None:
        """Where samples of a group come from."""
        own = slots[mine]
        self.shards[own] = first_shard + group.shard
        self.rows[own] = group.first_row + group.sampled[mine]
        self.labels[own] = group.labels[mine]

    def copy(self, first: int, samples: int, batch: RecordBatch, places: np.ndarray) -> None:
        own = slice(first, first + samples)
        batch.shards[places] = self.shards[own]
        batch.rows[places] = self.rows[own]
        batch.labels[places] = self.labels[own]
        for slot, place in enumerate(places.tolist(), first):
            if self._read is not None:
                values = self._read(int(self.shards[slot]), int(self.rows[slot]))
            else:
                values = {name: column[slot] for name, column in self.columns.items()}
            for name, value in values.items():
                batch.columns[name][place] = value

    def _open(self, samples: int) -> None:
        held = 0 if self._read is not None else samples
        self.columns = {name: [None] * held for name in self.columns}
        self.shards = np.empty(samples, dtype=np.uint32)
        self.rows = np.empty(samples, dtype=np.uint32)
        self.labels = np.empty(samples, dtype=np.int32)
