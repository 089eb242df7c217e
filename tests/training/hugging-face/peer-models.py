"""Writes tests/fixtures/training/hugging-face/: tiny random models as Hugging Face's transformers saves them, as an oracle.

Beside each model lies expected.json with what it gives for an input: computed in double precision from the weights
that the file holds. `losses` are those of AdamW steps on that input. Names of models limit what is written.

python3 peer-models.py FOLDER [NAME ...]       (torch 2.15.0, transformers 5.23.0)
"""

import json
import os
import sys

import torch
import torch.nn.functional as F
from transformers import (
    BertConfig,
    BertForMaskedLM,
    BertForSequenceClassification,
    BertModel,
    GPT2Config,
    GPT2ForSequenceClassification,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    LlamaForSequenceClassification,
    T5Config,
    T5ForConditionalGeneration,
    ViTConfig,
    ViTForImageClassification,
)

VOCABULARY = 29
IDS = [[(7 * row + 5 * place * place + 3 * place) % VOCABULARY for place in range(10)] for row in range(2)]


def randomise(model):
    """All weights random, so that none is where a reader might have left it: gains about 1, the rest about 0."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.normal_(0, 0.25)
            if "norm" in name.lower() and name.endswith("weight") or "ln_" in name and name.endswith("weight"):
                weight.add_(1)


def rounded(tensor):
    return [float(f"{value:.7g}") for value in tensor.flatten().tolist()]


def train(model, loss_of, steps=8):
    """AdamW as Millrace runs it, without clipping."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.0)
    losses = []
    for _ in range(steps):
        loss = loss_of()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def causal(model):
    ids = torch.tensor(IDS)
    logits = model(ids).logits
    loss_of = lambda: F.cross_entropy(model(ids).logits[:, :-1].reshape(-1, VOCABULARY), ids[:, 1:].reshape(-1))
    return dict(logits=rounded(logits), losses=train(model, loss_of))


def classes_by_end(model):
    """As bert_classes, of a model that sees the last token: without padding, text by text."""
    ids = torch.tensor(IDS)
    texts = [ids[:1], ids[1:, :6]]
    logits_of = lambda texts: torch.cat([model(text).logits for text in texts])
    return dict(
        logits=rounded(logits_of([ids[:1], ids[1:]])),
        padded=rounded(logits_of(texts)),
        losses=train(model, lambda: F.cross_entropy(logits_of(texts), torch.tensor([2, 0]))),
    )


NAMES = {0: "spam", 1: "ham", 2: "list"}


def gpt2_classes():
    config = GPT2Config(vocab_size=VOCABULARY, n_positions=16, n_embd=16, n_layer=2, n_head=2, id2label=NAMES)
    return GPT2ForSequenceClassification(config), classes_by_end


def llama_classes():
    model, _ = llama(LlamaForSequenceClassification, id2label=NAMES)
    return model, classes_by_end


def llama(kind=LlamaForCausalLM, **more):
    return kind(
        LlamaConfig(
            vocab_size=VOCABULARY,
            hidden_size=16,
            intermediate_size=24,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=32,
            rms_norm_eps=1e-5,
            rope_theta=500.0,
            **more,
        )
    ), causal


def gpt2():
    config = GPT2Config(vocab_size=VOCABULARY, n_positions=16, n_embd=16, n_layer=2, n_head=2)
    return GPT2LMHeadModel(config), causal


def bert(kind):
    config = BertConfig(
        vocab_size=VOCABULARY,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=16,
    )
    return kind(config), lambda model: dict(logits=rounded(model(torch.tensor(IDS))[0]))


def bert_classes():
    """`padded` are logits where the second text ends after 6 tokens, `losses` of the classes 2 and 0."""
    config = BertConfig(
        vocab_size=VOCABULARY,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        max_position_embeddings=16,
        # Or the embedding of token 0 would not be learned.
        pad_token_id=None,
        id2label=NAMES,
    )
    ids = torch.tensor(IDS)
    mask = torch.tensor([[1] * 10, [1] * 6 + [0] * 4])

    def expected(model):
        logits_of = lambda: model(ids, attention_mask=mask).logits
        return dict(
            logits=rounded(model(ids).logits),
            padded=rounded(logits_of()),
            losses=train(model, lambda: F.cross_entropy(logits_of(), torch.tensor([2, 0]))),
        )

    return BertForSequenceClassification(config), expected


def pairs(model):
    """The second source ends after 6 tokens. `losses` are of the targets, which the decoder sees shifted by one."""
    ids = torch.tensor(IDS)
    targets = ids.flip(0)[:, :7].contiguous()
    mask = torch.tensor([[1] * 10, [1] * 6 + [0] * 4])
    logits = model(input_ids=ids, decoder_input_ids=targets).logits
    buckets = lambda both: type(model.encoder.block[0].layer[0].SelfAttention)._relative_position_bucket(
        torch.arange(-300, 300), both, 32, 128
    )
    loss_of = lambda: model(input_ids=ids, attention_mask=mask, labels=targets).loss
    return dict(
        logits=rounded(logits),
        losses=train(model, loss_of),
        buckets=[buckets(True).tolist(), buckets(False).tolist()],
    )


def t5(**more):
    config = T5Config(
        vocab_size=VOCABULARY,
        d_model=16,
        d_kv=6,
        d_ff=24,
        num_layers=2,
        num_decoder_layers=1,
        num_heads=2,
        relative_attention_num_buckets=8,
        relative_attention_max_distance=12,
        dropout_rate=0.0,
        decoder_start_token_id=0,
        **more,
    )
    return T5ForConditionalGeneration(config), pairs


def vit():
    config = ViTConfig(
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=24,
        image_size=(4, 6),
        patch_size=2,
        id2label={0: "cat", 1: "dog", 2: "owl"},
    )
    levels = torch.arange(2 * 4 * 6 * 3)
    pixels = (levels * levels * 5 % 511).double().div(255).sub(1).view(2, 4, 6, 3).permute(0, 3, 1, 2)
    return ViTForImageClassification(config), lambda model: dict(logits=rounded(model(pixels).logits))


MODELS = {
    # In several files, of half precision: as large models are kept.
    "gpt2": gpt2,
    "bert": lambda: bert(BertForMaskedLM),
    "bert-base": lambda: bert(BertModel),
    "bert-classes": bert_classes,
    "gpt2-classes": gpt2_classes,
    "llama-classes": llama_classes,
    "t5": t5,
    "t5-gated": lambda: t5(feed_forward_proj="gated-gelu"),
    "vit": vit,
    "llama": llama,
    "llama-tied": lambda: llama(tie_word_embeddings=True, head_dim=6),
}


def main(folder, names):
    for name in names or MODELS:
        torch.manual_seed(0)
        model, expected = MODELS[name]()
        model.eval()
        randomise(model)
        path = os.path.join(folder, name)
        if name == "gpt2":
            model.half().save_pretrained(path, max_shard_size="10KB")
        else:
            model.save_pretrained(path)
        values = expected(type(model).from_pretrained(path, dtype=torch.float64).eval())
        with open(os.path.join(path, "expected.json"), "w") as file:
            json.dump(values, file)
            file.write("\n")


main(sys.argv[1], sys.argv[2:])
