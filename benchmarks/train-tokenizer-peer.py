"""`python train-tokenizer-peer.py THREADS VOCABULARY OUT FILE...`: trains with `tokenizers`; prints a TrainingRun (train-tokenizer-millrace.ts)."""

import gzip, json, os, resource, sys, time

threads, vocabulary, out, files = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]
os.environ['RAYON_NUM_THREADS'] = threads
os.environ['TOKENIZERS_PARALLELISM'] = 'true'

import tokenizers
from tokenizers import models, pre_tokenizers, trainers

texts = [json.loads(line)['text'] for file in files for line in gzip.open(file, 'rt', encoding='utf-8') if line.strip()]
tokenizer = tokenizers.Tokenizer(models.BPE())
tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
trainer = trainers.BpeTrainer(
    vocab_size=vocabulary,
    min_frequency=2,
    special_tokens=['<|endoftext|>'],
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    show_progress=False,
)
wall, cpu = time.perf_counter(), time.process_time()
tokenizer.train_from_iterator(texts, trainer)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
tokenizer.save(out)
print(json.dumps({
    'version': tokenizers.__version__,
    'bytes': sum(len(text.encode()) for text in texts),
    'wallSeconds': wall,
    'cpuSeconds': cpu,
    'peakRssBytes': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
}))
