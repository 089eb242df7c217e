"""The models that PyTorch trains, by the names that recipes give them."""

from __future__ import annotations

import torch

from .bert import Bert
from .gpt import Gpt
from .job import Job
from .learner import Learner
from .llama import Llama
from .lora import add_adapters, weights_of
from .objectives import objectives
from .vit import Vit

models = {"gpt": Gpt, "bert": Bert, "llama": Llama, "vit": Vit}


def build_model(job: Job, device: torch.device) -> Learner:
    """The run's model with its objective and the weights that the job begins with."""
    settings, weights = job.settings, job.weights()
    model = models[settings["model"]["name"]](job)
    asked = settings["objective"]
    model.objective = objectives[asked["name"]](model, asked["parameters"], job.classes)
    model.used = model.objective.used
    lora = settings.get("tune", {}).get("lora")
    if lora is not None:
        add_adapters(model, weights, lora["alpha"] / lora["rank"])
    own = weights_of(model)
    if own.keys() != weights.keys():
        raise RuntimeError(f"the model and the job differ in weights: {sorted(own.keys() ^ weights.keys())}")
    for name, weight in own.items():
        weight.requires_grad_(name not in job.frozen)
        weight.data.copy_(torch.from_numpy(weights[name]))
    return model.to(device)
