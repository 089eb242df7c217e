"""LLaMA in PyTorch, with the weight names of training/models/llama.ts, which are Hugging Face's."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn

from .job import Job
from .learner import Decoder, Named


class Attention(nn.Module):
    """Queries and keys are turned by the angles of their places; several heads of queries share one of keys."""

    def __init__(self, width: int, heads: int, kv_heads: int, head_width: int):
        super().__init__()
        self.heads, self.kv_heads = heads, kv_heads
        self.q_proj = nn.Linear(width, heads * head_width, bias=False)
        self.k_proj = nn.Linear(width, kv_heads * head_width, bias=False)
        self.v_proj = nn.Linear(width, kv_heads * head_width, bias=False)
        self.o_proj = nn.Linear(heads * head_width, width, bias=False)

    def forward(self, x: torch.Tensor, angles: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        samples, length, _ = x.shape
        query, key, value = (
            part(x).view(samples, length, heads, -1).transpose(1, 2)
            for part, heads in ((self.q_proj, self.heads), (self.k_proj, self.kv_heads), (self.v_proj, self.kv_heads))
        )
        shared = self.heads // self.kv_heads
        key, value = (each.repeat_interleave(shared, 1) for each in (_turned(key, angles), value))
        mean = F.scaled_dot_product_attention(_turned(query, angles), key, value, attn_mask=mask, is_causal=mask is None)
        return self.o_proj(mean.transpose(1, 2).reshape(samples, length, -1))


class Layer(nn.Module):
    """Attention, then a gated feed-forward network, each normed before and added to what came in."""

    def __init__(self, parameters: dict, dropout: float):
        super().__init__()
        width, heads, epsilon = parameters["width"], parameters["heads"], parameters["epsilon"]
        inner = parameters["inner"] or math.ceil(width * 8 / 3 / 32) * 32
        self.input_layernorm = nn.RMSNorm(width, eps=epsilon)
        self.self_attn = Attention(width, heads, parameters["kvHeads"] or heads, _head_width(parameters))
        self.post_attention_layernorm = nn.RMSNorm(width, eps=epsilon)
        self.mlp = Named(
            gate_proj=nn.Linear(width, inner, bias=False),
            up_proj=nn.Linear(width, inner, bias=False),
            down_proj=nn.Linear(inner, width, bias=False),
        )
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, angles: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        x = x + self.drop(self.self_attn(self.input_layernorm(x), angles, mask))
        normed = self.post_attention_layernorm(x)
        return x + self.drop(self.mlp.down_proj(F.silu(self.mlp.gate_proj(normed)) * self.mlp.up_proj(normed)))


class Llama(Decoder):
    def __init__(self, job: Job):
        super().__init__()
        parameters, dropout = job.settings["model"]["parameters"], job.settings["dropout"]
        self.width = parameters["width"]
        self.model = Named(
            embed_tokens=nn.Embedding(job.vocabulary, self.width),
            layers=nn.ModuleList(Layer(parameters, dropout) for _ in range(parameters["layers"])),
            norm=nn.RMSNorm(self.width, eps=parameters["epsilon"]),
        )
        self.parts = {"norm": [self.model.norm]}
        self.tied = parameters["tied"]
        if not self.tied:
            self.lm_head = nn.Linear(self.width, job.vocabulary, bias=False)
            self.parts["namer"] = [self.lm_head]
        self.drop = nn.Dropout(dropout)
        half = _head_width(parameters) // 2
        rates = torch.tensor([parameters["theta"] ** (-pair / half) for pair in range(half)])
        self.register_buffer("rates", rates, persistent=False)

    def residual(
        self, ids: torch.Tensor, places: torch.Tensor | None = None, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        if places is None:
            places = torch.arange(ids.shape[1], device=ids.device)[None]
        # [samples or 1, 1, length, half]
        angles = (places.float()[..., None] * self.rates)[:, None]
        x = self.drop(self.model.embed_tokens(ids))
        for layer in self.model.layers:
            x = layer(x, angles, mask)
        return x

    def hidden(self, residual: torch.Tensor) -> torch.Tensor:
        return self.model.norm(residual)

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        return hidden @ self.model.embed_tokens.weight.T if self.tied else self.lm_head(hidden)

    @property
    def blocks(self) -> list[nn.Module]:
        return list(self.model.layers)


def _head_width(parameters: dict) -> int:
    return parameters["headWidth"] or parameters["width"] // parameters["heads"]


def _turned(x: torch.Tensor, angles: torch.Tensor) -> torch.Tensor:
    """Pairs (i, i + half) of each head turned by their angles."""
    first, second = x.chunk(2, -1)
    cosine, sine = angles.cos(), angles.sin()
    return torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)
