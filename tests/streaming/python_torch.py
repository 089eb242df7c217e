"""Reads a version through PyTorch's loaders, however they are set, and holds every way to the one order.

  python python_torch.py STORE REFERENCE

Prints {"orderSha256", "cursors", "ranks", "stateful"}: of one process without workers, of the ranks of a
process group, and whether torchdata was there. Ends with an AssertionError where some way gives another order.
"""

import hashlib
import importlib.util
import itertools
import json
import os
import sys

import torch
from torch import distributed, multiprocessing
from torch.utils.data import DataLoader

from millrace_stream import MillraceError, open_version
from millrace_stream.torch import TorchTokenDataset

store, reference = sys.argv[1:]
batch = 1500


def dataset(**options):
    return TorchTokenDataset(open_version(store, reference), batch, seed=3, **options)


def loaded(source, workers=0, **options):
    return DataLoader(source, batch_size=None, num_workers=workers, **options)


def samples(batches):
    return [place for each in batches for place in zip(each["shards"].tolist(), each["rows"].tolist())]


def digest(source, places):
    shards = source.stream.shards
    return hashlib.sha256("\n".join(f"{shards[shard]}:{row}" for shard, row in places).encode()).hexdigest()


def check_values(whole):
    from millrace_stream import TokenStream

    stream = TokenStream(open_version(store, reference), batch, seed=3)
    for ours, theirs in zip(stream, whole, strict=True):
        assert torch.equal(theirs["input_ids"], torch.from_numpy(ours.tokens).long())
        assert torch.equal(theirs["labels"], torch.from_numpy(ours.labels()))
        assert theirs["used"].tolist() == ours.used.tolist() and theirs["cursor"] == ours.cursor


def check_workers(order):
    for workers in (1, 2, 3):
        batches = list(loaded(dataset(), workers, pin_memory=torch.cuda.is_available()))
        assert samples(batches) == order, workers
        going_on = dataset()
        going_on.load_state_dict(batches[4]["cursor"])
        assert samples(loaded(going_on, 3 - workers)) == order[5 * batch :], workers
    whole = len(order) // batch * batch
    assert samples(loaded(dataset(drop_last=True), 2)) == order[:whole]
    assert len(loaded(dataset(), 2)) == len(list(loaded(dataset(), 2))) == -(-len(order) // batch)
    assert samples(loaded(dataset(), 2, multiprocessing_context="spawn")) == order


def check_epochs(order):
    second = samples(loaded(dataset(epoch=1)))
    assert second != order and sorted(second) == sorted(order)
    for workers in (0, 2):
        source = dataset()
        loader = loaded(source, workers, persistent_workers=workers > 0)
        found = []
        for epoch in (0, 1, 0):
            source.set_epoch(epoch)
            found.append(samples(loader))
        assert found == [order, second, order], workers
        endless = loaded(dataset(endless=True), workers)
        batches = 2 * -(-len(order) // batch)
        assert samples(itertools.islice(endless, batches)) == order + second, workers


def check_state(order):
    from torchdata.stateful_dataloader import StatefulDataLoader

    def stateful(workers, **options):
        return StatefulDataLoader(dataset(**options), batch_size=None, num_workers=workers)

    last = -(-len(order) // batch)
    for workers, reads in [(0, (1, 7, last - 1)), (2, (1, 2, 7, last - 1)), (3, (1, 4, 8))]:
        for read in reads:
            first, second = stateful(workers), stateful(workers)
            before = samples(itertools.islice(iter(first), read))
            second.load_state_dict(json.loads(json.dumps(first.state_dict())))
            assert before + samples(second) == order, (workers, read)
    # A state of one of two workers is no place for three.
    source = dataset()
    source.load_state_dict({**source.state_dict(), "workers": 2, "skipBatches": 1})
    try:
        list(loaded(source))
    except MillraceError as error:
        assert error.code == "cursor-mismatch"
    else:
        raise AssertionError("a worker's state was taken for a place")


def of_rank(rank, port, answers):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    early = dataset()
    distributed.init_process_group("gloo", rank=rank, world_size=2)
    try:
        iter(early)
    except MillraceError as error:
        assert error.code == "bad-stream"
    else:
        raise AssertionError("a dataset of one rank was read by two")
    source = dataset(drop_last=True)
    answers.put((rank, digest(source, samples(loaded(source, 2)))))
    distributed.destroy_process_group()


def check_ranks():
    answers = multiprocessing.get_context("spawn").SimpleQueue()
    port = 20_000 + os.getpid() % 20_000
    multiprocessing.spawn(of_rank, args=(port, answers), nprocs=2)
    found = dict(answers.get() for _ in range(2))
    for rank in range(2):
        os.environ.update(RANK=str(rank), WORLD_SIZE="2")
        source = dataset(drop_last=True)
        assert digest(source, samples(loaded(source, 3))) == found[rank]
    del os.environ["RANK"], os.environ["WORLD_SIZE"]
    return [found[rank] for rank in range(2)]


def check_damage(order):
    source = dataset()
    manifest = source.stream.version.manifest
    key = f"{manifest['dataset']}/{manifest['shards'][2]['file']}"
    path = os.path.join(store, key)
    with open(path, "rb") as file:
        good = file.read()
    with open(path, "wb") as file:
        file.write(good[:1000])
    try:
        list(loaded(source, 2))
    except Exception as error:
        assert "short-read" in str(error) and key in str(error), error
    else:
        raise AssertionError("a shard that is cut was read")
    with open(path, "wb") as file:
        file.write(good)


def main():
    source = dataset()
    whole = list(loaded(source))
    order = samples(whole)
    assert source.state_dict() == whole[-1]["cursor"]
    check_values(whole)
    check_workers(order)
    check_epochs(order)
    stateful = importlib.util.find_spec("torchdata") is not None
    if stateful:
        check_state(order)
    ranks = check_ranks()
    check_damage(order)
    cursors = [each["cursor"] for each in whole]
    print(json.dumps({"orderSha256": digest(source, order), "cursors": cursors, "ranks": ranks, "stateful": stateful}))


if __name__ == "__main__":
    main()
