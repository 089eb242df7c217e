"""Packed token sequences for TensorFlow: needs tensorflow, which `millrace_stream` itself does not."""

from __future__ import annotations

import tensorflow as tf

from .cursor import cursor_text
from .token_stream import TokenStream


def tensorflow_dataset(stream: TokenStream, endless: bool = False) -> tf.data.Dataset:
    """Batches of a stream of int32 ids: `tokens` [samples, length], `labels` the same with −100 for padding, `used`
    [samples], and `cursor`, the place after the batch as JSON text.

    Iterating gives one epoch, or with `endless` all from there on. Each worker of a MultiWorkerMirroredStrategy makes its
    own of a stream of its rank, and its batches are not shared out again.
    """

    def read():
        for batch in stream.epochs() if endless else stream.batches():
            labels = batch.labels().astype("int32")
            yield {"tokens": batch.tokens, "labels": labels, "used": batch.used, "cursor": cursor_text(batch.cursor)}

    shape = tf.TensorSpec((None, stream.length), tf.int32)
    signature = {"tokens": shape, "labels": shape, "used": tf.TensorSpec((None,), tf.int32), "cursor": tf.TensorSpec((), tf.string)}
    options = tf.data.Options()
    options.experimental_distribute.auto_shard_policy = tf.data.experimental.AutoShardPolicy.OFF
    return tf.data.Dataset.from_generator(read, output_signature=signature).with_options(options)
