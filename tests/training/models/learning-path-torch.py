"""Writes tests/fixtures/training/learning-path-torch.json: an MLP, CNNs and an LSTM trained by PyTorch in double
precision, as an oracle: torch.nn's own layers, given the weights that the tests begin with.

python3 learning-path-torch.py > ../../fixtures/training/learning-path-torch.json      (torch 2.15.0)
"""

import json

import torch
import torch.nn.functional as F
from torch import nn

torch.set_default_dtype(torch.float64)
SAMPLES, ROWS, COLUMNS, STEPS = 3, 4, 6, 20
SHARES = [[0.75, 0.25, 0], [0, 0, 1], [0.5, 0, 0.5]]
CLASSES = 3
VOCABULARY, LENGTH, WIDTH, LAYERS = 11, 7, 6, 2


def value(name, index):
    """The tests compute the same numbers: a sum over the name's characters makes each weight its own."""
    return ((sum(map(ord, name)) * 104729 + index * 7919) % 2001 - 1000) / 4000


def weight(name, shape):
    size = torch.Size(shape)
    return torch.tensor([value(name, i) for i in range(size.numel())]).float().double().view(size)


def take(module, named):
    """Gives the module's parameters, in torch's order, the weights of our names."""
    parameters = dict(module.named_parameters())
    with torch.no_grad():
        for theirs, ours in named.items():
            parameters.pop(theirs).copy_(weight(ours, dict(module.named_parameters())[theirs].shape))
    assert not parameters, parameters


def pixels(step):
    """[samples, rows, columns, 3]."""
    places = torch.arange(SAMPLES * ROWS * COLUMNS * 3)
    levels = (step * 37 + places * places * 5 + places * 3) % 511
    return (levels.float() / 255 - 1).double().view(SAMPLES, ROWS, COLUMNS, 3)


def tokens(step):
    places = torch.arange(SAMPLES * LENGTH)
    return ((step * 5 + places * places * 3 + places) % VOCABULARY).view(SAMPLES, LENGTH)


def mlp():
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(ROWS * COLUMNS * 3, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, CLASSES)
    )
    kinds = ("weight", "bias")
    take(model, {f"{at}.{kind}": f"{name}.{kind}" for kind in kinds for at, name in
                 ((1, "layers.0"), (3, "layers.1"), (5, "classifier"))})
    return model, lambda step: model(pixels(step))


def cnn(reduce):
    stride = 2 if reduce == "stride" else 1
    pool = nn.MaxPool2d(2) if reduce == "pool" else nn.Identity()
    model = nn.Sequential(
        nn.Conv2d(3, 4, 3, stride, 1), nn.ReLU(), pool,
        nn.Conv2d(4, 5, 3, stride, 1), nn.ReLU(), pool,
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(5, CLASSES),
    )
    kinds = ("weight", "bias")
    take(model, {f"{at}.{kind}": f"{name}.{kind}" for kind in kinds for at, name in
                 ((0, "blocks.0"), (3, "blocks.1"), (8, "classifier"))})
    return model, lambda step: model(pixels(step).permute(0, 3, 1, 2))


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.lstm = nn.LSTM(WIDTH, WIDTH, LAYERS, batch_first=True)
        self.bias = nn.Parameter(torch.zeros(VOCABULARY))
        take(self, {name: name for name, _ in self.named_parameters()})

    def forward(self, ids):
        return self.lstm(self.embedding(ids))[0] @ self.embedding.weight.T + self.bias


def train(model, loss_of, first):
    decaying = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() < 2]
    groups = [dict(params=decaying, weight_decay=0.1), dict(params=others, weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=1e-2, betas=(0.9, 0.99), eps=1e-8)
    losses, norms = [], []
    for step in range(1, STEPS + 1):
        loss = loss_of(step)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5).item())
        for group in optimizer.param_groups:
            group["lr"] = 1e-2 / step
        optimizer.step()
        losses.append(loss.item())
    return dict(logits=first.flatten().tolist(), losses=losses, gradientNorms=norms)


def images(made):
    model, logits_of = made
    return train(model, lambda step: F.cross_entropy(logits_of(step), torch.tensor(SHARES)), logits_of(1))


def recurrent():
    model = Recurrent()
    loss_of = lambda step: F.cross_entropy(
        model(tokens(step))[:, :-1].flatten(0, 1), tokens(step)[:, 1:].flatten()
    )
    return train(model, loss_of, model(tokens(1)))


peers = dict(mlp=images(mlp()), cnnPool=images(cnn("pool")), cnnStride=images(cnn("stride")), lstm=recurrent())
print(json.dumps(dict(torch=torch.__version__, **peers)))
