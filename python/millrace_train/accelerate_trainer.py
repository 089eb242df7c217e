"""Training steps by Hugging Face's Accelerate, replicated over the ranks."""

from __future__ import annotations

from contextlib import nullcontext

import accelerate
import torch
from accelerate import Accelerator

from .lora import weights_of
from .torch_trainer import TorchTrainer


class AccelerateTrainer(TorchTrainer):
    """`Trainer` of loop.py."""

    library = "accelerate"

    def start_ranks(self, backend: str) -> None:
        self.accelerator = Accelerator(cpu=backend == "gloo", mixed_precision="no")
        if self.accelerator.num_processes == 1 and not torch.distributed.is_initialized():
            # Of one process Accelerate makes no group.
            super().start_ranks(backend)

    def prepare(self, model: torch.nn.Module) -> None:
        self.weights = weights_of(model)
        self.trained = {name: weight for name, weight in self.weights.items() if weight.requires_grad}
        self.version = f"{accelerate.__version__} with pytorch {torch.__version__}"
        kind, constants = self.optimizer_kind()
        self.model, self.optimizer = self.accelerator.prepare(model, kind(self.groups(), **constants))
        self.load_moments()

    def synchronising(self, last: bool):
        return nullcontext() if last else self.accelerator.no_sync(self.model)

    def backward(self, loss: torch.Tensor) -> None:
        self.accelerator.backward(loss)

    def clip(self) -> float:
        most = self.job.settings["clipNorm"] or float("inf")
        return self.accelerator.clip_grad_norm_(list(self.trained.values()), most).item()
