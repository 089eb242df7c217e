"""What PyTorch makes of the same numbers: masks of magnitude pruning, quantized integers, a distillation loss.

Run with PyTorch and gguf. Prints JSON; `python compression-torch.py > ../../fixtures/training/compression.json` writes the fixture.
"""

import json

import numpy as np
import torch
import torch.nn.functional as F
from gguf import GGMLQuantizationType, quants
from torch.nn.utils import prune

torch.manual_seed(9)


def listed(tensor):
    return {"shape": list(tensor.shape), "data": tensor.flatten().tolist()}


def pruning():
    first, second = torch.nn.Linear(6, 5), torch.nn.Linear(5, 4)
    torch.nn.init.normal_(second.weight, std=0.05)
    weights = {"first": first.weight.detach().clone(), "second": second.weight.detach().clone()}
    for layer in (first, second):
        prune.l1_unstructured(layer, "weight", amount=0.4)
    by_layer = {"first": first.weight, "second": second.weight}
    for layer in (first, second):
        prune.remove(layer, "weight")
    first.weight.data, second.weight.data = weights["first"].clone(), weights["second"].clone()
    prune.global_unstructured([(first, "weight"), (second, "weight")], prune.L1Unstructured, amount=0.4)
    return {
        "sparsity": 0.4,
        "weights": {name: listed(weight) for name, weight in weights.items()},
        "layer": {name: listed(weight.detach()) for name, weight in by_layer.items()},
        "global": {"first": listed(first.weight.detach()), "second": listed(second.weight.detach())},
    }


def quantization():
    weight = torch.randn(7, 9)
    scales = weight.abs().amax(1) / 127
    per_channel = torch.quantize_per_channel(weight, scales, torch.zeros(7, dtype=torch.int64), 0, torch.qint8)
    return {
        "weight": listed(weight),
        "scales": scales.tolist(),
        "integers": per_channel.int_repr().flatten().tolist(),
        "dequantized": per_channel.dequantize().flatten().tolist(),
    }


def groups():
    weight = torch.randn(3, 64)
    weight[1, 32:] = 0
    packed = quants.quantize(weight.numpy(), GGMLQuantizationType.Q4_0).reshape(-1, 18)
    # A block is its scale in 2 bytes, then 16 bytes: the first 16 codes in the lower halves, the others in the upper.
    codes = np.concatenate([packed[:, 2:] & 15, packed[:, 2:] >> 4], axis=1)
    return {"weight": listed(weight), "codes": codes.flatten().tolist()}


def distillation():
    temperature, weight, classes = 3.0, 0.7, 4
    student = torch.randn(3, classes, requires_grad=True)
    teacher = torch.randn(3, classes) * 2
    labels = torch.tensor([2, 0, 3])
    soft = F.softmax(teacher / temperature, dim=1)
    own = F.cross_entropy(student, labels, reduction="sum")
    taught = F.cross_entropy(student / temperature, soft, reduction="sum")
    loss = (1 - weight) * own + weight * temperature**2 * taught
    loss.backward()
    return {
        "temperature": temperature,
        "weight": weight,
        "student": listed(student.detach()),
        "teacher": listed(teacher),
        "labels": labels.tolist(),
        "soft": listed(soft),
        "loss": loss.item(),
        "gradient": listed(student.grad),
    }


print(
    json.dumps(
        {
            "pruning": pruning(),
            "quantization": quantization(),
            "groups": groups(),
            "distillation": distillation(),
        }
    )
)
