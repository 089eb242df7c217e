"""Writes tests/fixtures/training/lora-torch.json: the GPT of gpt-torch.py with low-rank adapters, by PyTorch in double
precision.

python3 lora-torch.py > ../../fixtures/training/lora-torch.json      (torch 2.15)
"""

import json
from pathlib import Path

import torch

source = Path(__file__).parent.joinpath("../engines/gpt-torch.py").read_text()
peer = {"__name__": "gpt"}
exec(compile(source[: source.index("print(json.dumps(")], "gpt-torch.py", "exec"), peer)

RANK, ALPHA = 2, 3
TARGETS = [f"h.{layer}.{part}.weight" for layer in range(2) for part in ("attn.c_attn", "mlp.c_fc")]


def made(name, shape):
    values = [peer["value"](name, i) for i in range(shape[0] * shape[1])]
    return torch.tensor(values).float().double().view(shape).requires_grad_()


w = {name: tensor.detach() for name, tensor in peer["weights"](False).items()}
adapters = {}
for name in TARGETS:
    inputs, outputs = w[name].shape
    adapters[name] = (made(name + ".lora_A", (RANK, inputs)), made(name + ".lora_B", (outputs, RANK)))
trained = [tensor for pair in adapters.values() for tensor in pair]
optimizer = torch.optim.AdamW(trained, lr=1e-2, betas=(0.9, 0.99), eps=1e-8, weight_decay=0.1)
losses, norms = [], []
for step in range(1, 21):
    ids = torch.tensor([[peer["token"](step, s * 6 + i) for i in range(6)] for s in range(3)])
    # Conv1D's weight is [in, out]: the adapter's product [out, in] is turned, as PEFT does with fan_in_fan_out.
    tuned = {name: w[name] + ALPHA / RANK * (b @ a).T for name, (a, b) in adapters.items()}
    loss = peer["causal"]({**w, **tuned}, ids)
    optimizer.zero_grad()
    loss.backward()
    norms.append(torch.nn.utils.clip_grad_norm_(trained, 0.5).item())
    optimizer.step()
    losses.append(loss.item())
print(json.dumps(dict(torch=torch.__version__, losses=losses, gradientNorms=norms)))
