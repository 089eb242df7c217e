"""Record batches of token shards."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from .errors import MillraceError
from .store import Store, Version, check_field, is_content_file, is_count


@dataclass(frozen=True)
class TokenGroup:
    """A record batch of a token shard: its place in the file, and among the shards and rows of its split."""

    shard: int
    first_row: int
    rows: int
    offset: int
    bytes: int
    crc32: int | None
    """Of the bytes; None in what earlier releases wrote."""

    @property
    def samples(self) -> int:
        """All rows are."""
        return self.rows


@dataclass(frozen=True)
class TokenShards:
    """The token shards of a split, as the manifest orders them."""

    sha256: list[str]
    keys: list[str]
    groups: list[TokenGroup]
    length: int
    """Tokens in each sequence, padding included."""
    vocabulary: int
    """One more than the largest id."""

    @property
    def dtype(self) -> np.dtype:
        """Of an id as it is stored."""
        return np.dtype(np.uint16 if self.vocabulary <= 65_536 else np.uint32)


def token_shards(version: Version, split: str) -> TokenShards:
    """Finds a split's token shards in the manifest. Raises `no-samples` (usage), `bad-manifest`."""
    manifest, key = version.manifest, version.key
    wanted = []
    for place in range(len(manifest["shards"])):
        content = check_field(manifest, f"shards.{place}.content", lambda each: isinstance(each, str), "a text", key)
        if content == "tokens" and manifest["shards"][place].get("split") == split:
            wanted.append(place)
    if check_field(manifest, "lineage", lambda value: isinstance(value, dict), "an object", key).get("tokenizer") is None:
        raise _no_samples(version, split, "build it again from a recipe with a tokenizer")
    shards = TokenShards(
        sha256=[],
        keys=[],
        groups=[],
        length=check_field(manifest, "packing.length", lambda n: is_count(n) and 1 <= n <= 2**20, "1 to 2^20", key),
        vocabulary=check_field(manifest, "lineage.tokenizer.vocabulary", is_count, "a whole number", key),
    )
    for shard, place in enumerate(wanted):
        path = f"shards.{place}"
        file = check_field(manifest, f"{path}.file", is_content_file, "a file of the dataset's folder", key)
        shards.keys.append(f"{manifest['dataset']}/{file}")
        shards.sha256.append(check_field(manifest, f"{path}.sha256", lambda each: isinstance(each, str), "a text", key))
        first_row = 0
        groups = check_field(manifest, f"{path}.rowGroups", lambda each: isinstance(each, list), "a list", key)
        for number in range(len(groups)):
            # A version may have very many: only one that is wrong is looked for by its path.
            group = groups[number] if isinstance(groups[number], dict) else {}
            if not all(is_count(group.get(name)) for name in ("rows", "offset", "bytes")):
                for name in ("rows", "offset", "bytes"):
                    check_field(manifest, f"{path}.rowGroups.{number}.{name}", is_count, "a whole number", key)
            rows = group["rows"]
            if rows > 0:
                shards.groups.append(
                    TokenGroup(shard, first_row, rows, group["offset"], group["bytes"], group.get("crc32"))
                )
            first_row += rows
    if not shards.groups:
        raise _no_samples(version, split, "choose the other split")
    return shards


class TokenGroupReader:
    """Reads groups of a split's token shards, compressed or not, each with one range read. May serve many threads."""

    def __init__(self, store: Store, shards: TokenShards):
        self._store = store
        self._shards = shards
        # A remote file costs a request to open.
        self._open = lru_cache(maxsize=64)(store.open)
        ids = pa.uint16() if shards.dtype == np.uint16 else pa.uint32()
        schema = pa.schema(
            [
                pa.field("tokens", pa.list_(pa.field("item", ids, nullable=False), shards.length), nullable=False),
                pa.field("used", pa.uint32(), nullable=False),
                pa.field("starts", pa.list_(pa.field("item", pa.uint32(), nullable=False)), nullable=False),
                pa.field("documents", pa.list_(pa.field("item", pa.utf8(), nullable=False)), nullable=False),
            ]
        )
        self._schema = schema.serialize().to_pybytes()
        # The other columns stay as they are stored, compressed.
        self._options = pa.ipc.IpcReadOptions(included_fields=[0, 1], use_threads=False)

    def read(self, group: TokenGroup) -> tuple[np.ndarray, np.ndarray]:
        """[rows, length] ids as they are stored, and [rows] how many of a row are text.

        Raises `bad-file`, `not-found`, `short-read`, `not-readable`, at the shard.
        """
        key = self._shards.keys[group.shard]
        try:
            message = self._fetch(key, group)
        except MillraceError as error:
            # What came over a network may have been broken on the way.
            if not self._store.remote or error.code not in ("short-read", "bad-file"):
                raise
            message = self._fetch(key, group)
        try:
            return self._decode(message, group.rows)
        except (pa.ArrowException, ValueError, OSError, MemoryError, StopIteration) as error:
            raise self._broken("bad-file", "a record batch is damaged", key) from error

    def _fetch(self, key: str, group: TokenGroup) -> bytes:
        try:
            message = self._open(key).read_at(group.bytes, group.offset)
        except (OSError, pa.ArrowInvalid) as error:
            raise self._store.read_error(error, key) from error
        end = group.offset + group.bytes
        if len(message) != group.bytes:
            raise self._broken(
                "short-read",
                f"expected bytes {group.offset} to {end}, found that the shard ends at {group.offset + len(message)}",
                key,
            )
        if self._store.remote and group.crc32 is not None and zlib.crc32(message) != group.crc32:
            raise self._broken(
                "bad-file", f"bytes {group.offset} to {end} have another checksum than the manifest says", key
            )
        return message

    def _broken(self, code: str, message: str, key: str) -> MillraceError:
        return MillraceError(code, message, at=f"{self._store.location}/{key}", hint="run `millrace verify`")

    def _decode(self, message: bytes, rows: int) -> tuple[np.ndarray, np.ndarray]:
        # The schema, then a record batch, are a stream that can be read alone.
        with pa.ipc.open_stream(pa.py_buffer(self._schema + message), options=self._options) as stream:
            batch = stream.read_next_batch()
        tokens, used = batch.column(0), batch.column(1)
        tokens.validate()
        used.validate()
        if batch.num_rows != rows or tokens.null_count or used.null_count or tokens.values.null_count:
            raise ValueError("another shape than the manifest says")
        ids = tokens.flatten().to_numpy()
        lengths = used.to_numpy()
        if ids.size != rows * self._shards.length or lengths.max() > self._shards.length:
            raise ValueError("another shape than the manifest says")
        return ids.reshape(rows, self._shards.length), lengths


def _no_samples(version: Version, split: str, hint: str) -> MillraceError:
    return MillraceError(
        "no-samples",
        f"the version has no packed sequences in its {split} split",
        kind="usage",
        at=version.key,
        hint=hint,
    )
