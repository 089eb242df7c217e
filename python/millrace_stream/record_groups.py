"""Documents and images of a version's shards: which rows are samples, and where they are read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .errors import MillraceError
from .store import Version, check_field, is_content_file, is_count

_most_classes = 10_000


@dataclass(frozen=True)
class RecordGroup:
    """A row group of a shard, of which some rows are samples."""

    shard: int
    group: int
    """Its place in the file."""
    first_row: int
    sampled: np.ndarray
    """[samples] rows of the group that are samples, in order."""
    labels: np.ndarray
    """[samples] int32: places of their classes, or −1."""

    @property
    def samples(self) -> int:
        return len(self.sampled)


@dataclass(frozen=True)
class RecordShards:
    """The shards of a split, as the manifest orders them."""

    sha256: list[str]
    keys: list[str]
    groups: list[RecordGroup]
    images: list[ImagePlaces]
    """Of shards of images: where each image is in its file."""


@dataclass(frozen=True)
class ImagePlaces:
    """Bytes [offset, offset + length) of a shard are the image's, for each row."""

    ids: list[str]
    offsets: np.ndarray
    lengths: np.ndarray


@dataclass(frozen=True)
class _Labels:
    """Labels of a shard, by row group, and of images their places."""

    groups: list[list[str | None]]
    images: ImagePlaces | None


def class_labels(versions: list[Version], content: str, classes: dict[str, list[str]] | None) -> dict[str, list[str]]:
    """Labels by class: those given, or each label of the train splits as one of its own.

    Raises `too-many-classes` (usage).
    """
    if classes is not None:
        return classes
    found: set[str] = set()
    for version in versions:
        for place in _places(version, content, "train"):
            for labels in _labels(version, content, place).groups:
                found.update(label for label in labels if label is not None)
            if len(found) > _most_classes:
                raise MillraceError(
                    "too-many-classes",
                    f"the {content} have more than {_most_classes} labels",
                    kind="usage",
                    hint="say which labels make which class",
                )
    return {label: [label] for label in found}


def class_places(classes: dict[str, list[str]]) -> tuple[list[str], dict[str, int]]:
    """Names of the classes in code-unit order, and places among them by label. Raises `label-twice` (usage)."""
    names = sorted(classes, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        for label in classes[name]:
            if label in places:
                hint = "each label belongs to one class"
                raise MillraceError("label-twice", f"the label {label!r} is in two classes", kind="usage", hint=hint)
            places[label] = place
    return names, places


def record_shards(
    version: Version, content: str, split: str, places: dict[str, int], labelled: bool
) -> RecordShards:
    """Finds the samples of a split: all records or, with `labelled`, those whose label is of a class.

    Reads the label column of documents, the indexes of images. Raises `no-samples` (usage), `bad-manifest`, `bad-file`.
    """
    shards = RecordShards([], [], [], [])
    for shard, place in enumerate(_places(version, content, split)):
        entry = version.manifest["shards"][place]
        shards.keys.append(f"{version.manifest['dataset']}/{entry['file']}")
        shards.sha256.append(entry["sha256"])
        labels = _labels(version, content, place)
        if labels.images is not None:
            shards.images.append(labels.images)
        first_row = 0
        for group, of_group in enumerate(labels.groups):
            numbers = np.array([-1 if label is None else places.get(label, -1) for label in of_group], dtype=np.int32)
            sampled = np.flatnonzero(numbers >= 0) if labelled else np.arange(len(numbers))
            if len(sampled) > 0:
                shards.groups.append(RecordGroup(shard, group, first_row, sampled, numbers[sampled]))
            first_row += len(of_group)
    if shards.groups:
        return shards
    what = f"labelled {content}" if labelled else content
    raise MillraceError(
        "no-samples",
        f"the version has no {what} in its {split} split",
        kind="usage",
        at=version.key,
        hint="choose the other split or content" + (", or labelled=False" if labelled else ""),
    )


def _places(version: Version, content: str, split: str) -> list[int]:
    """Places in the manifest of a split's shards of a content."""
    manifest, key = version.manifest, version.key
    found = []
    for place, shard in enumerate(manifest["shards"]):
        check_field(manifest, f"shards.{place}.content", lambda each: isinstance(each, str), "a text", key)
        if shard["content"] != content or shard.get("split") != split:
            continue
        check_field(manifest, f"shards.{place}.file", is_content_file, "a file of the dataset's folder", key)
        check_field(manifest, f"shards.{place}.sha256", lambda each: isinstance(each, str), "a text", key)
        groups = check_field(manifest, f"shards.{place}.rowGroups", lambda each: isinstance(each, list), "a list", key)
        for number in range(len(groups)):
            check_field(manifest, f"shards.{place}.rowGroups.{number}.rows", is_count, "a whole number", key)
        found.append(place)
    return found


def _labels(version: Version, content: str, place: int) -> _Labels:
    entry = version.manifest["shards"][place]
    rows = [group["rows"] for group in entry["rowGroups"]]
    key = f"{version.manifest['dataset']}/{entry['file']}"
    images = None
    if content == "images":
        index = _image_index(version, place)
        labels = index.column("label").to_pylist()
        ids, offsets, lengths = (index.column(name) for name in ("id", "offset", "length"))
        images = ImagePlaces(ids.to_pylist(), offsets.to_numpy(), lengths.to_numpy())
    else:
        try:
            with version.store.open(key) as file:
                labels = pq.ParquetFile(file).read(columns=["label"], use_threads=False).column(0).to_pylist()
        except (pa.ArrowException, OSError, ValueError) as error:
            raise bad_file(version, key, "a shard of documents is damaged") from error
    if len(labels) != sum(rows):
        raise bad_file(version, key, f"expected {sum(rows)} rows, found {len(labels)}")
    ends = np.cumsum(rows).tolist()
    return _Labels([labels[end - count : end] for end, count in zip(ends, rows)], images)


def _image_index(version: Version, place: int) -> pa.Table:
    path = f"shards.{place}.index.file"
    file = check_field(version.manifest, path, is_content_file, "a file of the dataset's folder", version.key)
    index = version.manifest["shards"][place]["index"]
    key = f"{version.manifest['dataset']}/{file}"
    content = version.store.get(key)
    if hashlib.sha256(content).hexdigest() != index.get("sha256"):
        raise bad_file(version, key, "an index has other bytes than its SHA-256 says")
    try:
        return pa.ipc.open_file(pa.py_buffer(content)).read_all()
    except (pa.ArrowException, OSError) as error:
        raise bad_file(version, key, "an index is damaged") from error


def bad_file(version: Version, key: str, message: str) -> MillraceError:
    """The error of a file that is not what the manifest says."""
    return MillraceError("bad-file", message, at=f"{version.store.location}/{key}", hint="run `millrace verify`")
