"""gguf-llama-cpp.py IDS TEXT FILE...: runs GGUF files in llama.cpp; prints a list, as JSON, of the ids of a text by the
file's tokenizer, the log-probabilities of every token after each prefix of the ids, and the ids that it goes on with when
it takes the likeliest.
"""

import json
import sys
import urllib.request

import xllamacpp

CONTINUED = 5


def open_server(path):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.n_parallel = 1
    parameters.warmup = False
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    # Cached keys and attention in one piece are of half precision by default, whatever the file holds.
    parameters.cache_type_k = xllamacpp.ggml_type.GGML_TYPE_F32
    parameters.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_F32
    parameters.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
    return xllamacpp.Server(parameters)


def ask(server, path, **body):
    request = urllib.request.Request(
        server.listening_address + path, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def next_of(server, ids, letter):
    """The server tells no probabilities where the token that it takes is part of a letter: it is made to take a whole one,
    which leaves the probabilities as they are."""
    forced = [[letter, 1000]]
    answer = ask(server, "/completion", prompt=ids, n_predict=1, temperature=0, n_probs=100_000, logit_bias=forced)
    told = {each["id"]: each["logprob"] for each in answer["completion_probabilities"][0]["top_logprobs"]}
    return [told[token] for token in range(len(told))]


def read(path):
    server = open_server(path)
    ids = json.loads(sys.argv[1])
    greedy = ask(server, "/completion", prompt=ids, n_predict=CONTINUED, temperature=0, return_tokens=True)
    return dict(
        ids=ask(server, "/tokenize", content=sys.argv[2], add_special=True)["tokens"],
        logarithms=[next_of(server, ids[: place + 1], ids[-1]) for place in range(len(ids))],
        greedy=greedy["tokens"],
    )


print(json.dumps([read(path) for path in sys.argv[3:]]))
