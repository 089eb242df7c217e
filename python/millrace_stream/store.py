"""Stores and the versions in them."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import pyarrow as pa
from pyarrow import fs

from .errors import MillraceError

_dataset_name = re.compile(r"(?!(?:runs|temporal)$)[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_content_file = re.compile(r"(?:data|fates|metrics)/[0-9a-f]{64}\.(?:parquet|arrow|json)")


class Store:
    """A store: a folder, a `file:` URL or `s3://bucket/prefix`. Opened by each process when it first reads.

    On S3 credentials come by Arrow's chain (`AWS_ACCESS_KEY_ID` and so on, profiles, roles); `AWS_ENDPOINT_URL_S3` or
    `AWS_ENDPOINT_URL` names the server where it is not AWS. Raises `storage-unsupported` (usage).
    """

    def __init__(self, location: str | os.PathLike):
        self.location = os.fspath(location)
        self.remote = self.location.startswith("s3://")
        """Whether bytes come over a network."""
        if self.location.startswith("file:"):
            self._root = os.path.abspath(unquote(urlsplit(self.location).path))
        elif self.remote and re.match(r"s3://[^/]+(/|$)", self.location):
            self._root = self.location[len("s3://") :].rstrip("/")
        elif self.location == "" or re.match(r"[a-z][a-z0-9+.-]*://", self.location, re.IGNORECASE):
            raise _unsupported(self.location)
        else:
            self._root = os.path.abspath(self.location)
        self._files = None

    def __getstate__(self):
        return {**self.__dict__, "_files": None}

    def open(self, key: str) -> pa.NativeFile:
        """A value, for reads at any place by any number of threads. Raises `not-found`, `not-readable`."""
        try:
            return self._system().open_input_file(f"{self._root}/{key}")
        except (OSError, pa.ArrowInvalid) as error:
            raise self.read_error(error, key) from error

    def get(self, key: str) -> bytes:
        """A whole value."""
        with self.open(key) as file:
            try:
                return file.read()
            except (OSError, pa.ArrowInvalid) as error:
                raise self.read_error(error, key) from error

    def names(self, prefix: str = "") -> tuple[list[str], list[str]]:
        """Names of the files and of the folders below a prefix, each in code-point order."""
        folder = f"{self._root}/{prefix}".rstrip("/")
        try:
            found = self._system().get_file_info(fs.FileSelector(folder, allow_not_found=True))
        except (OSError, pa.ArrowInvalid) as error:
            raise self.read_error(error, prefix) from error
        files = sorted(each.base_name for each in found if each.type == fs.FileType.File)
        return files, sorted(each.base_name for each in found if each.type == fs.FileType.Directory)

    def read_error(self, error: Exception, key: str) -> MillraceError:
        """The error of a failed read as a person needs it."""
        at = f"{self.location}/{key}"
        if isinstance(error, (FileNotFoundError, IsADirectoryError, NotADirectoryError)):
            return MillraceError("not-found", "there is no such value", at=at)
        hint = "look at AWS_ENDPOINT_URL, AWS_REGION and the credentials" if self.remote else "make it readable"
        # What a server answers may hold signed requests, so its text is left out.
        number = getattr(error, "errno", None)
        reason = f": {os.strerror(number)}" if number else ""
        return MillraceError("not-readable", f"it could not be read{reason}", at=at, hint=hint)

    def _system(self) -> fs.FileSystem:
        # A process that was forked must not share its parent's connections.
        if self._files is None or self._files[0] != os.getpid():
            self._files = (os.getpid(), _s3() if self.remote else fs.LocalFileSystem())
        return self._files[1]


def _s3() -> fs.FileSystem:
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    options = {"connect_timeout": 5, "request_timeout": 15}
    if region:
        options["region"] = region
    if endpoint:
        url = urlsplit(endpoint)
        if url.scheme not in ("http", "https") or not url.netloc or "@" in url.netloc:
            raise MillraceError(
                "bad-s3-endpoint",
                "expected AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL to be http:// or https:// and a host, found another",
                kind="usage",
            )
        options |= {"endpoint_override": url.netloc, "scheme": url.scheme, "region": region or "us-east-1"}
    return fs.S3FileSystem(**options)


@dataclass(frozen=True)
class Version:
    """A version of a dataset: its manifest, the manifest's key and the SHA-256 of its bytes. May be pickled."""

    store: Store
    key: str
    sha256: str
    manifest: dict


