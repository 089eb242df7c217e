"""Makes a small BERT of Chinese in the folder argv[1], as sentence-transformers saves it; prints its vectors as JSON."""
import json
import os
import sys

import torch
from transformers import BertConfig, BertModel, BertTokenizerFast

folder = sys.argv[1]
os.makedirs(os.path.join(folder, "1_Pooling"))
words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *sorted(set("磨坊主在河边面粉桥是石头建的")), "mill", "##s", "the"]
torch.manual_seed(0)
sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
config = BertConfig(vocab_size=len(words), max_position_embeddings=40, initializer_range=0.3, **sizes)
model = BertModel(config).eval()
model.save_pretrained(folder)
tokenizer = BertTokenizerFast(vocab={word: place for place, word in enumerate(words)})
tokenizer.save_pretrained(folder)
kinds = ["Transformer", "Pooling", "Normalize"]
with open(os.path.join(folder, "modules.json"), "w") as file:
    json.dump([{"type": f"sentence_transformers.models.{kind}"} for kind in kinds], file)
texts = ["磨坊主在河边磨面粉", "桥是石头建的", "the mills 在河边", ""]
result = {"texts": texts, "cls": [], "mean": []}
for text in texts:
    with torch.no_grad():
        states = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0]
    for pool, state in [("cls", states[0]), ("mean", states.mean(0))]:
        result[pool].append((state / state.norm()).tolist())
print(json.dumps(result))
