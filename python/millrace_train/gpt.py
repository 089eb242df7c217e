"""GPT-2 in PyTorch, with the weight names of training/models/gpt.ts, which are Hugging Face's."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class Projection(nn.Module):
    """x · weight + bias, with a weight [in, out], as GPT-2 stores it."""

    def __init__(self, inward: int, outward: int, bias: bool):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inward, outward))
        self.bias = nn.Parameter(torch.empty(outward)) if bias else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mixed = x @ self.weight
        return mixed if self.bias is None else mixed + self.bias


class Attention(nn.Module):
    """Each place looks at itself and those before it."""

    def __init__(self, width: int, heads: int, bias: bool):
        super().__init__()
        self.heads = heads
        self.c_attn = Projection(width, 3 * width, bias)
        self.c_proj = Projection(width, width, bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        samples, length, width = x.shape
        mixed = self.c_attn(x).view(samples, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        mean = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        return self.c_proj(mean.transpose(1, 2).reshape(samples, length, width))


class FeedForward(nn.Module):
    def __init__(self, width: int, bias: bool):
        super().__init__()
        self.c_fc = Projection(width, 4 * width, bias)
        self.c_proj = Projection(4 * width, width, bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.c_proj(F.gelu(self.c_fc(x)))


class Block(nn.Module):
    def __init__(self, width: int, heads: int, bias: bool, dropout: float):
        super().__init__()
        self.ln_1 = nn.LayerNorm(width, bias=bias)
        self.attn = Attention(width, heads, bias)
        self.ln_2 = nn.LayerNorm(width, bias=bias)
        self.mlp = FeedForward(width, bias)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x + self.drop(self.attn(self.ln_1(x)))
        return x + self.drop(self.mlp(self.ln_2(x)))


class Gpt(nn.Module):
    """Sum of losses of the next tokens. Weights are empty until they are loaded."""

    def __init__(self, parameters: dict, vocabulary: int, positions: int, dropout: float):
        super().__init__()
        width, heads, bias = parameters["width"], parameters["heads"], parameters["bias"]
        self.wte = nn.Embedding(vocabulary, width)
        self.wpe = nn.Embedding(positions, width)
        self.drop = nn.Dropout(dropout)
        self.h = nn.ModuleList(Block(width, heads, bias, dropout) for _ in range(parameters["layers"]))
        self.ln_f = nn.LayerNorm(width, bias=bias)

    def forward(
        self, ids: torch.Tensor, targets: torch.Tensor, judged: torch.Tensor, _text: torch.Tensor
    ) -> torch.Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.wte(ids) + self.wpe(places))
        for block in self.h:
            x = block(x)
        logits = self.ln_f(x) @ self.wte.weight.T
        losses = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="none")
        return (losses * judged.flatten()).sum()

    @property
    def blocks(self) -> list[nn.Module]:
        """What a strategy that shards weights gathers one by one."""
        return list(self.h)
