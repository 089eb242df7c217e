"""`python tokenize-peers.py tokenizers|tiktoken THREADS TOKENIZER FILE...`: prints a TokenizeRun (tokenize-millrace.ts).

Only the peers' own batch calls are timed, in chunks of 1,000 documents; taking ids out of their results is not.
"""

import array, gzip, hashlib, json, os, resource, sys, time

engine, threads, path, files = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]
os.environ['RAYON_NUM_THREADS'] = str(threads)
os.environ['TOKENIZERS_PARALLELISM'] = 'true'

# The patterns as tiktoken ships them: the same words with possessive quantifiers, which its regex engine runs faster.
GPT2 = r"""'(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s"""
LLAMA3 = r"""'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"""


def open_tokenizers():
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(path)
    return tokenizers.__version__, tokenizer.encode_batch_fast, lambda encoding: encoding.ids


def open_tiktoken():
    import tiktoken

    data = json.load(open(path))
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    byte_of = {chr(byte): byte for byte in printable} | {chr(0x100 + n): byte for n, byte in enumerate(others)}
    special = {token['content']: token['id'] for token in data['added_tokens']}
    ranks = {bytes(byte_of[c] for c in token): id for token, id in data['model']['vocab'].items() if token not in special}
    pattern = GPT2 if data['pre_tokenizer']['type'] == 'ByteLevel' else LLAMA3
    encoding = tiktoken.Encoding('benchmark', pat_str=pattern, mergeable_ranks=ranks, special_tokens=special)
    return tiktoken.__version__, lambda texts: encoding.encode_batch(texts, num_threads=threads, allowed_special='all'), list


def read(file):
    with (gzip.open(file, 'rt', encoding='utf-8') if file.endswith('.gz') else open(file, encoding='utf-8')) as lines:
        return [json.loads(line)['text'] for line in lines if line.strip()]


version, encode_batch, ids_of = {'tokenizers': open_tokenizers, 'tiktoken': open_tiktoken}[engine]()
wall, cpu = time.perf_counter(), time.process_time()
texts = [text for file in files for text in read(file)]
reading = {'wallSeconds': time.perf_counter() - wall, 'cpuSeconds': time.process_time() - cpu}
encoding = {'wallSeconds': 0, 'cpuSeconds': 0}
digest, tokens = hashlib.sha256(), 0
for start in range(0, len(texts), 1000):
    chunk = texts[start : start + 1000]
    wall, cpu = time.perf_counter(), time.process_time()
    encoded = encode_batch(chunk)
    encoding['wallSeconds'] += time.perf_counter() - wall
    encoding['cpuSeconds'] += time.process_time() - cpu
    for document in encoded:
        ids = array.array('I', ids_of(document))
        digest.update(len(ids).to_bytes(4, 'little') + ids.tobytes())
        tokens += len(ids)
print(json.dumps({
    'version': version,
    'bytes': sum(len(text.encode()) for text in texts),
    'tokens': tokens,
    'idsSha256': digest.hexdigest(),
    'read': reading,
    'encode': encoding,
    'peakRssBytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
}))
