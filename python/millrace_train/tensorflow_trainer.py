"""Training steps in TensorFlow over the workers of `MultiWorkerMirroredStrategy`, which `TF_CONFIG` names."""

from __future__ import annotations

import json
import os

import numpy as np
import tensorflow as tf

from millrace_stream import MillraceError

from .feed import Slice
from .gpt_tensorflow import halved_product, loss_sum
from .job import Job
from .processor import processor_name


class TensorFlowTrainer:
    """`Trainer` of loop.py. Every worker has all weights; gradients are added up over them."""

    library = "tensorflow"
    version = tf.__version__

    def __init__(self, job: Job):
        self.job = job
        task = json.loads(os.environ["TF_CONFIG"])
        self.ranks, self.rank = len(task["cluster"]["worker"]), task["task"]["index"]
        self.device = self._choose_device()
        self.strategy = tf.distribute.MultiWorkerMirroredStrategy()
        weights, moments = job.weights(), job.moments()
        self.trained = [name for name in weights if name not in job.frozen]
        with self.strategy.scope():
            self.weights = {name: _variable(value, name not in job.frozen) for name, value in weights.items()}
            self.state = {
                f"{order}/{name}": _variable(moments.get(f"{order}/{name}", np.zeros_like(weights[name])), False)
                for order in _kept_moments(job.settings)
                for name in self.trained
            }
        self._sum = tf.function(self._sum_over_ranks)
        self._step = tf.function(self._update)
        self._evaluate = tf.function(lambda *inputs: self.strategy.run(self._loss, inputs))

    def sum(self, values: list[float]) -> list[float]:
        return self._local(self._sum(tf.constant(values, tf.float64))).numpy().tolist()

    def step(self, slices: list[Slice], targets: float, step: int, learning_rate: float) -> tuple[float, float]:
        stacked = [tf.constant(np.stack([each[place] for each in map(_inputs, slices)])) for place in range(3)]
        rates = {"scale": 1 / targets, **_rates(self.job.settings, step, learning_rate)}
        rates = {name: tf.constant(value, tf.float32) for name, value in rates.items()}
        loss, norm = self._step(*stacked, rates, tf.constant([step, self.rank], tf.int32))
        return float(self._local(loss)), float(self._local(norm))

    def evaluate(self, each: Slice) -> float:
        return float(self._local(self._evaluate(*map(tf.constant, _inputs(each)))))

    def state_of_run(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]] | None:
        if self.rank > 0:
            return None
        return ({name: value.numpy() for name, value in each.items()} for each in (self.weights, self.state))

    def close(self) -> None:
        """Workers wait for each other: one that ends early takes the others' collectives along."""
        self.sum([0.0])

    def _choose_device(self) -> str:
        wanted = self.job.settings["device"]
        cards = tf.config.list_physical_devices("GPU")
        if wanted == "gpu" and len(cards) < self.ranks:
            raise MillraceError(
                "no-gpu",
                f"device: gpu was asked for with {self.ranks} processes, and TensorFlow finds {len(cards)} cards",
                kind="usage",
                hint="ask for fewer processes, or for device: cpu",
            )
        own = cards[self.rank : self.rank + 1] if wanted != "cpu" and len(cards) >= self.ranks else []
        tf.config.set_visible_devices(own, "GPU")
        self.device_name = processor_name()
        if own:
            self.device_name = tf.config.experimental.get_device_details(own[0]).get("device_name", own[0].name)
        return "gpu" if own else "cpu"

    def _sum_over_ranks(self, values: tf.Tensor):
        # What is added up must lie on the replica's device.
        here = tf.distribute.get_replica_context
        return self.strategy.run(lambda own: here().all_reduce("SUM", tf.identity(own)), (values,))

    def _loss(self, *inputs: tf.Tensor, drop=tf.identity, product=tf.matmul) -> tf.Tensor:
        return loss_sum(self.weights, self.job.settings["model"]["parameters"], inputs, drop, product)

    def _update(self, ids, targets, judged, rates, place):
        return self.strategy.run(self._update_replica, (ids, targets, judged, rates, place))

    def _update_replica(self, ids, targets, judged, rates, place):
        settings = self.job.settings
        variables = [self.weights[name] for name in self.trained]
        product = halved_product if settings.get("precision") == "bfloat16" else tf.matmul
        update = self._sgd if settings.get("optimizer") == "sgd" else self._adam
        sums, total = None, 0.0
        for number in range(settings["accumulate"]):
            with tf.GradientTape() as tape:
                drop = _dropout(settings["dropout"], settings["seed"] * 2**10 + number, place)
                loss = self._loss(ids[number], targets[number], judged[number], drop=drop, product=product)
                share = loss * rates["scale"]
            gradients = [tf.convert_to_tensor(each) for each in tape.gradient(share, variables)]
            sums = gradients if sums is None else [tf.add(*pair) for pair in zip(sums, gradients)]
            total += loss
        sums = tf.distribute.get_replica_context().all_reduce("SUM", sums)
        norm = tf.linalg.global_norm(sums)
        if settings["clipNorm"] > 0:
            factor = tf.minimum(settings["clipNorm"] / (norm + 1e-6), 1.0)
            sums = [gradient * factor for gradient in sums]
        for name, gradient in zip(self.trained, sums):
            update(name, gradient, rates)
        return total, norm

    def _sgd(self, name: str, gradient: tf.Tensor, rates: dict[str, tf.Tensor]) -> None:
        """PyTorch's SGD: training/optimizer/eager-sgd.ts."""
        weight, settings = self.weights[name], self.job.settings
        moved = gradient + settings["weightDecay"] * weight if name in self.job.decays else gradient
        if f"first/{name}" in self.state:
            first = self.state[f"first/{name}"]
            moved = first * settings["momentum"] + moved
            first.assign(moved)
        weight.assign(weight - rates["rate"] * moved)

    def _adam(self, name: str, gradient: tf.Tensor, rates: dict[str, tf.Tensor]) -> None:
        """PyTorch's AdamW: training/optimizer/adam-rates.ts."""
        weight, first, second = self.weights[name], self.state[f"first/{name}"], self.state[f"second/{name}"]
        moved = first + (gradient - first) * (1 - self.job.settings["beta1"])
        spread = second + (tf.square(gradient) - second) * (1 - self.job.settings["beta2"])
        kept = weight * (1 - rates["decay"]) if name in self.job.decays else tf.identity(weight)
        first.assign(moved)
        second.assign(spread)
        weight.assign(kept - rates["rate"] * moved / (tf.sqrt(spread) + rates["epsilon"]))

    def _local(self, value) -> tf.Tensor:
        return self.strategy.experimental_local_results(value)[0]


