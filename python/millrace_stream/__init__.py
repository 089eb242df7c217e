"""Reads versions of Millrace datasets as training streams: the order and the cursors of `millrace stream`."""

from .batch import Batch
from .cursor import read_cursor, write_cursor
from .errors import MillraceError
from .mix import Mix, MixPart
from .record_batch import RecordBatch
from .record_stream import DocumentStream, ImageStream
from .store import Store, Version, open_version
from .token_stream import TokenStream

__all__ = [
    "Batch",
    "DocumentStream",
    "ImageStream",
    "MillraceError",
    "Mix",
    "MixPart",
    "RecordBatch",
    "Store",
    "TokenStream",
    "Version",
    "open_version",
    "read_cursor",
    "write_cursor",
]
