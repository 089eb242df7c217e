"""BERT's encoder and its head in PyTorch, with the weight names of training/models/bert.ts, which are Hugging Face's."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .job import Job
from .learner import HeadsOfAttention, Learner, Named

_epsilon = 1e-12


class Layer(nn.Module):
    """Attention, then a feed-forward network, each added to what came in and normed after."""

    def __init__(self, parameters: dict, dropout: float):
        super().__init__()
        width = parameters["width"]
        inner = max(1, int(width * parameters["mlpRatio"] + 0.5))
        heads = HeadsOfAttention(width, parameters)
        self.attention = Named(
            self=heads,
            output=Named(dense=nn.Linear(heads.across, width), LayerNorm=nn.LayerNorm(width, eps=_epsilon)),
        )
        self.intermediate = Named(dense=nn.Linear(width, inner))
        self.output = Named(dense=nn.Linear(inner, width), LayerNorm=nn.LayerNorm(width, eps=_epsilon))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        told = self.attention.output.dense(self.attention.get_submodule("self")(x, mask))
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


class Bert(Learner):
    def __init__(self, job: Job):
        super().__init__()
        parameters, dropout = job.settings["model"]["parameters"], job.settings["dropout"]
        width = self.width = parameters["width"]
        layers = [Layer(parameters, dropout) for _ in range(parameters["layers"])]
        self.bert = Named(
            embeddings=Named(
                word_embeddings=nn.Embedding(job.vocabulary, width),
                position_embeddings=nn.Embedding(job.positions, width),
                token_type_embeddings=nn.Embedding(parameters["segments"], width),
                LayerNorm=nn.LayerNorm(width, eps=_epsilon),
            ),
            encoder=Named(layer=nn.ModuleList(layers)),
        )
        self.drop = nn.Dropout(dropout)
        if parameters["head"]:
            self.cls = Named(predictions=Predictions(job.vocabulary, width))
            self.parts["namer"] = [self.cls]
        if parameters["pooler"]:
            self.bert.pooler = Named(dense=nn.Linear(width, width))
            self.parts["pooler"] = [self.bert.pooler]

    def residual(
        self, ids: torch.Tensor, text: torch.Tensor, segments: torch.Tensor | None = None
    ) -> torch.Tensor:
        """States [samples, length, width]. `text` is 1 for text and 0 for padding, `segments` the part that a token is of."""
        table = self.bert.embeddings
        places = torch.arange(ids.shape[1], device=ids.device)
        parts = table.token_type_embeddings(torch.zeros_like(ids) if segments is None else segments)
        x = table.word_embeddings(ids) + parts + table.position_embeddings(places)
        x = self.drop(table.LayerNorm(x))
        # A sample without text looks at all of its padding.
        mask = ((1 - text) * -1e9)[:, None, None, :]
        for layer in self.bert.encoder.layer:
            x = layer(x, mask)
        return x

    def hidden(self, residual: torch.Tensor) -> torch.Tensor:
        """Every block ends with its norm."""
        return residual

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        return self.cls.predictions(hidden, self.bert.embeddings.word_embeddings.weight)

    def pooled_text(self, hidden: torch.Tensor) -> torch.Tensor:
        """The first token's state through a layer and tanh, [samples, width]."""
        return torch.tanh(self.bert.pooler.dense(hidden[:, 0]))

    @property
    def blocks(self) -> list[nn.Module]:
        return list(self.bert.encoder.layer)