def _kept_moments(settings: dict) -> tuple[str, ...]:
    if settings.get("optimizer") != "sgd":
        return ("first", "second")
    return ("first",) if settings.get("momentum", 0) > 0 else ()


def _rates(settings: dict, step: int, learning_rate: float) -> dict[str, float]:
    if settings.get("optimizer") == "sgd":
        return {"rate": learning_rate}
    # As training/optimizer/adam-rates.ts has it: the corrections of the moments are scalars.
    root = (1 - settings["beta2"] ** step) ** 0.5
    return {
        "rate": learning_rate * root / (1 - settings["beta1"] ** step),
        "epsilon": settings["epsilon"] * root,
        "decay": learning_rate * settings["weightDecay"],
    }


def _inputs(each: Slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return each.inputs["ids"], each.inputs["targets"], each.inputs["judged"]


def _variable(value: np.ndarray, trainable: bool) -> tf.Variable:
    # Each worker computes the same value, so the first one's is that of all.
    aggregation = tf.VariableAggregation.ONLY_FIRST_REPLICA
    return tf.Variable(value, trainable=trainable, dtype=tf.float32, aggregation=aggregation)


def _dropout(probability: float, seed: int, place: tf.Tensor):
    """Drops by a draw of seed, step, rank and site, whatever came before in this process."""
    if probability == 0:
        return tf.identity
    sites = iter(range(2**20))

    def drop(x: tf.Tensor) -> tf.Tensor:
        site = tf.constant((seed * 2**12 + next(sites)) % 2**31, tf.int32)
        return tf.nn.experimental.stateless_dropout(x, probability, seed=tf.stack([site, place[0] * 1024 + place[1]]))

    return drop
