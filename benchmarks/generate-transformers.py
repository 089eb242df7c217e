"""Times transformers' GPT-2 for `generate.ts`. Argument: the work as JSON. Prints tokens in a second, by the clock and of the processor's time."""

import json
import statistics
import sys
import time

import torch
from transformers import GPT2Config, GPT2LMHeadModel

work = json.loads(sys.argv[1])
torch.set_num_threads(work["threads"])
torch.manual_seed(1)
config = GPT2Config(
    vocab_size=work["vocabulary"],
    n_positions=work["positions"],
    n_embd=work["width"],
    n_layer=work["layers"],
    n_head=work["heads"],
    bos_token_id=None,
    eos_token_id=None,
)
model = GPT2LMHeadModel(config).eval()
prompt = torch.tensor([work["prompt"]])
speeds, of_cpu = [], []
with torch.no_grad():
    for round in range(work["rounds"] + 1):
        began, cpu = time.perf_counter(), time.process_time()
        ids = model.generate(prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=work["written"], use_cache=True)
        assert ids.shape[1] == len(work["prompt"]) + work["written"]
        speeds.append(work["written"] / (time.perf_counter() - began))
        of_cpu.append(work["written"] / (time.process_time() - cpu))
# The first round warms up.
print(json.dumps([statistics.median(speeds[1:]), statistics.median(of_cpu[1:])]))
