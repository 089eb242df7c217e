"""Token rows written and streamed by peers.

  python stream-peers.py write PEER ROWS.bin LENGTH OUT
  python stream-peers.py read  PEER OUT LENGTH WORKERS EPOCHS

PEER is litdata or mosaicml-streaming; ROWS.bin holds uint16 rows of LENGTH. `read` shuffles, makes batches of 32, sums
every 64th token and prints one JSON object: rows, tokens and their sum, wall and CPU seconds (all processes, imports
excluded), seconds to the first batch, seconds to the first batch after a resume in the middle of an epoch, peak RSS.
"""

import json
import os
import resource
import sys
import time
from importlib.metadata import version

import numpy as np
import torch
from torch.utils.data import DataLoader

batch_rows = 32


def litdata_row(place):
    return torch.from_numpy(np.array(rows[place]))


def write_litdata(out):
    from litdata import TokensLoader, optimize

    optimize(
        fn=litdata_row,
        inputs=list(range(len(rows))),
        output_dir=out,
        chunk_bytes="64MB",
        item_loader=TokensLoader(block_size=length),
        num_workers=1,
    )


def write_mds(out):
    from streaming import MDSWriter

    with MDSWriter(out=out, columns={"tokens": f"ndarray:uint16:{length}"}) as writer:
        for row in rows:
            writer.write({"tokens": np.array(row)})


def open_litdata(out, workers):
    from litdata import StreamingDataLoader, StreamingDataset, TokensLoader

    dataset = StreamingDataset(out, item_loader=TokensLoader(block_size=length), shuffle=True, seed=1)
    return StreamingDataLoader(dataset, batch_size=batch_rows, num_workers=workers, **lasting(workers))


def open_mds(out, workers):
    from streaming import StreamingDataLoader, StreamingDataset

    dataset = StreamingDataset(local=out, batch_size=batch_rows, shuffle=True, shuffle_seed=1)
    return StreamingDataLoader(dataset, batch_size=batch_rows, num_workers=workers, **lasting(workers))


def lasting(workers):
    return {"persistent_workers": True} if workers > 0 else {}


def tokens_of(batch):
    return batch["tokens"] if isinstance(batch, dict) else batch


def cpu_seconds():
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


def resumed(opened, out, workers):
    """Seconds from opening a new loader with half an epoch's state to its first batch."""
    loader = opened(out, workers)
    for count, _ in enumerate(loader):
        if count * batch_rows * 2 >= expected_rows:
            break
    state = loader.state_dict()
    del loader
    start = time.perf_counter()
    loader = opened(out, workers)
    loader.load_state_dict(state)
    next(iter(loader))
    return time.perf_counter() - start


mode, peer = sys.argv[1:3]
if mode == "write":
    path, length, out = sys.argv[3], int(sys.argv[4]), sys.argv[5]
    rows = np.memmap(path, dtype=np.uint16, mode="r").reshape(-1, length)
    if __name__ == "__main__":
        {"litdata": write_litdata, "mosaicml-streaming": write_mds}[peer](out)
else:
    out, length, workers, epochs = sys.argv[3], int(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6])
    opened = {"litdata": open_litdata, "mosaicml-streaming": open_mds}[peer]
    opened(out, 0)  # imports
    cpu, start = cpu_seconds(), time.perf_counter()
    loader = opened(out, workers)
    first, seen, total = None, 0, 0
    for _ in range(epochs):
        for batch in loader:
            tokens = tokens_of(batch)
            first = first or time.perf_counter() - start
            seen += len(tokens)
            total += int(tokens[:, ::64].to(torch.int64).sum())
    wall = time.perf_counter() - start
    expected_rows = seen // epochs
    del loader
    import gc

    gc.collect()
    spent = cpu_seconds() - cpu
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    result = {
        "version": version(peer),
        "rows": seen,
        "sum": total,
        "wallSeconds": wall,
        "cpuSeconds": spent,
        "firstBatchSeconds": first,
        "peakRssBytes": peak * 1024,
        "resumeSeconds": resumed(opened, out, workers),
    }
    print(json.dumps(result), flush=True)
    os._exit(0)
