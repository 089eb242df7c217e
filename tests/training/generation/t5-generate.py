"""Makes tiny T5 models, random but for some steps of training, and writes what transformers' generate writes for sources. Run: python THIS FOLDER"""

import json
import os
import sys

import torch
from transformers import T5Config, T5ForConditionalGeneration

VOCABULARY = 29
SOURCES = [[3, 14, 15, 9, 2, 6, 5], [28, 27, 18], [(7 * k * k + 2) % VOCABULARY for k in range(20)], [11], [5] * 9]
KINDS = {
    "t5-relu": dict(feed_forward_proj="relu"),
    "t5-gated": dict(feed_forward_proj="gated-gelu"),
}


def model_of(**more):
    config = T5Config(
        vocab_size=VOCABULARY,
        d_model=16,
        d_kv=6,
        d_ff=24,
        num_layers=2,
        num_decoder_layers=2,
        num_heads=2,
        relative_attention_num_buckets=8,
        relative_attention_max_distance=12,
        dropout_rate=0.0,
        decoder_start_token_id=0,
        **more,
    )
    model = T5ForConditionalGeneration(config).eval()
    # Without some training each text is one token again and again.
    targets = [source[::-1] + [1] for source in SOURCES]
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(40):
        for source, target in zip(SOURCES, targets):
            loss = model(input_ids=torch.tensor([source]), labels=torch.tensor([target])).loss
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


torch.set_num_threads(1)
for name, more in KINDS.items():
    torch.manual_seed(3)
    path = os.path.join(sys.argv[1], name)
    model_of(**more).save_pretrained(path)
    model = T5ForConditionalGeneration.from_pretrained(path, dtype=torch.float64).eval()
    rows = []
    for source in SOURCES:
        ids = model.generate(
            torch.tensor([source]),
            attention_mask=torch.ones(1, len(source), dtype=torch.long),
            do_sample=False,
            num_beams=1,
            max_new_tokens=24,
            eos_token_id=1,
        )[0].tolist()
        # Without the token that a target begins with.
        rows.append({"source": source, "target": ids[1:]})
    os.remove(os.path.join(path, "generation_config.json"))
    with open(os.path.join(path, "greedy.json"), "w") as file:
        json.dump(rows, file)
        file.write("\n")
