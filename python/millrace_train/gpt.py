"""GPT-2 in PyTorch, with the weight names of training/models/gpt.ts, which are Hugging Face's."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .job import Job
from .learner import Decoder, Projection


class Attention(nn.Module):
    def __init__(self, width: int, heads: int, head_width: int, bias: bool):
        super().__init__()
        self.heads = heads
        self.c_attn = Projection(width, 3 * heads * head_width, bias)
        self.c_proj = Projection(heads * head_width, width, bias)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        samples, length, _ = x.shape
        mixed = self.c_attn(x).view(samples, length, 3, self.heads, -1)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        mean = F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=mask is None)
        return self.c_proj(mean.transpose(1, 2).reshape(samples, length, -1))


class FeedForward(nn.Module):
    def __init__(self, width: int, inner: int, bias: bool, estimate: str):
        super().__init__()
        self.estimate = estimate
        self.c_fc = Projection(width, inner, bias)
        self.c_proj = Projection(inner, width, bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.c_proj(F.gelu(self.c_fc(x), approximate=self.estimate))


class Block(nn.Module):
    def __init__(self, parameters: dict, dropout: float):
        super().__init__()
        width, heads, bias = parameters["width"], parameters["heads"], parameters["bias"]
        estimate = "tanh" if parameters.get("activation") == "gelu-tanh" else "none"
        self.ln_1 = nn.LayerNorm(width, bias=bias)
        self.attn = Attention(width, heads, parameters.get("headWidth", width // heads), bias)
        self.ln_2 = nn.LayerNorm(width, bias=bias)
        self.mlp = FeedForward(width, parameters.get("inner", 4 * width), bias, estimate)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        x = x + self.drop(self.attn(self.ln_1(x), mask))
        return x + self.drop(self.mlp(self.ln_2(x)))


class Gpt(Decoder):
    linear = "in-out"

    def __init__(self, job: Job):
        super().__init__()
        parameters, dropout = job.settings["model"]["parameters"], job.settings["dropout"]
        self.width = parameters["width"]
        self.wte = nn.Embedding(job.vocabulary, self.width)
        self.wpe = nn.Embedding(job.positions, self.width)
        self.drop = nn.Dropout(dropout)
        self.h = nn.ModuleList(Block(parameters, dropout) for _ in range(parameters["layers"]))
        self.ln_f = nn.LayerNorm(self.width, bias=parameters["bias"])
        self.parts = {"norm": [self.ln_f]}

    def residual(
        self, ids: torch.Tensor, places: torch.Tensor | None = None, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        if places is None:
            places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.wte(ids) + self.wpe(places))
        for block in self.h:
            x = block(x, mask)
        return x

    def hidden(self, residual: torch.Tensor) -> torch.Tensor:
        return self.ln_f(residual)

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        return hidden @ self.wte.weight.T

    @property
    def blocks(self) -> list[nn.Module]:
        return list(self.h)
