"""Reads a version through tf.data, and holds it to the stream that it is made of.

  python python_tensorflow.py STORE REFERENCE

Prints {"orderSha256", "cursors"}. Ends with an AssertionError where tf.data gives other batches than the stream.
"""

import hashlib
import itertools
import json
import sys

import numpy as np
import tensorflow as tf

from millrace_stream import TokenStream, open_version
from millrace_stream.tensorflow import tensorflow_dataset

store, reference = sys.argv[1:]
stream = TokenStream(open_version(store, reference), 1500, seed=3)
ids, cursors = [], []
for ours, theirs in zip(stream, tensorflow_dataset(stream), strict=True):
    assert np.array_equal(theirs["tokens"], ours.tokens) and np.array_equal(theirs["labels"], ours.labels())
    assert np.array_equal(theirs["used"], ours.used)
    ids += [f"{stream.shards[shard]}:{row}" for shard, row in zip(ours.shards.tolist(), ours.rows.tolist())]
    cursors.append(json.loads(theirs["cursor"].numpy()))

batches = len(stream)
for ours, theirs in zip(stream.epochs(), itertools.islice(tensorflow_dataset(stream, endless=True), batches + 2)):
    assert json.loads(theirs["cursor"].numpy()) == ours.cursor

strategy = tf.distribute.MirroredStrategy(["/cpu:0"])
whole = TokenStream(open_version(store, reference), 1500, seed=3, drop_last=True)
dealt = [each["cursor"].numpy() for each in strategy.experimental_distribute_dataset(tensorflow_dataset(whole))]
assert [json.loads(each) for each in dealt] == cursors[: len(whole)]

print(json.dumps({"orderSha256": hashlib.sha256("\n".join(ids).encode()).hexdigest(), "cursors": cursors}))
