"""Writes tests/fixtures/training/chat-transformers.json: chats as `transformers` writes, tokenizes and masks them.

    python tests/pipelines/chat/make_chat_fixture.py DIST

DIST is the folder of compiled code, for the templates that Millrace ships. With transformers 5.23.
"""

import json
import subprocess
import sys
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast
import transformers

root = Path(__file__).parents[3]
dist = Path(sys.argv[1]).resolve()

chats = [
    [{"role": "user", "content": "Where is the mill?"}, {"role": "assistant", "content": "At the river."}],
    [
        {"role": "system", "content": "You know every mill of the valley."},
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "Hello! What would you like to know?"},
        {"role": "user", "content": "How old is it?\n\n  And who built it?"},
        {"role": "assistant", "content": "It is 412 years old;\n\tthe miller's aunt built it. 🏗️ 水车"},
    ],
    [
        {"role": "user", "content": "  spaces  "},
        {"role": "assistant", "content": "Ünïcode – “quoted” text, and a line break\n"},
        {"role": "user", "content": "x"},
        {"role": "assistant", "content": "y"},
        {"role": "user", "content": "The last word is mine."},
    ],
]

block = """{% for m in messages %}
    {% if m.role == 'assistant' %}
[A]{% generation %}
    {{ m.content }}
  <|end|>{% endgeneration %}

    {% elif loop.first and m.role == 'system' %}
<<{{ m.content | upper }}>>
    {% else %}
[Q {{ loop.index0 }}] {{ m.content | trim }} <|end|>
    {% endif %}
{% endfor %}
{% if add_generation_prompt %}[A]{% endif %}
"""
unmarked = """{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}{{ '[INST] ' + m['content'] + ' [/INST]' }}\
{% elif m['role'] == 'assistant' %}{{ ' ' + m['content'] + eos_token }}{% else %}{{ m['content'] + '\\n' }}{% endif %}{% endfor %}"""

built_in = json.loads(
    subprocess.check_output(
        [
            "node",
            "-e",
            "import(process.argv[1]).then((m) => console.log(JSON.stringify(m.builtInTemplates)))",
            str(dist / "pipelines/chat/built-in-templates.js"),
        ]
    )
)
templates = {**built_in, "block": block, "unmarked": unmarked}

special = ["<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|end|>"]
special += ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
tokenizer = Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
tokenizer.decoder = decoders.ByteLevel()
tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
trainer = trainers.BpeTrainer(
    vocab_size=360, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
)
texts = [message["content"] for chat in chats for message in chat] * 3 + ["user assistant system\n"] * 5
tokenizer.train_from_iterator(texts, trainer)
fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>")

cases = []
for name, template in templates.items():
    for chat in chats:
        fast.chat_template = template
        text = fast.apply_chat_template(chat, tokenize=False)
        prompt = fast.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
        case = {"template": name, "messages": chat, "text": text, "prompt": prompt}
        encoded = fast.apply_chat_template(
            chat, tokenize=True, return_dict=True, return_assistant_tokens_mask="generation" in template
        )
        case["ids"] = encoded["input_ids"]
        if "generation" in template:
            case["mask"] = "".join(str(bit) for bit in encoded["assistant_masks"])
        cases.append(case)

out = {
    "transformers": transformers.__version__,
    "templates": {"block": block, "unmarked": unmarked},
    "tokenizer": json.loads(tokenizer.to_str()),
    "cases": cases,
}
path = root / "tests/fixtures/training/chat-transformers.json"
path.write_text(json.dumps(out, ensure_ascii=False) + "\n")
