"""Low-rank adapters beside frozen matrices, as training/tuning/lora.ts has them: Hu et al. 2021."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.utils import parametrize

_suffix = ".lora_A"


def add_adapters(model: nn.Module, weights: dict, scale: float) -> None:
    """Reads each matrix W that has adapters among the job's `weights` as W + `scale` · B·A, empty until they are loaded.

    A linear layer multiplies by A and then by B: the gradient of W is never computed. Tables of embeddings, which are read
    by rows and as heads, are added up whole.
    """
    for name in weights:
        if not name.endswith(_suffix):
            continue
        module = model.get_submodule(name[: -len(f".weight{_suffix}")])
        rank, into = weights[name].shape
        a = nn.Parameter(torch.empty(rank, into))
        b = nn.Parameter(torch.empty(weights[f"{name[:-1]}B"].shape[0], rank))
        if isinstance(module, nn.Embedding):
            parametrize.register_parametrization(module, "weight", _Sum(a, b, scale, model.linear), unsafe=True)
            continue
        module.lora_A, module.lora_B = a, b
        module.register_forward_hook(lambda own, given, out: out + (given[0] @ own.lora_A.T) @ own.lora_B.T * scale)


def weights_of(model: nn.Module) -> dict[str, nn.Parameter]:
    """The parameters by Millrace's names, under which adapters follow the name of their matrix."""
    return {_weight_name(name): weight for name, weight in model.named_parameters()}


def _weight_name(name: str) -> str:
    path, last = name.rpartition(".")[::2]
    if path.endswith(".parametrizations.weight") and last == "original":
        return path.replace(".parametrizations", "")
    if not last.startswith("lora_"):
        return name
    return f"{path.removesuffix('.parametrizations.weight.0')}.weight.{last}"


class _Sum(nn.Module):
    def __init__(self, a: nn.Parameter, b: nn.Parameter, scale: float, linear: str):
        super().__init__()
        self.lora_A, self.lora_B = a, b
        self.scale, self.linear = scale, linear

    def forward(self, table: torch.Tensor) -> torch.Tensor:
        product = self.lora_B @ self.lora_A
        return table + (product.T if self.linear == "in-out" else product) * self.scale
