"""BERT's encoder and its head in PyTorch, with the weight names of training/models/bert.ts, which are Hugging Face's."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

_epsilon = 1e-12


class Named(nn.Module):
    """Modules under the names that the weights have."""

    def __init__(self, /, **modules: nn.Module):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)


class Layer(nn.Module):
    """Attention, then a feed-forward network, each added to what came in and normed after."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.attention = Named(
            self=Named(query=nn.Linear(width, width), key=nn.Linear(width, width), value=nn.Linear(width, width)),
            output=Named(dense=nn.Linear(width, width), LayerNorm=nn.LayerNorm(width, eps=_epsilon)),
        )
        self.intermediate = Named(dense=nn.Linear(width, inner))
        self.output = Named(dense=nn.Linear(inner, width), LayerNorm=nn.LayerNorm(width, eps=_epsilon))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        samples, length, width = x.shape
        parts = self.attention.get_submodule("self")
        query, key, value = (
            part(x).view(samples, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (parts.query, parts.key, parts.value)
        )
        mean = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        told = self.attention.output.dense(mean.transpose(1, 2).reshape(samples, length, width))
        x = self.attention.output.LayerNorm(x + self.drop(told))
        added = self.output.dense(F.gelu(self.intermediate.dense(x)))
        return self.output.LayerNorm(x + self.drop(added))


class Predictions(nn.Module):
    def __init__(self, vocabulary: int, width: int):
        super().__init__()
        self.transform = Named(dense=nn.Linear(width, width), LayerNorm=nn.LayerNorm(width, eps=_epsilon))
        self.bias = nn.Parameter(torch.empty(vocabulary))

    def forward(self, states: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
        turned = self.transform.LayerNorm(F.gelu(self.transform.dense(states)))
        return turned @ table.T + self.bias


class Bert(nn.Module):
    """Sum of losses of the hidden tokens. Weights are those of PyTorch until they are loaded."""

    def __init__(self, parameters: dict, vocabulary: int, positions: int, dropout: float):
        super().__init__()
        width = parameters["width"]
        inner = max(1, int(width * parameters["mlpRatio"] + 0.5))
        layers = [Layer(width, inner, parameters["heads"], dropout) for _ in range(parameters["layers"])]
        self.bert = Named(
            embeddings=Named(
                word_embeddings=nn.Embedding(vocabulary, width),
                position_embeddings=nn.Embedding(positions, width),
                token_type_embeddings=nn.Embedding(parameters["segments"], width),
                LayerNorm=nn.LayerNorm(width, eps=_epsilon),
            ),
            encoder=Named(layer=nn.ModuleList(layers)),
        )
        self.cls = Named(predictions=Predictions(vocabulary, width))
        self.drop = nn.Dropout(dropout)

    def forward(
        self, ids: torch.Tensor, targets: torch.Tensor, judged: torch.Tensor, text: torch.Tensor
    ) -> torch.Tensor:
        table = self.bert.embeddings
        places = torch.arange(ids.shape[1], device=ids.device)
        parts = table.token_type_embeddings(torch.zeros_like(ids))
        x = table.word_embeddings(ids) + parts + table.position_embeddings(places)
        x = self.drop(table.LayerNorm(x))
        # A sample without text looks at all of its padding.
        mask = ((1 - text) * -1e9)[:, None, None, :]
        for layer in self.bert.encoder.layer:
            x = layer(x, mask)
        chosen = judged > 0
        # The head costs a row of logits for each state: those of hidden tokens alone.
        logits = self.cls.predictions(x[chosen], table.word_embeddings.weight)
        return F.cross_entropy(logits, targets[chosen], reduction="sum")

    @property
    def blocks(self) -> list[nn.Module]:
        """What a strategy that shards weights gathers one by one."""
        return list(self.bert.encoder.layer)
