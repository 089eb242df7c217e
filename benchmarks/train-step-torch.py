"""Times PyTorch's training step, for train-step.ts. Arguments: the work as JSON, `compile`. Prints a `Timing` as JSON."""

import json
import statistics
import sys
import time

import torch
from gpt_torch import GPT, adamw, step

work = json.loads(sys.argv[1])
torch.set_num_threads(work["threads"])
torch.manual_seed(0)
model = GPT(work["layers"], work["heads"], work["width"], work["length"], work["vocabulary"], True)
forward = torch.compile(model) if "compile" in sys.argv[2:] else model
optimizer = adamw(model, 0.9, 0.95)
wall, cpu = [], []
for _ in range(work["steps"]):
    ids, targets = torch.randint(work["vocabulary"], (2, work["batch"], work["length"])).unbind()
    wall_before, cpu_before = time.perf_counter(), time.process_time()
    step(model, forward, optimizer, ids, targets, 1e-3)
    wall.append((time.perf_counter() - wall_before) * 1000)
    cpu.append((time.process_time() - cpu_before) * 1000)
middle = lambda values: statistics.median(values[10:])
print(json.dumps(dict(wallMs=middle(wall), cpuMs=middle(cpu), version=torch.__version__)))