def open_version(store: str | os.PathLike | Store, reference: str) -> Version:
    """The version that a reference names in a store.

    `name@3` is version 3; `name@latest` the newest that passed its gates or was approved; `name` is that one too or,
    where there is none, the newest. Raises `bad-reference`, `dataset-not-found`, `version-not-found` (usage), which name
    what exists, `bad-manifest`, `bad-latest`.
    """
    store = store if isinstance(store, Store) else Store(store)
    dataset, wanted = _parse_reference(reference)
    versions = _versions(store, dataset)
    if not versions:
        raise _dataset_not_found(store, dataset)
    if isinstance(wanted, int):
        if wanted not in versions:
            raise _version_not_found(f"{dataset} has no version {wanted}", versions)
        return _read_version(store, dataset, wanted)
    latest = _latest(store, dataset)
    if latest is None and wanted == "latest":
        raise _version_not_found(f"no version of {dataset} has passed its gates", versions)
    return _read_version(store, dataset, versions[-1] if latest is None else latest)


def check_field(manifest: dict, path: str, fits, expected: str, at: str):
    """The value at a dotted path of a manifest. Raises `bad-manifest` where there is none that fits."""
    value = manifest
    for name in path.split("."):
        try:
            value = value[int(name) if isinstance(value, list) else name]
        except (KeyError, IndexError, TypeError, ValueError):
            value = None
    if fits(value):
        return value
    raise _bad_manifest(f"{path}: expected {expected}", at)


def is_count(value) -> bool:
    """True for a whole number from 0 on that JSON carries exactly."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def is_content_file(value) -> bool:
    """True for the path of a file that a manifest may name: none outside of the dataset's folder."""
    return isinstance(value, str) and _content_file.fullmatch(value) is not None


def _parse_reference(reference: str) -> tuple[str, int | str | None]:
    dataset, _, version = reference.partition("@")
    if _dataset_name.fullmatch(dataset):
        if version == "latest" or reference == dataset:
            return dataset, version or None
        if re.fullmatch(r"[1-9][0-9]{0,7}", version):
            return dataset, int(version)
    raise MillraceError(
        "bad-reference",
        f"{reference!r:.120} names no dataset",
        kind="usage",
        hint="write NAME, NAME@7 or NAME@latest",
    )


def _versions(store: Store, dataset: str) -> list[int]:
    files, _ = store.names(f"{dataset}/versions")
    return [int(name[:8]) for name in files if re.fullmatch(r"[0-9]{8}\.json", name)]


def _latest(store: Store, dataset: str) -> int | None:
    key = f"{dataset}/latest.json"
    try:
        content = store.get(key)
    except MillraceError as error:
        if error.code == "not-found":
            return None
        raise
    try:
        version = json.loads(content)["version"]
        if is_count(version) and version > 0:
            return version
    except (ValueError, KeyError, TypeError):
        pass
    raise MillraceError("bad-latest", "it does not name a version", at=key)


def _read_version(store: Store, dataset: str, version: int) -> Version:
    key = f"{dataset}/versions/{version:08d}.json"
    content = store.get(key)
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        raise _bad_manifest("the manifest is no JSON", key) from None
    check_field(manifest, "format", lambda value: value == "millrace-manifest/1", "millrace-manifest/1", key)
    check_field(manifest, "dataset", lambda value: value == dataset, dataset, key)
    check_field(manifest, "shards", lambda value: isinstance(value, list), "a list", key)
    return Version(store, key, hashlib.sha256(content).hexdigest(), manifest)


def _dataset_not_found(store: Store, dataset: str) -> MillraceError:
    _, folders = store.names()
    known = [name for name in folders if _dataset_name.fullmatch(name) and _versions(store, name)]
    exist = f"the store has {', '.join(known)}" if known else "the store has none yet"
    return MillraceError(
        "dataset-not-found", f"there is no dataset {dataset}", kind="usage", at=store.location, hint=exist
    )


def _version_not_found(message: str, versions: list[int]) -> MillraceError:
    shown = ", ".join(map(str, versions[-10:]))
    return MillraceError(
        "version-not-found", message, kind="usage", hint=f"versions: {'…, ' if len(versions) > 10 else ''}{shown}"
    )


def _bad_manifest(message: str, at: str) -> MillraceError:
    hint = "the file was changed or is of another release of Millrace"
    return MillraceError("bad-manifest", message, at=at, hint=hint)


def _unsupported(location: str) -> MillraceError:
    return MillraceError(
        "storage-unsupported",
        f"{location!r:.200} is no store that this release can open",
        kind="usage",
        hint="give a folder, such as ./.millrace, or s3://bucket/prefix",
    )
