"""Training steps in PyTorch over the ranks of `torch.distributed`: replicated (DDP), sharded (FSDP), or with the
optimizer's state alone dealt out (ZeRO, stage 1)."""

from __future__ import annotations

import os
from contextlib import nullcontext

import numpy as np
import torch
from torch import distributed
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.distributed.optim import ZeroRedundancyOptimizer
from torch.distributed.tensor import DTensor, distribute_tensor
from torch.nn.parallel import DistributedDataParallel

from millrace_stream import MillraceError

from .feed import Slice
from .job import Job
from .lora import weights_of
from .processor import processor_name
from .torch_models import build_model


def kept_moments(settings: dict) -> dict[str, str]:
    """What the run's optimizer keeps for each weight, by Millrace's name and PyTorch's."""
    if settings.get("optimizer") != "sgd":
        return {"first": "exp_avg", "second": "exp_avg_sq"}
    return {"first": "momentum_buffer"} if settings.get("momentum", 0) > 0 else {}


def choose_device(wanted: str) -> torch.device:
    """The card of this rank, or the processor. Raises `no-gpu` where a card was asked for and is not there."""
    local = int(os.environ.get("LOCAL_RANK", 0))
    local_ranks = int(os.environ.get("LOCAL_WORLD_SIZE", 1))
    cards = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if wanted == "cpu" or (wanted == "auto" and cards < local_ranks):
        return torch.device("cpu")
    if cards < local_ranks:
        raise MillraceError(
            "no-gpu",
            f"device: gpu was asked for with {local_ranks} processes, and PyTorch finds {cards} cards",
            kind="usage",
            hint="ask for fewer processes, or for device: cpu",
        )
    torch.cuda.set_device(local)
    return torch.device("cuda", local)


