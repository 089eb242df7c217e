"""What a stream gives at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


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
