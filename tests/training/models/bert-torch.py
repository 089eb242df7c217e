"""Writes tests/fixtures/training/bert-torch.json: a small BertForMaskedLM trained by PyTorch in double precision.

It is loaded from a file with the names that it saves. Samples have padding and two segments.

python3 bert-torch.py > ../../fixtures/training/bert-torch.json      (torch 2.15.0, transformers 5.23.0)
"""

import json
import tempfile

import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import save_file
from transformers import BertConfig, BertForMaskedLM

torch.set_default_dtype(torch.float64)
LAYERS, HEADS, WIDTH, INNER, VOCABULARY, LENGTH, SAMPLES, STEPS = 2, 2, 8, 24, 29, 12, 3, 10
USED = [12, 7, 10]


def shapes():
    yield "bert.embeddings.word_embeddings.weight", (VOCABULARY, WIDTH)
    yield "bert.embeddings.position_embeddings.weight", (LENGTH, WIDTH)
    yield "bert.embeddings.token_type_embeddings.weight", (2, WIDTH)
    names = [("bert.embeddings.LayerNorm", None)]
    for layer in range(LAYERS):
        block = f"bert.encoder.layer.{layer}."
        names += [(block + "attention.self." + part, (WIDTH, WIDTH)) for part in ("query", "key", "value")]
        names += [
            (block + "attention.output.dense", (WIDTH, WIDTH)),
            (block + "attention.output.LayerNorm", None),
            (block + "intermediate.dense", (INNER, WIDTH)),
            (block + "output.dense", (WIDTH, INNER)),
            (block + "output.LayerNorm", None),
        ]
    names += [("cls.predictions.transform.dense", (WIDTH, WIDTH)), ("cls.predictions.transform.LayerNorm", None)]
    for name, shape in names:
        yield name + ".weight", shape or (WIDTH,)
        yield name + ".bias", (shape or (WIDTH,))[:1]
    yield "cls.predictions.bias", (VOCABULARY,)


def value(name, index):
    """The test computes the same numbers: a sum over the name's characters makes each weight its own."""
    return ((sum(map(ord, name)) * 104729 + index * 7919) % 2001 - 1000) / 4000


def weights():
    sizes = {name: torch.Size(shape) for name, shape in shapes()}
    return {
        name: torch.tensor([value(name, i) for i in range(size.numel())]).float().double().view(size)
        for name, size in sizes.items()
    }


places = torch.arange(SAMPLES * LENGTH)
text = torch.tensor([[1 if place < used else 0 for place in range(LENGTH)] for used in USED])
segments = torch.tensor([[1 if place >= 5 else 0 for place in range(LENGTH)] for _ in USED])


def ids(step):
    return ((step * 31 + places * places * 7 + places * 3) % VOCABULARY).view(SAMPLES, LENGTH)


def targets(step):
    """Every third place of the text is judged."""
    judged = (places.view(SAMPLES, LENGTH) + step) % 3 == 0
    return torch.where(judged & (text == 1), (ids(step) * 5 + 2) % VOCABULARY, -100)


config = BertConfig(
    vocab_size=VOCABULARY,
    hidden_size=WIDTH,
    num_hidden_layers=LAYERS,
    num_attention_heads=HEADS,
    intermediate_size=INNER,
    max_position_embeddings=LENGTH,
    hidden_dropout_prob=0.0,
    attention_probs_dropout_prob=0.0,
)
folder = tempfile.mkdtemp()
config.save_pretrained(folder)
save_file(weights(), folder + "/model.safetensors", metadata={"format": "pt"})
model, report = BertForMaskedLM.from_pretrained(folder, dtype=torch.float64, output_loading_info=True)
assert not any(report.values()), report


def logits_of(step, **inputs):
    return model(input_ids=ids(step), **inputs).logits


model.train()
decaying = [p for p in model.parameters() if p.dim() > 1]
others = [p for p in model.parameters() if p.dim() < 2]
groups = [dict(params=decaying, weight_decay=0.1), dict(params=others, weight_decay=0.0)]
optimizer = torch.optim.AdamW(groups, lr=1e-2, betas=(0.9, 0.99), eps=1e-8)
full = dict(attention_mask=text, token_type_ids=segments)
first = logits_of(1, **full).flatten().tolist()
plain = logits_of(1).flatten().tolist()
losses, norms = [], []
for step in range(1, STEPS + 1):
    loss = F.cross_entropy(logits_of(step, **full).view(-1, VOCABULARY), targets(step).view(-1))
    optimizer.zero_grad()
    loss.backward()
    norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5).item())
    for group in optimizer.param_groups:
        group["lr"] = 1e-2 / step
    optimizer.step()
    losses.append(loss.item())
rounded = lambda numbers: [round(number, 9) for number in numbers]
print(
    json.dumps(
        dict(
            torch=torch.__version__,
            transformers=transformers.__version__,
            logits=rounded(first),
            plainLogits=rounded(plain),
            losses=losses,
            gradientNorms=norms,
        )
    )
)
