"""GPT-2's architecture in PyTorch, with Hugging Face's weight names and layouts: the peer of the training benchmarks."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class Projection(nn.Module):
    """x times weight [in, out], plus bias."""

    def __init__(self, rows, columns, bias, deviation=0.02):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(rows, columns) * deviation)
        self.bias = nn.Parameter(torch.zeros(columns)) if bias else None

    def forward(self, x):
        y = x.view(-1, x.shape[-1])
        y = y @ self.weight if self.bias is None else torch.addmm(self.bias, y, self.weight)
        return y.view(*x.shape[:-1], -1)


class Attention(nn.Module):
    def __init__(self, heads, width, bias, residual):
        super().__init__()
        self.heads = heads
        self.c_attn = Projection(width, 3 * width, bias)
        self.c_proj = Projection(width, width, bias, residual)

    def forward(self, x):
        samples, length, width = x.shape
        split = lambda y: y.view(samples, length, self.heads, width // self.heads).transpose(1, 2)
        query, key, value = self.c_attn(x).split(width, 2)
        mean = F.scaled_dot_product_attention(split(query), split(key), split(value), is_causal=True)
        return self.c_proj(mean.transpose(1, 2).reshape(samples, length, width))


class FeedForward(nn.Module):
    def __init__(self, width, bias, residual):
        super().__init__()
        self.c_fc = Projection(width, 4 * width, bias)
        self.c_proj = Projection(4 * width, width, bias, residual)

    def forward(self, x):
        return self.c_proj(F.gelu(self.c_fc(x)))


class Block(nn.Module):
    def __init__(self, heads, width, bias, residual):
        super().__init__()
        self.ln_1 = nn.LayerNorm(width, bias=bias)
        self.attn = Attention(heads, width, bias, residual)
        self.ln_2 = nn.LayerNorm(width, bias=bias)
        self.mlp = FeedForward(width, bias, residual)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class GPT(nn.Module):
    def __init__(self, layers, heads, width, length, vocabulary, bias):
        super().__init__()
        residual = 0.02 / math.sqrt(2 * layers)
        self.wte = nn.Embedding(vocabulary, width)
        self.wpe = nn.Embedding(length, width)
        self.h = nn.ModuleList(Block(heads, width, bias, residual) for _ in range(layers))
        self.ln_f = nn.LayerNorm(width, bias=bias)
        for table in (self.wte, self.wpe):
            nn.init.normal_(table.weight, 0, 0.02)

    def forward(self, ids, targets):
        x = self.wte(ids) + self.wpe.weight[: ids.shape[1]]
        for block in self.h:
            x = block(x)
        logits = F.linear(self.ln_f(x), self.wte.weight)
        return F.cross_entropy(logits.view(-1, logits.shape[-1]), targets.view(-1))


def adamw(model, beta1, beta2):
    """AdamW that decays matrices and embeddings only."""
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() < 2]
    groups = [dict(params=matrices, weight_decay=0.1), dict(params=vectors, weight_decay=0.0)]
    return torch.optim.AdamW(groups, lr=1e-3, betas=(beta1, beta2), eps=1e-8)


def step(model, forward, optimizer, ids, targets, rate):
    """One training step; gives the loss before it."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    loss = forward(ids, targets)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()
