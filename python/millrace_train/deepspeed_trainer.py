"""Training steps by DeepSpeed's ZeRO, stage 2: gradients and the optimizer's state are dealt out over the ranks."""

from __future__ import annotations

import os
from contextlib import nullcontext

import numpy as np
import torch

from .feed import Slice
from .job import Job
from .lora import weights_of
from .torch_trainer import TorchTrainer, choose_device, kept_moments


class DeepSpeedTrainer(TorchTrainer):
    """`Trainer` of loop.py."""

    def __init__(self, job: Job):
        if choose_device(job.settings["device"]).type == "cpu":
            # Read when DeepSpeed is imported.
            os.environ["DS_ACCELERATOR"] = "cpu"
        import deepspeed

        self.deepspeed = deepspeed
        super().__init__(job)
        self.library = "deepspeed"
        self.version = f"{deepspeed.__version__} with pytorch {torch.__version__}"

    def start_ranks(self, backend: str) -> None:
        self.deepspeed.init_distributed(dist_backend=backend, verbose=False)

    def prepare(self, model: torch.nn.Module) -> None:
        settings = self.job.settings
        self.weights = weights_of(model)
        self.trained = {name: weight for name, weight in self.weights.items() if weight.requires_grad}
        kind, constants = self.optimizer_kind()
        self.keys = kept_moments(settings)
        forward = model.forward

        def in_precision(**inputs):
            # Inside the model, where DeepSpeed leaves it alone: its own would round weights and gradients too.
            with self.precision() if model.training else nullcontext():
                return forward(**inputs)

        model.forward = in_precision
        self.model, self.optimizer, _, _ = self.deepspeed.initialize(
            model=model,
            optimizer=kind(self.groups(), **constants),
            config={
                "train_micro_batch_size_per_gpu": settings["batch"] // self.ranks,
                "gradient_accumulation_steps": settings["accumulate"],
                "gradient_clipping": settings["clipNorm"],
                "zero_optimization": {"stage": 2},
                # Of PyTorch's optimizers it names AdamW alone as tested; tests/training/distributed tests SGD.
                "zero_allow_untested_optimizer": True,
                "steps_per_print": 2**31,
            },
        )
        self.load_moments()

    def step(self, slices: list[Slice], targets: float, step: int, learning_rate: float) -> tuple[float, float]:
        self.seed(step)
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        self.model.train()
        loss_sum = 0.0
        for each in slices:
            loss = self.model(**self.inputs(each))
            # Gradients are averaged over the ranks and the micro-batches: the factor makes the average a sum.
            self.model.backward(loss * (self.ranks * len(slices) / targets))
            self.model.step()
            loss_sum += loss.item()
        return loss_sum, float(self.model.get_global_grad_norm())

    def synchronising(self, last: bool):
        return nullcontext()

    def load_moments(self) -> None:
        moments = self.job.moments()
        if not moments:
            return
        inner = self.optimizer.optimizer
        counts = "momentum_buffer" not in self.keys.values()
        for group in inner.param_groups:
            for flat in group["params"]:
                state = {key: torch.zeros_like(flat) for key in self.keys.values()}
                # Each has a counter of its own, since the optimizer adds to all of them.
                inner.state[flat] = {**({"step": torch.tensor(float(self.job.step))} if counts else {}), **state}
        self._link_states()
        for name, weight in self.trained.items():
            for order, key in self.keys.items():
                value = torch.from_numpy(moments[f"{order}/{name}"]).to(self.device_of_rank)
                self.deepspeed.utils.safe_set_full_optimizer_state(weight, value, key)

    def _link_states(self) -> None:
        # DeepSpeed links weights to their states after the first group's first step, when the other group has none yet.
        self.optimizer._hp_optimizer_states_linked = False
        self.optimizer._lazy_init_hp_params_optimizer_state()

    def moments(self) -> dict[tuple[str, str], np.ndarray]:
        if not self.keys:
            return {}
        self._link_states()
        return {
            (order, name): self.deepspeed.utils.safe_get_full_optimizer_state(weight, key).cpu().numpy()
            for name, weight in self.trained.items()
            for order, key in self.keys.items()
        }
