"""Writes tests/fixtures/training/optimizers-torch.json: a small GPT trained by SGD in double precision, and
learning rates of transformers' schedules.

python3 optimizers-torch.py > ../../fixtures/training/optimizers-torch.json      (torch 2.15, transformers 5.23)
"""

import json
from pathlib import Path

import torch
from transformers import (
    get_constant_schedule_with_warmup,
    get_cosine_schedule_with_warmup,
    get_linear_schedule_with_warmup,
    get_wsd_schedule,
)

torch.set_default_dtype(torch.float64)

# The GPT of gpt-torch.py, without running its last line.
source = Path(__file__).with_name("gpt-torch.py").read_text()
peer = {"__name__": "gpt"}
exec(compile(source[: source.index("print(json.dumps(")], "gpt-torch.py", "exec"), peer)


def sgd(momentum, weight_decay, frozen=()):
    w = peer["weights"](False)
    for name, p in w.items():
        p.requires_grad_(not any(name == f or name.startswith(f + ".") for f in frozen))
    trained = [p for p in w.values() if p.requires_grad]
    groups = [
        dict(params=[p for p in trained if p.dim() > 1], weight_decay=weight_decay),
        dict(params=[p for p in trained if p.dim() < 2], weight_decay=0.0),
    ]
    optimizer = torch.optim.SGD(groups, lr=1e-1, momentum=momentum)
    losses, norms = [], []
    for step in range(1, 21):
        ids = torch.tensor(
            [[peer["token"](step, s * 6 + i) for i in range(6)] for s in range(3)]
        )
        loss = peer["causal"](w, ids)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(trained, 0.5).item())
        for group in optimizer.param_groups:
            group["lr"] = 1e-1 / step
        optimizer.step()
        losses.append(loss.item())
    return dict(losses=losses, gradientNorms=norms)


def rates(make):
    """Factor on the learning rate at each step from 1 to 40."""
    schedule = make(torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0))
    (factor,) = schedule.lr_lambdas
    return [factor(step) for step in range(1, 41)]


print(
    json.dumps(
        dict(
            torch=torch.__version__,
            sgd=sgd(0.0, 0.0),
            sgdMomentum=sgd(0.9, 0.01),
            sgdFrozen=sgd(0.9, 0.01, ("wte", "h.0")),
            cosine=rates(lambda o: get_cosine_schedule_with_warmup(o, 5, 40)),
            linear=rates(lambda o: get_linear_schedule_with_warmup(o, 5, 40)),
            constant=rates(lambda o: get_constant_schedule_with_warmup(o, 5)),
            wsd=rates(
                lambda o: get_wsd_schedule(
                    o, 5, 8, num_training_steps=40, decay_type="linear"
                )
            ),
        )
    )
)
