"""Micro-batches that the process which started this one prepares: training/distributed/feeder.ts is the other side."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Iterator
from queue import Queue

from millrace_stream import MillraceError

from .feed import Slice
from .job import Job
from .safetensors import decode_tensors

_read_ahead = 2


class PreparedFeed:
    """A split of what a run reads, as one rank's slices; a thread reads `_read_ahead` of them ahead."""

    def __init__(self, job: Job, split: str, rank: int):
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(job.feed)
        self._connection.sendall(f"{split} {rank}\n".encode())
        self._slices: Queue[Slice | None | Exception] = Queue(_read_ahead)
        threading.Thread(target=self._read, daemon=True).start()

    def epochs(self) -> Iterator[Slice]:
        """The slices from the job's place on, without end."""
        while True:
            yield self._next()

    def validation(self, _most: int) -> Iterator[Slice]:
        """The slices of one validation: the feeder knows how many."""
        while (each := self._next()) is not None:
            yield each

    def _next(self) -> Slice | None:
        found = self._slices.get()
        if isinstance(found, Exception):
            raise found
        return found

    def _read(self) -> None:
        try:
            while True:
                (size,) = struct.unpack("<Q", self._take(8))
                self._slices.put(_slice(self._take(size)) if size > 0 else None)
        except Exception as error:
            self._slices.put(error)

    def _take(self, size: int) -> bytearray:
        taken = bytearray(size)
        view = memoryview(taken)
        while view:
            found = self._connection.recv_into(view)
            if found == 0:
                raise MillraceError("feed-ended", "the process that feeds this one has closed the connection")
            view = view[found:]
        return taken


def _slice(frame: bytearray) -> Slice:
    inputs, metadata = decode_tensors(frame)
    told = json.loads(metadata["batch"])
    cursor = told["cursor"]
    return Slice(inputs, float(told["targets"]), told["tokens"], cursor["epoch"], cursor)