class TorchTrainer:
    """`Trainer` of loop.py over one process for each rank."""

    library = "pytorch"

    def __init__(self, job: Job):
        self.job = job
        self.device_of_rank = choose_device(job.settings["device"])
        on_card = self.device_of_rank.type == "cuda"
        self.start_ranks("nccl" if on_card else "gloo")
        self.version = str(torch.__version__)
        self.device = "gpu" if on_card else "cpu"
        self.device_name = torch.cuda.get_device_name() if on_card else processor_name()
        self.ranks, self.rank = distributed.get_world_size(), distributed.get_rank()
        self.prepare(build_model(job, self.device_of_rank))

    def start_ranks(self, backend: str) -> None:
        distributed.init_process_group(backend)

    def prepare(self, model: torch.nn.Module) -> None:
        """Makes model and optimizer those of all ranks, and gives them the job's state."""
        strategy = self.job.settings["strategy"]
        if strategy == "fsdp":
            mesh = init_device_mesh(self.device_of_rank.type, (self.ranks,))
            for block in model.blocks:
                fully_shard(block, mesh=mesh)
            fully_shard(model, mesh=mesh)
            self.model = self.inner = model
        else:
            self.inner = model
            self.model = DistributedDataParallel(model, gradient_as_bucket_view=True)
        self.weights = weights_of(self.inner)
        self.trained = {name: weight for name, weight in self.weights.items() if weight.requires_grad}
        kind, constants = self.optimizer_kind()
        if strategy == "zero":
            self.optimizer = ZeroRedundancyOptimizer(self.groups(), kind, **constants)
        else:
            self.optimizer = kind(self.groups(), **constants)
        self.load_moments()

    def optimizer_kind(self) -> tuple[type[torch.optim.Optimizer], dict]:
        settings = self.job.settings
        if settings.get("optimizer") == "sgd":
            return torch.optim.SGD, {"lr": 0.0, "momentum": settings.get("momentum", 0)}
        return torch.optim.AdamW, {"lr": 0.0, "betas": (settings["beta1"], settings["beta2"]), "eps": settings["epsilon"]}

    def groups(self) -> list[dict]:
        """The weights that decay, then the others; a group without any is left out."""
        decays = set(self.job.decays)
        groups = []
        for decaying in (True, False):
            found = [weight for name, weight in self.trained.items() if (name in decays) == decaying]
            if found:
                groups.append({"params": found, "weight_decay": self.job.settings["weightDecay"] * decaying})
        return groups

    def sum(self, values: list[float]) -> list[float]:
        tensor = torch.tensor(values, dtype=torch.float64, device=self.device_of_rank)
        distributed.all_reduce(tensor)
        return tensor.tolist()

    def step(self, slices: list[Slice], targets: float, step: int, learning_rate: float) -> tuple[float, float]:
        self.seed(step)
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate
        self.model.train()
        self.optimizer.zero_grad()
        loss_sum = 0.0
        for number, each in enumerate(slices):
            with self.synchronising(number == len(slices) - 1):
                with self.precision():
                    loss = self.model(**self.inputs(each))
                # Gradients are averaged over the ranks: the factor makes the average a sum.
                self.backward(loss * (self.ranks / targets))
            loss_sum += loss.item()
        norm = self.clip()
        self.optimizer.step()
        return loss_sum, norm

    def seed(self, step: int) -> None:
        """Makes dropout's draws those of the step and the rank, whatever came before in this process."""
        # Seeds are 64 bits long: 31 of the run's, 23 of the step, 10 of the rank.
        torch.manual_seed(((self.job.settings["seed"] << 23) + step % 2**23 << 10) + self.rank)

    def precision(self):
        """What surrounds a forward pass of training: matrix products in half precision where the run asks for it."""
        halved = self.job.settings.get("precision") == "bfloat16"
        return torch.autocast(self.device_of_rank.type, torch.bfloat16) if halved else nullcontext()

    def backward(self, loss: torch.Tensor) -> None:
        loss.backward()

    def synchronising(self, last: bool):
        """What surrounds a micro-batch: gradients go over the ranks with the last one alone."""
        if isinstance(self.model, DistributedDataParallel):
            return nullcontext() if last else self.model.no_sync()
        self.model.set_requires_gradient_sync(last)
        return nullcontext()

    def clip(self) -> float:
        """Clips the gradient, and gives its norm before that."""
        most = self.job.settings["clipNorm"] or float("inf")
        norm = torch.nn.utils.clip_grad_norm_(list(self.trained.values()), most)
        return (norm.full_tensor() if isinstance(norm, DTensor) else norm).item()

    def inputs(self, each: Slice) -> dict[str, torch.Tensor]:
        tensors = {name: torch.from_numpy(array).to(self.device_of_rank) for name, array in each.inputs.items()}
        # Losses take places of classes as 64-bit integers alone.
        return {name: tensor if tensor.is_floating_point() else tensor.long() for name, tensor in tensors.items()}

    def evaluate(self, each: Slice) -> float:
        self.model.eval()
        with torch.no_grad():
            return self.model(**self.inputs(each)).item()

    def load_moments(self) -> None:
        """Gives the optimizer the job's moments; AdamW counts its steps from the run's."""
        moments = self.job.moments()
        if not moments:
            return
        keys = kept_moments(self.job.settings)
        kept = {}
        for name, weight in self.trained.items():
            kept[weight] = {} if "momentum_buffer" in keys.values() else {"step": torch.tensor(float(self.job.step))}
            for order, key in keys.items():
                whole = torch.from_numpy(moments[f"{order}/{name}"]).to(self.device_of_rank)
                kept[weight][key] = (
                    distribute_tensor(whole, weight.device_mesh, weight.placements) if isinstance(weight, DTensor) else whole
                )
        optimizer = self.optimizer
        if isinstance(optimizer, ZeroRedundancyOptimizer):
            optimizer = optimizer.optim
            mine = {weight for group in optimizer.param_groups for weight in group["params"]}
            kept = {weight: state for weight, state in kept.items() if weight in mine}
        optimizer.state.update(kept)

    def state_of_run(self) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]] | None:
        weights = {name: _whole(weight.detach()) for name, weight in self.weights.items()}
        found = self.moments()
        moments = {f"{order}/{name}": value for (order, name), value in found.items()}
        return (weights, moments) if self.rank == 0 else None

    def moments(self) -> dict[tuple[str, str], np.ndarray]:
        if isinstance(self.optimizer, ZeroRedundancyOptimizer):
            return self._dealt_moments(self.optimizer.optim)
        states = self.optimizer.state
        return {
            (order, name): _whole(states[weight][key])
            for name, weight in self.trained.items()
            for order, key in kept_moments(self.job.settings).items()
        }

    def _dealt_moments(self, optimizer: torch.optim.Optimizer) -> dict[tuple[str, str], np.ndarray]:
        """Each rank keeps those of its own weights: the others add zeros."""
        found = {}
        for name, weight in self.trained.items():
            for order, key in kept_moments(self.job.settings).items():
                kept = optimizer.state[weight][key] if weight in optimizer.state else torch.zeros_like(weight)
                whole = kept.detach().clone()
                distributed.reduce(whole, 0)
                found[(order, name)] = whole.cpu().numpy()
        return found

    def close(self) -> None:
        distributed.destroy_process_group()


def _whole(tensor: torch.Tensor) -> np.ndarray:
    """All of a tensor, of which ranks may hold shards. All ranks call it."""
    whole = tensor.full_tensor() if isinstance(tensor, DTensor) else tensor
    return whole.cpu().numpy()
