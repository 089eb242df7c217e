"""Reads versions of Millrace datasets as training streams: the order and the cursors of `millrace stream`."""

from .cursor import read_cursor, write_cursor
from .errors import MillraceError
from .store import Store, Version, open_version
from .token_stream import Batch, TokenStream

__all__ = ["Batch", "MillraceError", "Store", "TokenStream", "Version", "open_version", "read_cursor", "write_cursor"]
