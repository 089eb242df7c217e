"""The Vision Transformer in PyTorch, with the weight names of training/models/vit.ts, which are Hugging Face's."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .job import Job
from .learner import HeadsOfAttention, Learner, Named

_epsilon = 1e-12


class Layer(nn.Module):
    """Attention, then a feed-forward network, each normed before and added to what came in."""

    def __init__(self, parameters: dict, dropout: float):
        super().__init__()
        width = parameters["width"]
        inner = max(1, int(width * parameters["mlpRatio"] + 0.5))
        heads = HeadsOfAttention(width, parameters)
        self.layernorm_before = nn.LayerNorm(width, eps=_epsilon)
        self.attention = Named(attention=heads, output=Named(dense=nn.Linear(heads.across, width)))
        self.layernorm_after = nn.LayerNorm(width, eps=_epsilon)
        self.intermediate = Named(dense=nn.Linear(width, inner))
        self.output = Named(dense=nn.Linear(inner, width))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        told = self.attention.output.dense(self.attention.attention(self.layernorm_before(x)))
        x = x + self.drop(told)
        return x + self.drop(self.output.dense(F.gelu(self.intermediate.dense(self.layernorm_after(x)))))


class Vit(Learner):
    def __init__(self, job: Job):
        super().__init__()
        parameters, dropout = job.settings["model"]["parameters"], job.settings["dropout"]
        width, patch = parameters["width"], parameters["patch"]
        self.width, self.pool = width, parameters["pool"]
        patches = (job.imageSize["width"] // patch) * (job.imageSize["height"] // patch)
        embeddings = Named(patch_embeddings=Named(projection=nn.Conv2d(3, width, patch, stride=patch)))
        if self.pool == "cls":
            embeddings.cls_token = nn.Parameter(torch.empty(1, 1, width))
        embeddings.position_embeddings = nn.Parameter(torch.empty(1, patches + (self.pool == "cls"), width))
        self.vit = Named(
            embeddings=embeddings,
            encoder=Named(layer=nn.ModuleList(Layer(parameters, dropout) for _ in range(parameters["layers"]))),
            layernorm=nn.LayerNorm(width, eps=_epsilon),
        )
        self.drop = nn.Dropout(dropout)

    def pooled(self, pixels: torch.Tensor) -> torch.Tensor:
        """One state for each image, [samples, width], of pixels [samples, height, width, 3]."""
        embeddings = self.vit.embeddings
        x = embeddings.patch_embeddings.projection(pixels.permute(0, 3, 1, 2)).flatten(2).transpose(1, 2)
        if self.pool == "cls":
            x = torch.cat([embeddings.cls_token.expand(len(x), -1, -1), x], 1)
        x = self.drop(x + embeddings.position_embeddings)
        for layer in self.vit.encoder.layer:
            x = layer(x)
        return self.vit.layernorm(x[:, 0]) if self.pool == "cls" else self.vit.layernorm(x).mean(1)

    @property
    def blocks(self) -> list[nn.Module]:
        return list(self.vit.encoder.layer)
