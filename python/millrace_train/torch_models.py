"""The models that PyTorch trains, by the names that recipes give them."""

from __future__ import annotations

import torch
from torch import nn

from .bert import Bert
from .gpt import Gpt
from .job import Job

models = {"gpt": Gpt, "bert": Bert}


def build_model(job: Job, device: torch.device) -> nn.Module:
    """The run's model with the weights that the job begins with."""
    chosen = job.settings["model"]
    model = models[chosen["name"]](chosen["parameters"], job.vocabulary, job.positions, job.settings["dropout"])
    weights = {name: torch.from_numpy(value) for name, value in job.weights().items()}
    model.load_state_dict(weights, strict=True)
    for name in job.frozen:
        model.get_parameter(name).requires_grad_(False)
    return model.to(device)
