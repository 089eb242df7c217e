"""The training loop, over whatever framework computes its steps."""

from __future__ import annotations

import os
from typing import Protocol

import numpy as np

from .early_stopping import EarlyStopping
from .feed import Slice, TokenFeed
from .job import Job
from .parent import Parent
from .prepared_feed import PreparedFeed
from .safetensors import write_tensors


class Trainer(Protocol):
    """A model with its optimizer, over all ranks."""

    ranks: int
    rank: int
    library: str
    version: str
    device: str
    """`cpu` or `gpu`."""
    device_name: str

    def sum(self, values: list[float]) -> list[float]:
        """Sums over all ranks, in double precision."""

    def step(self, slices: list[Slice], targets: float, step: int, learning_rate: float) -> tuple[float, float]:
        """One update from all micro-batches together; `targets` are counted over all ranks.

        Gives this rank's sum of losses before the update, and the norm of the whole gradient before it is clipped.
        """

    def evaluate(self, each: Slice) -> float:
        """This rank's sum of losses, without dropout."""

    def state_of_run(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]] | None:
        """Weights, and the optimizer's moments as `first/<weight>` and `second/<weight>`; on other ranks than 0 None. All ranks call it."""


def train(job: Job, trainer: Trainer, parent: Parent) -> None:
    """Trains from the job's step to the last, or until patience is over or the parent asks to stop, which leave a checkpoint."""
    settings = job.settings
    rates = job.learning_rates()
    feed = _open_feed(job, "train", trainer)
    holdout = _open_feed(job, "holdout", trainer) if job.holdout and settings["evaluateEvery"] > 0 else None
    _tell_start(trainer, parent)
    slices = feed.epochs()
    last = settings["steps"]
    early = settings.get("earlyStopping")
    patience = EarlyStopping(early, job.validations) if early else None
    if patience is not None and patience.stopped:
        return
    for step in range(job.step + 1, last + 1):
        taken = [next(slices) for _ in range(settings["accumulate"])]
        judged = sum(each.targets for each in taken)
        tokens = sum(each.tokens for each in taken)
        targets, tokens, stopping = trainer.sum([judged, float(tokens), float(parent.stopping)])
        loss_sum, norm = trainer.step(taken, max(1.0, targets), step, float(rates[step - 1]))
        (loss_sum,) = trainer.sum([loss_sum])
        row = {
            "step": step,
            "epoch": taken[0].epoch,
            "loss": loss_sum / max(1.0, targets),
            "gradientNorm": norm,
            "learningRate": float(rates[step - 1]),
            "tokens": int(tokens),
        }
        if holdout is not None and _due(step, settings["evaluateEvery"], last):
            validation = _validate(holdout, settings["evaluateBatches"], trainer)
            if validation is not None:
                row["validation"] = validation
                if patience is not None:
                    patience.add(step, validation)
        if trainer.rank == 0:
            parent.tell("step", **row)
        # Of a run that may end early: its last weights, and its best so far.
        kept = patience is not None and (patience.stopped or patience.best_step == step)
        if _due(step, settings["checkpointEvery"], last) or stopping > 0 or kept:
            _checkpoint(job, trainer, parent, step, taken[-1].cursor)
        if stopping > 0 or (patience is not None and patience.stopped):
            return


def _open_feed(job: Job, split: str, trainer: Trainer) -> TokenFeed | PreparedFeed:
    if job.feed is None:
        return TokenFeed(job, split, trainer.ranks, trainer.rank)
    return PreparedFeed(job, split, trainer.rank)


def _due(step: int, every: int, last: int) -> bool:
    return every > 0 and (step % every == 0 or step == last)


def _tell_start(trainer: Trainer, parent: Parent) -> None:
    ids = [0.0] * trainer.ranks
    ids[trainer.rank] = float(os.getpid())
    ids = trainer.sum(ids)
    if trainer.rank == 0:
        parent.tell(
            "started",
            library=trainer.library,
            version=trainer.version,
            device=trainer.device,
            deviceName=trainer.device_name,
            processIds=[int(each) for each in ids],
        )


def _validate(holdout: TokenFeed | PreparedFeed, most: int, trainer: Trainer) -> float | None:
    loss_sum, targets = 0.0, 0.0
    for each in holdout.validation(most):
        loss_sum += trainer.evaluate(each)
        targets += each.targets
    # Equal on all ranks, so that all of them draw the same conclusion.
    loss_sum, targets = trainer.sum([loss_sum, targets])
    return loss_sum / targets if targets > 0 else None


def _checkpoint(job: Job, trainer: Trainer, parent: Parent, step: int, cursor: dict | None) -> None:
    state = trainer.state_of_run()
    if state is None:
        return
    folder = os.path.join(job.folder, f"{step:08d}")
    os.makedirs(folder, exist_ok=True)
    weights, moments = state
    write_tensors(os.path.join(folder, "weights.safetensors"), weights)
    write_tensors(os.path.join(folder, "optimizer.safetensors"), moments)
    parent.tell("checkpoint", step=step, cursor=cursor, folder=folder)
