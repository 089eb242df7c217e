"""Documents or images of a version, or of several in a mix, as batches of records."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .errors import bad_stream
from .mix import Mix
from .order import OwnWindow, PartOrder
from .part_reader import PartReader
from .record_batch import RecordBatch
from .record_groups import class_labels, class_places, record_shards
from .record_source import DocumentSource, ImageSource
from .sample_stream import SampleStream, check_split, most_window_samples, versions_of
from .store import Version

_document_columns = ("id", "text", "source", "label", "parent", "metadata")
_most_window_images = 65_536


class DocumentStream(SampleStream):
    """Documents as texts, in the order and with the cursors of `millrace stream --content documents`.

    A sample is a document whose label is of a class: `classes` gives labels by class, by default each label of the train
    split is one. With `labelled=False` all documents are samples, as in the stream of chats. `columns` are of `id`, `text`,
    `source`, `label`, `parent` and `metadata`, JSON text. The rest is as for `TokenStream`.

    Memory, for each version: the columns of two windows of 16,384 documents, and of a row group for each thread; the
    label of each document while the stream opens. What a row group holds is checked for its shape, not for its digest.
    """

    content = "documents"

    def __init__(
        self,
        version: Version | Mix,
        batch: int,
        *,
        split: str = "train",
        columns: tuple[str, ...] | list[str] = ("text",),
        classes: dict[str, list[str]] | None = None,
        labelled: bool = True,
        **options,
    ):
        unknown = [name for name in columns if name not in _document_columns]
        if unknown or len(columns) == 0:
            raise bad_stream(f"expected columns of {', '.join(_document_columns)}, found {list(columns)!r:.120}")
        self.columns = list(dict.fromkeys(columns))
        _open(self, version, batch, split, classes, labelled, most_window_samples, options)

    def _reader_of(self, part: int, windows: Iterator[OwnWindow]) -> PartReader:
        shards = self._shards[part]
        source = DocumentSource(self.parts[part].version, shards, self._first_shards[part], self.columns)
        return PartReader(shards.groups, source, windows)

    def _open_batch(self, samples: int, cursor: dict) -> RecordBatch:
        return _batch(self.columns, samples, cursor)


class ImageStream(SampleStream):
    """Images as the bytes of their files, in the order and with the cursors of `millrace stream --content images`.

    All images are samples, with the label −1 where they have one of no class; `labelled` leaves these out. Classes are as
    for `DocumentStream`, the rest is as for `TokenStream`. The indexes of the shards are held to their SHA-256.

    Memory: the place and id of each image of the split, the places of two windows of 65,536 images, and a batch.
    """

    content = "images"

    def __init__(
        self,
        version: Version | Mix,
        batch: int,
        *,
        split: str = "train",
        classes: dict[str, list[str]] | None = None,
        labelled: bool = False,
        **options,
    ):
        _open(self, version, batch, split, classes, labelled, _most_window_images, options)

    def _reader_of(self, part: int, windows: Iterator[OwnWindow]) -> PartReader:
        shards = self._shards[part]
        return PartReader(shards.groups, ImageSource(self.parts[part].version, shards, self._first_shards[part]), windows)

    def _open_batch(self, samples: int, cursor: dict) -> RecordBatch:
        return _batch(["id", "image"], samples, cursor)


def _open(stream, version, batch, split, classes, labelled, window_samples, options) -> None:
    check_split(split)
    versions = versions_of(version)
    names, places = class_places(class_labels(versions, stream.content, classes))
    stream.classes = names
    """Names of the classes in code-unit order; a batch's `labels` are places in it."""
    stream._shards = [record_shards(each, stream.content, split, places, labelled) for each in versions]
    stream.shards = [sha256 for shards in stream._shards for sha256 in shards.sha256]
    """SHA-256 of the shards that are read; a sample's id is `shardSha256:row`."""
    counts = [len(shards.sha256) for shards in stream._shards]
    stream._first_shards = [sum(counts[:part]) for part in range(len(counts))]
    orders = [
        PartOrder(np.array([group.samples for group in shards.groups], dtype=np.int64), window_samples)
        for shards in stream._shards
    ]
    SampleStream.__init__(stream, version, batch, orders, split=split, **options)


def _batch(columns: list[str], samples: int, cursor: dict) -> RecordBatch:
    return RecordBatch(
        columns={name: [None] * samples for name in columns},
        labels=np.empty(samples, dtype=np.int32),
        shards=np.empty(samples, dtype=np.uint32),
        rows=np.empty(samples, dtype=np.uint32),
        cursor=cursor,
    )
