"""Sums of losses by the names that recipes give objectives, of the inputs that training/objectives collates."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .bert import Bert
from .learner import Learner, Projection


class NextToken:
    """`causal` and `instruct`: each token from those before it, of one text or of several in each sample."""

    used = ("norm", "namer")

    def __init__(self, model: Learner, parameters: dict, classes: int):
        pass

    def __call__(
        self,
        model: Learner,
        ids: torch.Tensor,
        targets: torch.Tensor,
        judged: torch.Tensor,
        text: torch.Tensor | None = None,
        places: torch.Tensor | None = None,
        texts: torch.Tensor | None = None,
    ) -> torch.Tensor:
        mask = None
        if texts is not None:
            back = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool, device=ids.device).tril()
            mask = (texts[:, None, :, None] == texts[:, None, None, :]) & back
        logits = model.logits(model.hidden(model.residual(ids, places=places, mask=mask)))
        return (_losses(logits.flatten(0, 1), targets.flatten()) * judged.flatten()).sum()


class Masked:
    """Hidden tokens from all around them. `targets` and `judged` are those of `places`, by default of all."""

    used = ("norm", "namer")

    def __init__(self, model: Learner, parameters: dict, classes: int):
        pass

    def __call__(
        self,
        model: Bert,
        ids: torch.Tensor,
        text: torch.Tensor,
        targets: torch.Tensor,
        judged: torch.Tensor,
        places: torch.Tensor | None = None,
    ) -> torch.Tensor:
        states = model.hidden(model.residual(ids, text=text))
        if places is not None:
            states = states.gather(1, places[..., None].expand(-1, -1, model.width))
        chosen = judged > 0
        # The head costs a row of logits for each state: those of hidden tokens alone.
        return _losses(model.logits(states[chosen]), targets[chosen]).sum()


class Classify:
    """The class of a document, by the heads of training/objectives/class-head.ts, which become modules of the model."""

    def __init__(self, model: Learner, parameters: dict, classes: int):
        self.pool = parameters.get("pool") or ("pooler" if "pooler" in model.parts else "mean")
        self.hides = self.pool in ("end", "pooler") or parameters["state"] == "hidden"
        self.used = ("norm", "pooler") if self.pool == "pooler" else ("norm",) if self.hides else ()
        self.scale, self.smoothing = parameters["scale"], parameters["labelSmoothing"]
        if self.pool in ("end", "pooler"):
            model.classifier = nn.Linear(model.width, classes, bias=self.pool == "pooler")
        else:
            model.score = Projection(model.width, classes, bias=True)

    def __call__(
        self,
        model: Learner,
        ids: torch.Tensor,
        labels: torch.Tensor,
        judged: torch.Tensor,
        pooling: torch.Tensor | None = None,
        **seen: torch.Tensor,
    ) -> torch.Tensor:
        states = model.residual(ids, **seen)
        if self.hides:
            states = model.hidden(states)
        if self.pool == "pooler":
            logits = model.classifier(model.drop(model.pooled_text(states)))
        else:
            pooled = (pooling @ states).squeeze(1)
            logits = model.classifier(model.drop(pooled)) if self.pool == "end" else model.score(model.drop(pooled * self.scale))
        return (_losses(logits, labels, self.smoothing * model.training) * judged).sum()


class Answer:
    """Where an answer begins and ends in a text: half the sum of both losses."""

    used = ("norm",)

    def __init__(self, model: Learner, parameters: dict, classes: int):
        model.qa_outputs = nn.Linear(model.width, 2)

    def __call__(
        self,
        model: Learner,
        ids: torch.Tensor,
        starts: torch.Tensor,
        ends: torch.Tensor,
        judged: torch.Tensor,
        **seen: torch.Tensor,
    ) -> torch.Tensor:
        first, last = model.qa_outputs(model.hidden(model.residual(ids, **seen))).unbind(-1)
        return ((_losses(first, starts) + _losses(last, ends)) * judged).sum() * 0.5


class ClassifyImage:
    """The class of an image. Rows of `targets` are shares of classes, all 0 where an image is not judged."""

    used = ()

    def __init__(self, model: Learner, parameters: dict, classes: int):
        self.smoothing = parameters["labelSmoothing"]
        model.classifier = nn.Linear(model.width, classes)

    def __call__(self, model: Learner, pixels: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        logits = model.classifier(model.pooled(pixels))
        smoothing = self.smoothing * model.training
        spread = targets.sum(1, keepdim=True) * smoothing / targets.shape[1]
        return -((targets * (1 - smoothing) + spread) * F.log_softmax(logits, 1)).sum()


objectives = {
    "causal": NextToken,
    "instruct": NextToken,
    "masked": Masked,
    "classify": Classify,
    "answer": Answer,
    "classify-image": ClassifyImage,
}


def _losses(logits: torch.Tensor, targets: torch.Tensor, smoothing: float = 0.0) -> torch.Tensor:
    """Cross-entropy of each row."""
    return F.cross_entropy(logits, targets, reduction="none", label_smoothing=smoothing)
