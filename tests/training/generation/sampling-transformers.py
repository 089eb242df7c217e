"""Writes sampling.json: which tokens transformers' logits warpers keep, with their shares. Run: python THIS > OUT"""

import json

import torch
from transformers import TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

generator = torch.Generator().manual_seed(3)
cases = []
for temperature, top_k, top_p, size in [
    (1.0, 0, 1.0, 7),
    (0.7, 5, 1.0, 40),
    (1.3, 0, 0.9, 60),
    (0.8, 20, 0.5, 60),
    (2.0, 3, 0.99, 30),
    (0.5, 0, 0.05, 30),
]:
    logits = (torch.randn(1, size, generator=generator) * 3).round(decimals=3)
    scores = TemperatureLogitsWarper(temperature)(None, logits)
    if top_k > 0:
        scores = TopKLogitsWarper(top_k)(None, scores)
    if top_p < 1:
        scores = TopPLogitsWarper(top_p)(None, scores)
    shares = torch.softmax(scores.double(), -1)[0]
    kept = {i: round(float(share), 9) for i, share in enumerate(shares) if share > 0}
    cases.append({
        "temperature": temperature,
        "topK": top_k,
        "topP": top_p,
        "logits": [round(float(x), 3) for x in logits[0]],
        "logprobs": [round(float(x), 6) for x in torch.log_softmax(logits.double(), -1)[0]],
        "shares": kept,
    })
print(json.dumps(cases))
