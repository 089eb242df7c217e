"""What a stream of documents or images gives at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class RecordBatch:
    """Records for one step, in stream order. All is the batch's own."""

    columns: dict[str, list]
    """Values by column, [samples] each: of documents texts, of images `id` and `image`, the bytes of an image file."""
    labels: np.ndarray
    """[samples] int32: place of the record's class in the stream's `classes`; −1 where it has none."""
    shards: np.ndarray
    """[samples] uint32: place of the record's shard in the stream's `shards`."""
    rows: np.ndarray
    """[samples] uint32: its row there."""
    cursor: dict
    """The place after this batch: what a checkpoint saves."""

    def __len__(self) -> int:
        return len(self.rows)
