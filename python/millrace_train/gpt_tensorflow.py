"""GPT-2 in TensorFlow, over weights by the names of training/models/gpt.ts."""

from __future__ import annotations

from collections.abc import Callable

import tensorflow as tf


def loss_sum(
    weights: dict[str, tf.Variable],
    parameters: dict,
    inputs: tuple[tf.Tensor, tf.Tensor, tf.Tensor],
    drop: Callable[[tf.Tensor], tf.Tensor],
    product: Callable[..., tf.Tensor] = tf.matmul,
) -> tf.Tensor:
    """Sum of losses of the next tokens. `inputs` are ids, targets and what is judged, [samples, length] each; `product`
    is that of matrices."""
    ids, targets, judged = inputs
    length = ids.shape[1]
    x = drop(tf.gather(weights["wte.weight"], ids) + weights["wpe.weight"][:length])
    ahead = (1 - tf.linalg.band_part(tf.ones([length, length]), -1, 0)) * -1e9
    for layer in range(parameters["layers"]):
        name = f"h.{layer}"
        mixed = _project(product, weights, f"{name}.attn.c_attn", _normed(weights, f"{name}.ln_1", x))
        attended = _attend(product, mixed, ahead, parameters["heads"])
        x += drop(_project(product, weights, f"{name}.attn.c_proj", attended))
        wide = tf.nn.gelu(_project(product, weights, f"{name}.mlp.c_fc", _normed(weights, f"{name}.ln_2", x)))
        x += drop(_project(product, weights, f"{name}.mlp.c_proj", wide))
    logits = _rows(product, _normed(weights, "ln_f", x), weights["wte.weight"], transpose_b=True)
    return tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(targets, logits) * judged)


def _attend(product: Callable[..., tf.Tensor], mixed: tf.Tensor, ahead: tf.Tensor, heads: int) -> tf.Tensor:
    samples, length, width = mixed.shape[0], mixed.shape[1], mixed.shape[2] // 3
    parts = tf.reshape(mixed, [samples, length, 3, heads, width // heads])
    query, key, value = tf.unstack(tf.transpose(parts, [2, 0, 3, 1, 4]))
    scores = product(query * (width // heads) ** -0.5, key, transpose_b=True) + ahead
    mean = product(tf.nn.softmax(scores), value)
    return tf.reshape(tf.transpose(mean, [0, 2, 1, 3]), [samples, length, width])


def _project(product: Callable[..., tf.Tensor], weights: dict[str, tf.Variable], name: str, x: tf.Tensor) -> tf.Tensor:
    mixed = _rows(product, x, weights[f"{name}.weight"])
    return mixed + weights[f"{name}.bias"] if f"{name}.bias" in weights else mixed


def _rows(product: Callable[..., tf.Tensor], x: tf.Tensor, matrix: tf.Variable, **options) -> tf.Tensor:
    """All rows of `x` in one product."""
    mixed = product(tf.reshape(x, [-1, x.shape[-1]]), matrix, **options)
    return tf.reshape(mixed, [*x.shape[:-1], mixed.shape[-1]])


def halved_product(a: tf.Tensor, b: tf.Tensor, **options) -> tf.Tensor:
    """A product whose factors, and what it gives, are rounded to bfloat16: training/engines/in-precision.ts."""
    halves = [tf.cast(each, tf.bfloat16) for each in (a, b)]
    return tf.cast(tf.matmul(*halves, **options), tf.float32)


def _normed(weights: dict[str, tf.Variable], name: str, x: tf.Tensor) -> tf.Tensor:
    mean, variance = tf.nn.moments(x, -1, keepdims=True)
    scaled = (x - mean) * tf.math.rsqrt(variance + 1e-5) * weights[f"{name}.weight"]
    return scaled + weights[f"{name}.bias"] if f"{name}.bias" in weights else scaled
