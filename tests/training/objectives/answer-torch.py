"""Writes tests/fixtures/training/answer-torch.json: losses and logits of transformers' BertForQuestionAnswering.

python3 answer-torch.py > ../../fixtures/training/answer-torch.json      (torch 2.15.0, transformers 5.23.0)
"""

import json
import sys

import torch
from transformers import BertConfig, BertForQuestionAnswering

torch.set_default_dtype(torch.float64)
VOCABULARY, LENGTH, SAMPLES = 29, 12, 3
USED = [12, 7, 10]
CONTEXT = [5, 3, 4]

config = BertConfig(
    vocab_size=VOCABULARY,
    hidden_size=8,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=24,
    max_position_embeddings=LENGTH,
    hidden_dropout_prob=0.0,
    attention_probs_dropout_prob=0.0,
)
model = BertForQuestionAnswering(config)


def value(name, index):
    return ((sum(map(ord, name)) * 104729 + index * 7919) % 2001 - 1000) / 4000


with torch.no_grad():
    for name, weight in model.named_parameters():
        numbers = torch.tensor([value(name, index) for index in range(weight.numel())]).float().double()
        weight.copy_(numbers.view_as(weight))

places = torch.arange(SAMPLES * LENGTH)
ids = ((31 + places * places * 7 + places * 3) % VOCABULARY).view(SAMPLES, LENGTH)
text = torch.tensor([[1 if place < used else 0 for place in range(LENGTH)] for used in USED])
segments = torch.tensor([[1 if from_ <= place < used else 0 for place in range(LENGTH)] for from_, used in zip(CONTEXT, USED)])
# The last question has no answer in its window.
starts, ends = torch.tensor([6, 4, 0]), torch.tensor([8, 4, 0])
out = model(
    input_ids=ids, attention_mask=text, token_type_ids=segments, start_positions=starts, end_positions=ends
)
json.dump(
    {
        "loss": out.loss.item(),
        "startLogits": out.start_logits.flatten().tolist(),
        "endLogits": out.end_logits.flatten().tolist(),
    },
    sys.stdout,
)
