"""What models of all kinds have for those that train them."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import nn


class Named(nn.Module):
    """Modules under the names that the weights have."""

    def __init__(self, /, **modules: nn.Module):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)


class Projection(nn.Module):
    """x · weight + bias, with a weight [in, out], as GPT-2 stores it."""

    def __init__(self, inward: int, outward: int, bias: bool):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inward, outward))
        self.bias = nn.Parameter(torch.empty(outward)) if bias else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mixed = x @ self.weight
        return mixed if self.bias is None else mixed + self.bias


class HeadsOfAttention(nn.Module):
    """Queries, keys and values of every place to every other, as BERT and ViT name them."""

    def __init__(self, width: int, parameters: dict):
        super().__init__()
        self.heads = parameters["heads"]
        self.across = self.heads * parameters.get("headWidth", width // self.heads)
        self.query, self.key, self.value = (nn.Linear(width, self.across) for _ in range(3))

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """[samples, length, across], the heads side by side."""
        samples, length, _ = x.shape
        query, key, value = (
            part(x).view(samples, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mean = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return mean.transpose(1, 2).reshape(samples, length, -1)


class Learner(nn.Module):
    """A model that gives the sum of the losses of what its objective reads. Weights are empty until they are loaded."""

    linear = "out-in"
    """Which side of a linear layer's matrix is first: `in-out` as GPT-2 has it."""
    width: int
    objective: Callable[..., torch.Tensor]
    """Gives the sum for the model and the inputs of a micro-batch."""

    def __init__(self):
        super().__init__()
        self.parts: dict[str, list[nn.Module]] = {}
        """What not every objective uses: `norm`, the last one; `namer`, which names tokens; `pooler`."""
        self.used: tuple[str, ...] = ()
        """Those of them that the objective uses."""

    @property
    def blocks(self) -> list[nn.Module]:
        """What a strategy that shards weights gathers one by one."""
        raise NotImplementedError

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        loss = self.objective(self, **inputs)
        for name, modules in self.parts.items():
            for weight in (weight for module in modules for weight in module.parameters()):
                if name not in self.used and weight.requires_grad:
                    # A gradient of zeros: they decay as all others do, and every rank waits for every gradient.
                    loss = loss + weight.sum() * 0
        return loss


class Decoder(Learner):
    """Reads tokens, of which each looks at itself and those before it."""

    def residual(self, ids: torch.Tensor, places: torch.Tensor | None, mask: torch.Tensor | None) -> torch.Tensor:
        """States [samples, length, width] before the last norm. `places` [samples, length] are those in each token's text,
        where a sample holds several, and `mask` [samples, 1, length, length] is true where a token may look."""
        raise NotImplementedError

    def hidden(self, residual: torch.Tensor) -> torch.Tensor:
        """States after the last norm."""
        raise NotImplementedError

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """[…, vocabulary] of hidden states."""
        raise NotImplementedError
