"""A place in a stream, as one small JSON object. Ranks, threads and batch sizes do not show in it."""

from __future__ import annotations

import json
import os
import re

from .errors import MillraceError

_most = 2**32 - 1
_place = {
    "content": ("tokens, documents or images", lambda value: value in ("tokens", "documents", "images")),
    "split": ("train or holdout", lambda value: value in ("train", "holdout")),
    "seed": ("a whole number below 2^32", lambda value: _whole(value, _most)),
    "epoch": ("a whole number below 2^32", lambda value: _whole(value, _most)),
    "position": ("a whole number", lambda value: _whole(value, 2**53 - 1)),
}
_formats = {
    "millrace-cursor/1": {"manifestSha256": ("64 hexadecimal digits", lambda value: _sha256(value))},
    "millrace-mix-cursor/1": {"parts": ("a list of manifestSha256 and samples", lambda value: _parts(value))},
}


def check_cursor(value, at: str | None = None) -> dict:
    """The value, where it is a cursor. Raises `bad-cursor` (usage), naming the first field that is wrong."""
    if not isinstance(value, dict):
        raise _bad_cursor(f"expected an object, found {type(value).__name__}", at)
    name = value.get("format")
    if not isinstance(name, str) or name not in _formats:
        raise _bad_cursor(f"expected format to be one of {', '.join(_formats)}, found {name!r:.80}", at)
    fields = {**_formats[name], **_place}
    for name, (expected, fits) in fields.items():
        if name not in value or not fits(value[name]):
            raise _bad_cursor(f"expected {name} to be {expected}, found {value.get(name, 'nothing')!r:.80}", at)
    unknown = sorted(set(value) - set(fields) - {"format"})
    if unknown:
        raise _bad_cursor(f"expected no field {unknown[0]!r:.80}", at)
    return value


def read_cursor(path) -> dict | None:
    """The cursor in a file that `millrace stream --cursor` or `write_cursor` wrote; None where there is no file."""
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except FileNotFoundError:
        return None
    except ValueError:
        raise _bad_cursor("the file is no JSON", str(path)) from None
    return check_cursor(value, str(path))


def cursor_text(cursor: dict) -> str:
    """A cursor's JSON text: sorted keys, one line."""
    return json.dumps(check_cursor(cursor), sort_keys=True, separators=(",", ":")) + "\n"


def write_cursor(path, cursor: dict) -> None:
    """Replaces a file by a cursor, whole or not at all."""
    text = cursor_text(cursor)
    draft = f"{path}.{os.getpid()}.partial"
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    try:
        with open(draft, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        if os.path.exists(draft):
            os.remove(draft)
        raise


def start_of_stream(view: dict, samples: int, epoch: int | None, cursor: dict | None) -> dict:
    """Where a stream of `samples` begins: at the cursor, or at the epoch's beginning, which is the end of the one before.

    Raises `cursor-mismatch` (usage) where the cursor is of another stream or epoch.
    """
    first = 0 if cursor is None else cursor["epoch"]
    start = {**view, "epoch": first if epoch is None else epoch, "position": 0}
    if cursor is None:
        return start
    for name in ("format", *_formats[start["format"]], "content", "split", "seed"):
        if cursor.get(name) != start[name]:
            raise _mismatch(name, _shown(start[name]), _shown(cursor.get(name)))
    if cursor["position"] > samples:
        raise _mismatch("position", f"at most {samples}", cursor["position"])
    if cursor["epoch"] == start["epoch"]:
        return dict(cursor)
    if cursor["epoch"] + 1 == start["epoch"] and cursor["position"] == samples:
        return start
    raise _mismatch("epoch", start["epoch"], cursor["epoch"])


def _whole(value, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _sha256(value) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def _parts(value) -> bool:
    return isinstance(value, list) and all(
        isinstance(part, dict)
        and set(part) == {"manifestSha256", "samples"}
        and _sha256(part["manifestSha256"])
        and _whole(part["samples"], _most)
        for part in value
    )


def _shown(value):
    """A field for people: of a mix's parts so much that they can be told apart."""
    if not isinstance(value, list):
        return value
    return ", ".join(f"{part['samples']} of {part['manifestSha256'][:12]}…" for part in value)


def _mismatch(field: str, expected, found) -> MillraceError:
    return MillraceError(
        "cursor-mismatch",
        f"the cursor is of another stream: expected {field} {expected}, found {found}",
        kind="usage",
        hint="go on with the version or mix, content, split, seed and epoch of the cursor, or begin without one",
    )


def _bad_cursor(message: str, at: str | None) -> MillraceError:
    return MillraceError(
        "bad-cursor",
        message,
        kind="usage",
        at=at,
        hint="give a cursor that a batch of a stream or `millrace stream --cursor` gave, as it was",
    )
