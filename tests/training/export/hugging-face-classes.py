"""Loads folders of classifiers and reads texts together and alone; prints the largest difference of their logits, and the padding that transformers knows, as JSON.

python3 hugging-face-classes.py FOLDER [FOLDER ...]
"""

import json
import sys

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

TEXTS = ["the fox", "the quick fox, the quick fox, 12", "fox"]


def read(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder, dtype=torch.float64).eval()
    together = model(**tokenizer(TEXTS, padding=True, return_tensors="pt")).logits
    alone = torch.cat([model(**tokenizer(text, return_tensors="pt")).logits for text in TEXTS])
    return dict(
        difference=(together - alone).abs().max().item(),
        spread=(alone[0] - alone[1]).abs().max().item(),
        padding=[tokenizer.pad_token, tokenizer.pad_token_id, model.config.pad_token_id],
    )


with torch.no_grad():
    print(json.dumps([read(folder) for folder in sys.argv[1:]]))
