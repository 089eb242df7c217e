"""Reads documents and images of a store through PyTorch's loaders, with workers and without.

  python python_torch_records.py STORE DOCUMENTS IMAGES

Prints {"documents", "images"}: SHA-256 of the orders. Ends with an AssertionError where workers give another order, or a
resume does.
"""

import hashlib
import json
import sys

import torch
from torch.utils.data import DataLoader

from millrace_stream import open_version
from millrace_stream.torch import TorchDocumentDataset, TorchImageDataset


def decode(image):
    """Stands for a decoder: the first bytes of the file."""
    return torch.tensor(list(image[:4]), dtype=torch.uint8)


def places(batches):
    return [place for each in batches for place in zip(each["shards"].tolist(), each["rows"].tolist())]


def order_of(make):
    dataset = make()
    batches = list(DataLoader(dataset, batch_size=None))
    for workers in (1, 2):
        assert places(DataLoader(make(), batch_size=None, num_workers=workers)) == places(batches)
    going_on = make()
    going_on.load_state_dict(batches[1]["cursor"])
    assert places(going_on) == places(batches[2:])
    ids = [f"{dataset.stream.shards[shard]}:{row}" for shard, row in places(batches)]
    return batches, hashlib.sha256("\n".join(ids).encode()).hexdigest()


store, documents, images = sys.argv[1:]
texts, documents_order = order_of(
    lambda: TorchDocumentDataset(open_version(store, documents), 64, seed=3, columns=("text", "label"))
)
classes = TorchDocumentDataset(open_version(store, documents), 64).stream.classes
for batch in texts:
    assert len(batch["text"]) == len(batch["labels"]) and batch["labels"].dtype == torch.int64
    assert batch["label"] == [classes[place] for place in batch["labels"].tolist()]
files, images_order = order_of(lambda: TorchImageDataset(open_version(store, images), 50, seed=3, decode=decode))
kinds = {bytes(head.tolist()) for batch in files for head in batch["image"]}
assert all(kind.startswith((b"\x89PNG", b"\xff\xd8")) for kind in kinds), kinds
assert files[0]["image"].shape == (50, 4)
print(json.dumps({"documents": documents_order, "images": images_order}))
