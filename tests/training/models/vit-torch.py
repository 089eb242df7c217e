"""Writes tests/fixtures/training/vit-torch.json: small ViTs trained by PyTorch in double precision, as an oracle.

`cls` is Hugging Face's ViTForImageClassification, loaded from a file with the names that it saves; `mean` is made of
torch.nn's own transformer layers. Targets are shares of classes, smoothed.

python3 vit-torch.py > ../../fixtures/training/vit-torch.json      (torch 2.15.0, transformers 5.24.0)
"""

import json
import tempfile

import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import save_file
from torch import nn
from transformers import ViTConfig, ViTForImageClassification

torch.set_default_dtype(torch.float64)
LAYERS, HEADS, WIDTH, INNER, PATCH, CLASSES, SAMPLES, STEPS = 2, 2, 8, 24, 2, 3, 3, 20
ROWS, COLUMNS = 4, 6
PATCHES = (ROWS // PATCH) * (COLUMNS // PATCH)
SHARES = [[0.75, 0.25, 0], [0, 0, 1], [0.5, 0, 0.5]]


def shapes(pool):
    yield "vit.embeddings.position_embeddings", (1, PATCHES + (pool == "cls"), WIDTH)
    if pool == "cls":
        yield "vit.embeddings.cls_token", (1, 1, WIDTH)
    yield "vit.embeddings.patch_embeddings.projection.weight", (WIDTH, 3, PATCH, PATCH)
    yield "vit.embeddings.patch_embeddings.projection.bias", (WIDTH,)
    for layer in range(LAYERS):
        name = f"vit.encoder.layer.{layer}."
        for norm in ("layernorm_before", "layernorm_after"):
            yield name + norm + ".weight", (WIDTH,)
            yield name + norm + ".bias", (WIDTH,)
        for part, out, into in (
            ("attention.attention.query", WIDTH, WIDTH),
            ("attention.attention.key", WIDTH, WIDTH),
            ("attention.attention.value", WIDTH, WIDTH),
            ("attention.output.dense", WIDTH, WIDTH),
            ("intermediate.dense", INNER, WIDTH),
            ("output.dense", WIDTH, INNER),
        ):
            yield name + part + ".weight", (out, into)
            yield name + part + ".bias", (out,)
    yield "vit.layernorm.weight", (WIDTH,)
    yield "vit.layernorm.bias", (WIDTH,)
    yield "classifier.weight", (CLASSES, WIDTH)
    yield "classifier.bias", (CLASSES,)


def value(name, index):
    """The test computes the same numbers: a sum over the name's characters makes each weight its own."""
    return ((sum(map(ord, name)) * 104729 + index * 7919) % 2001 - 1000) / 4000


def weights(pool):
    sizes = {name: torch.Size(shape) for name, shape in shapes(pool)}
    return {
        name: torch.tensor([value(name, i) for i in range(size.numel())]).float().double().view(size)
        for name, size in sizes.items()
    }


def pixels(step):
    """[samples, 3, rows, columns]; the test has the same numbers with the channels last."""
    places = torch.arange(SAMPLES * ROWS * COLUMNS * 3)
    levels = (step * 37 + places * places * 5 + places * 3) % 511
    return (levels.float() / 255 - 1).double().view(SAMPLES, ROWS, COLUMNS, 3).permute(0, 3, 1, 2)


def hugging_face():
    config = ViTConfig(
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        image_size=(ROWS, COLUMNS),
        patch_size=PATCH,
        num_labels=CLASSES,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    folder = tempfile.mkdtemp()
    config.save_pretrained(folder)
    save_file(weights("cls"), folder + "/model.safetensors", metadata={"format": "pt"})
    model, report = ViTForImageClassification.from_pretrained(folder, dtype=torch.float64, output_loading_info=True)
    assert not any(report.values()), report
    return model, lambda images: model(pixel_values=images).logits


class Mean(nn.Module):
    def __init__(self, w):
        super().__init__()
        self.cut = nn.Conv2d(3, WIDTH, PATCH, PATCH)
        self.place = nn.Parameter(w["vit.embeddings.position_embeddings"].clone())
        layer = lambda: nn.TransformerEncoderLayer(
            WIDTH, HEADS, INNER, 0.0, "gelu", layer_norm_eps=1e-12, batch_first=True, norm_first=True
        )
        self.blocks = nn.ModuleList(layer() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.head = nn.Linear(WIDTH, CLASSES)
        take = lambda module, name: module.load_state_dict(
            {"weight": w[name + ".weight"], "bias": w[name + ".bias"]}
        )
        take(self.cut, "vit.embeddings.patch_embeddings.projection")
        take(self.norm, "vit.layernorm")
        take(self.head, "classifier")
        for index, block in enumerate(self.blocks):
            name = f"vit.encoder.layer.{index}."
            take(block.norm1, name + "layernorm_before")
            take(block.norm2, name + "layernorm_after")
            take(block.self_attn.out_proj, name + "attention.output.dense")
            take(block.linear1, name + "intermediate.dense")
            take(block.linear2, name + "output.dense")
            parts = [name + "attention.attention." + part for part in ("query", "key", "value")]
            with torch.no_grad():
                block.self_attn.in_proj_weight.copy_(torch.cat([w[part + ".weight"] for part in parts]))
                block.self_attn.in_proj_bias.copy_(torch.cat([w[part + ".bias"] for part in parts]))

    def forward(self, images):
        x = self.cut(images).flatten(2).transpose(1, 2) + self.place
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x).mean(1))


def train(model, logits_of):
    model.train()
    decaying = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() < 2]
    groups = [dict(params=decaying, weight_decay=0.1), dict(params=others, weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=1e-2, betas=(0.9, 0.99), eps=1e-8)
    losses, norms = [], []
    first = logits_of(pixels(1)).flatten().tolist()
    for step in range(1, STEPS + 1):
        loss = F.cross_entropy(logits_of(pixels(step)), torch.tensor(SHARES), label_smoothing=0.1)
        optimizer.zero_grad()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 0.5).item())
        for group in optimizer.param_groups:
            group["lr"] = 1e-2 / step
        optimizer.step()
        losses.append(loss.item())
    return dict(logits=first, losses=losses, gradientNorms=norms)


mean = Mean(weights("mean"))
versions = dict(torch=torch.__version__, transformers=transformers.__version__)
print(json.dumps(dict(versions, cls=train(*hugging_face()), mean=train(mean, mean))))
