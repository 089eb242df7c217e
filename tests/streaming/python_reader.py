"""Answers requests, one JSON object a line each way, with what millrace_stream does.

An answer is {"result": …} or {"error": {code, message, at, hint, kind}}.
"""

import hashlib
import json
import os
import sys
import zlib

import numpy as np
import pyarrow as pa

from millrace_stream import (
    DocumentStream,
    ImageStream,
    MillraceError,
    Mix,
    MixPart,
    TokenStream,
    open_version,
    read_cursor,
    write_cursor,
)
from millrace_stream.order import permutation, random_uint32


def draws(seed, counters):
    return random_uint32(seed, counters).tolist()


def permuted(count, seed):
    return hashlib.sha256(permutation(count, seed).astype("<u4").tobytes()).hexdigest()


def version(store, reference):
    found = open_version(store, reference)
    return {"key": found.key, "sha256": found.sha256, "version": found.manifest["version"]}


def streamed(store, reference):
    """The version of a reference, or the mix of an object with references as versions."""
    if isinstance(reference, str):
        return open_version(store, reference)
    parts = [MixPart(**{**part, "version": open_version(store, part["version"])}) for part in reference["parts"]]
    return Mix(**{**reference, "parts": parts})


def read(store, reference, stop=None, endless=False, every=1, skip=0, begin=None, cursor_file=None, **options):
    """Digests of what a stream gives, and all its cursors; `stop` after so many batches."""
    if cursor_file is not None:
        options["cursor"] = read_cursor(cursor_file)
    stream = TokenStream(streamed(store, reference), **options)
    if begin is not None:
        stream.begin(**begin)
    order, tokens, used, judged = [], hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
    cursors, sizes = [], []
    batches = (stream.epochs if endless else stream.batches)(every, skip)
    for batch in batches:
        order += [f"{stream.shards[shard]}:{row}" for shard, row in zip(batch.shards.tolist(), batch.rows.tolist())]
        tokens.update(batch.tokens.astype("<i4").tobytes())
        used.update(batch.used.astype("<i4").tobytes())
        following, mask = batch.next_tokens()
        judged.update(following.astype("<i4").tobytes())
        judged.update(mask.astype("<f4").tobytes())
        check_labels(batch, following, mask)
        cursors.append(batch.cursor)
        sizes.append(len(batch))
        if len(cursors) == stop:
            break
    batches.close()
    if cursor_file is not None:
        write_cursor(cursor_file, cursors[-1])
    return {
        "orderSha256": hashlib.sha256("\n".join(order).encode()).hexdigest(),
        "tokensSha256": tokens.hexdigest(),
        "usedSha256": used.hexdigest(),
        "judgedSha256": judged.hexdigest(),
        "cursors": cursors,
        "sizes": sizes,
        "batches": len(stream),
        "start": stream.start,
    }


def records(store, reference, content, **options):
    """Digests of a stream of documents or images, and all its labels and cursors."""
    kind = DocumentStream if content == "documents" else ImageStream
    stream = kind(streamed(store, reference), **options)
    order, values, labels, cursors = [], [], [], []
    for batch in stream:
        order += [f"{stream.shards[shard]}:{row}" for shard, row in zip(batch.shards.tolist(), batch.rows.tolist())]
        if content == "documents":
            values += batch.columns["text"]
        else:
            digests = [hashlib.sha256(image).hexdigest() for image in batch.columns["image"]]
            values += [f"{id} {digest}" for id, digest in zip(batch.columns["id"], digests)]
        labels += batch.labels.tolist()
        cursors.append(batch.cursor)
    return {
        "orderSha256": hashlib.sha256("\n".join(order).encode()).hexdigest(),
        "labels": labels,
        "classes": stream.classes,
        "cursors": cursors,
        "valuesSha256": hashlib.sha256("\n".join(values).encode()).hexdigest(),
    }


def recoded(store, reference, to, codec, crc32=False):
    """Writes a version's token shards anew, their record batches compressed by a codec or by none, with checksums or not."""
    found = open_version(store, reference)
    dataset = found.manifest["dataset"]
    os.makedirs(f"{to}/{dataset}/data")
    os.makedirs(f"{to}/{dataset}/versions")
    for shard in found.manifest["shards"]:
        sink = pa.BufferOutputStream()
        with pa.ipc.open_file(found.store.open(f"{dataset}/{shard['file']}")) as file:
            options = pa.ipc.IpcWriteOptions(compression=codec)
            groups = []
            with pa.ipc.new_stream(sink, file.schema, options=options) as writer:
                for place in range(file.num_record_batches):
                    batch = file.get_batch(place)
                    # The schema is written with the first batch.
                    offset = sink.tell() if place > 0 else len(file.schema.serialize())
                    writer.write_batch(batch)
                    groups.append({"rows": batch.num_rows, "offset": offset, "bytes": sink.tell() - offset})
        content = sink.getvalue().to_pybytes()
        for group in groups if crc32 else []:
            group["crc32"] = zlib.crc32(content[group["offset"] : group["offset"] + group["bytes"]])
        sha256 = hashlib.sha256(content).hexdigest()
        shard |= {"file": f"data/{sha256}.arrow", "sha256": sha256, "bytes": len(content), "rowGroups": groups}
        with open(f"{to}/{dataset}/{shard['file']}", "wb") as file:
            file.write(content)
    with open(f"{to}/{dataset}/versions/00000001.json", "w", encoding="utf-8") as file:
        json.dump(found.manifest, file)


def check_labels(batch, following, mask):
    """What a model that shifts labels itself judges is what `next_tokens` says."""
    labels = batch.labels()
    assert labels.dtype == np.int64
    assert ((labels[:, 1:] != -100) == (mask[:, :-1] == 1)).all()
    assert (labels[:, 1:][mask[:, :-1] == 1] == following[:, :-1][mask[:, :-1] == 1]).all()
    assert not mask[:, -1].any()


if __name__ == "__main__":
    answers = {
        "draws": draws,
        "permuted": permuted,
        "version": version,
        "read": read,
        "records": records,
        "recoded": recoded,
    }
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"result": answers[request.pop("ask")](**request)}
        except MillraceError as error:
            names = ("code", "message", "at", "hint", "kind")
            answer = {"error": {name: getattr(error, name) for name in names}}
        print(json.dumps(answer), flush=True)
