"""Trains on Tiny Shakespeare in PyTorch, for shakespeare.ts. Argument: the folder of the work. Prints a `Result`."""

import json
import sys
import time
from pathlib import Path

import torch
from gpt_torch import GPT, adamw, step

folder = Path(sys.argv[1])
work = json.loads((folder / "work.json").read_text())
torch.set_num_threads(work["threads"])
LENGTH, BATCH = work["length"], work["batch"]


def read(name, dtype):
    return torch.frombuffer(bytearray((folder / name).read_bytes()), dtype=dtype)


def windows(ids, starts):
    pick = lambda shift: torch.stack([ids[start + shift : start + shift + LENGTH] for start in starts])
    return pick(0), pick(1)


def load(model):
    flat = read("weights.bin", torch.float32)
    values, offset = {}, 0
    for spec in work["weights"]:
        size = torch.Size(spec["shape"]).numel()
        values[spec["name"]] = flat[offset : offset + size].view(spec["shape"])
        offset += size
    model.load_state_dict(values)


model = GPT(work["layers"], work["heads"], work["width"], LENGTH, work["vocabulary"], work["bias"])
load(model)
optimizer = adamw(model, 0.9, 0.99)
training, validation = read("training.bin", torch.int32).long(), read("validation.bin", torch.int32).long()
starts = read("starts.bin", torch.int32).view(-1, BATCH).tolist()
losses = []
wall, cpu = time.perf_counter(), time.process_time()
for rate, places in zip(work["learningRates"], starts, strict=True):
    losses.append(step(model, model, optimizer, *windows(training, places), rate))
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
with torch.no_grad():
    total, count = 0.0, (len(validation) - 1) // LENGTH
    for first in range(0, count, BATCH):
        places = [window * LENGTH for window in range(first, min(first + BATCH, count))]
        total += model(*windows(validation, places)).item() * len(places)
result = dict(seconds=wall, cpuSeconds=cpu, trainingLoss=sum(losses[-100:]) / 100, validationLoss=total / count)
print(json.dumps(dict(**result, version=torch.__version__)))
