"""Writes tests/fixtures/training/gpt-torch.json: a small GPT trained by PyTorch in double precision, as an oracle.

python3 gpt-torch.py > ../../fixtures/training/gpt-torch.json      (torch 2.9.1)
"""

import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
LAYERS, HEADS, WIDTH, LENGTH, VOCABULARY, SAMPLES, STEPS = 2, 2, 8, 6, 11, 3, 20
USED, LABELS = [6, 4, 2], [1, 0, -1]


def shapes(head):
    yield "wte.weight", (VOCABULARY, WIDTH)
    yield "wpe.weight", (LENGTH, WIDTH)
    for layer in range(LAYERS):
        name = f"h.{layer}."
        for norm in ("ln_1", "ln_2"):
            yield name + norm + ".weight", (WIDTH,)
            yield name + norm + ".bias", (WIDTH,)
        for part, rows, columns in (
            ("attn.c_attn", WIDTH, 3 * WIDTH),
            ("attn.c_proj", WIDTH, WIDTH),
            ("mlp.c_fc", WIDTH, 4 * WIDTH),
            ("mlp.c_proj", 4 * WIDTH, WIDTH),
        ):
            yield name + part + ".weight", (rows, columns)
            yield name + part + ".bias", (columns,)
    yield "ln_f.weight", (WIDTH,)
    yield "ln_f.bias", (WIDTH,)
    if head:
        yield "score.weight", (WIDTH, 2)
        yield "score.bias", (2,)


def value(name, index):
    """The test computes the same numbers: a sum over the name's characters makes each weight its own."""
    return ((sum(map(ord, name)) * 104729 + index * 7919) % 2001 - 1000) / 4000


def weights(head):
    tensors = {}
    for name, shape in shapes(head):
        size = torch.Size(shape).numel()
        tensors[name] = torch.tensor([value(name, i) for i in range(size)]).float().double().view(shape).requires_grad_()
    return tensors


def token(step, place):
    return (step * 37 + place * place * 5 + place * 3) % VOCABULARY


def hidden(w, ids):
    x = w["wte.weight"][ids] + w["wpe.weight"]
    for layer in range(LAYERS):
        get = lambda part: (w[f"h.{layer}.{part}.weight"], w[f"h.{layer}.{part}.bias"])
        project = lambda x, part: x @ get(part)[0] + get(part)[1]
        split = lambda x: x.view(SAMPLES, LENGTH, HEADS, WIDTH // HEADS).transpose(1, 2)
        query, key, values = project(F.layer_norm(x, (WIDTH,), *get("ln_1")), "attn.c_attn").split(WIDTH, -1)
        mean = F.scaled_dot_product_attention(split(query), split(key), split(values), is_causal=True)
        x = x + project(mean.transpose(1, 2).reshape(SAMPLES, LENGTH, WIDTH), "attn.c_proj")
        x = x + project(F.gelu(project(F.layer_norm(x, (WIDTH,), *get("ln_2")), "mlp.c_fc")), "mlp.c_proj")
    return F.layer_norm(x, (WIDTH,), w["ln_f.weight"], w["ln_f.bias"])


def causal(w, ids):
    logits = hidden(w, ids) @ w["wte.weight"].T
    targets = torch.full((SAMPLES, LENGTH), -100)
    for sample, used in enumerate(USED):
        targets[sample, : used - 1] = ids[sample, 1:used]
    return F.cross_entropy(logits.view(-1, VOCABULARY), targets.view(-1))


def logits_of_class(w, ids):
    states = hidden(w, ids)
    pooled = torch.stack([states[sample, :used].mean(0) for sample, used in enumerate(USED)])
    return pooled @ w["score.weight"] + w["score.bias"]


def classify(w, ids):
    return F.cross_entropy(logits_of_class(w, ids), torch.tensor(LABELS), ignore_index=-1)


def train(loss_of, head):
    w = weights(head)
    decaying = [p for p in w.values() if p.dim() > 1]
    others = [p for p in w.values() if p.dim() < 2]
    groups = [dict(params=decaying, weight_decay=0.1), dict(params=others, weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=1e-2, betas=(0.9, 0.99), eps=1e-8)
    losses, norms = [], []
    for step in range(1, STEPS + 1):
        ids = torch.tensor([[token(step, s * LENGTH + i) for i in range(LENGTH)] for s in range(SAMPLES)])
        loss = loss_of(w, ids)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(w.values(), 0.5).item())
        for group in optimizer.param_groups:
            group["lr"] = 1e-2 / step
        optimizer.step()
        losses.append(loss.item())
    logits = logits_of_class(w, ids).flatten().tolist() if head else None
    return dict(losses=losses, gradientNorms=norms, logits=logits)


print(json.dumps(dict(torch=torch.__version__, causal=train(causal, False), classify=train(classify, True))))
