"""gguf-transformers.py IDS TEXT FILE...: reads GGUF files as gguf's reader does, and as transformers does; prints a list
of types by tensor, the logits of the ids (JSON, one text), and the ids of a text by the file's tokenizer.
"""

import json
import pathlib
import sys

import gguf
import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

torch.set_num_threads(1)


def read(path):
    reader = gguf.GGUFReader(path)
    types = {tensor.name: tensor.tensor_type.name for tensor in reader.tensors}
    config = AutoConfig.from_pretrained(path.parent, gguf_file=path.name)
    # transformers reads the key gpt2.context_length into a field that its model does not look at.
    if config.model_type == "gpt2":
        config.n_positions = config.n_ctx
    model = AutoModelForCausalLM.from_pretrained(
        path.parent, gguf_file=path.name, config=config, dtype=torch.float32
    ).eval()
    # transformers reads gpt2's activation as the approximation that llama.cpp computes; the weights are of the exact one.
    if hasattr(model, "transformer"):
        for block in model.transformer.h:
            block.mlp.act = torch.nn.GELU()
    with torch.no_grad():
        logits = model(torch.tensor([json.loads(sys.argv[1])])).logits
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    ids = tokenizer(sys.argv[2], add_special_tokens=False)["input_ids"]
    return dict(types=types, logits=logits.flatten().tolist(), ids=ids)


print(json.dumps([read(pathlib.Path(path)) for path in sys.argv[3:]]))
