"""A text pipeline by datatrove with two workers:

    python build-datatrove.py INPUT_FOLDER GLOB TOKENIZER.json FOLDER spacy|whitespace

Gopher's filters, MinHash in four stages, tokenization; words are spaCy's, datatrove's default, or those of str.split().
Prints one JSON object; CPU seconds are those of this process and its children.
"""

import gzip
import json
import platform
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path

from loguru import logger

logger.remove()

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
    MinhashDedupSignature,
)
from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.tokens import DocumentTokenizer
from datatrove.pipeline.writers import JsonlWriter
from whitespace_words import WhitespaceWords

def run(name, pipeline, tasks):
    LocalPipelineExecutor(
        pipeline=pipeline,
        tasks=tasks,
        workers=2,
        logging_dir=f"{folder}/logs/{name}",
        skip_completed=False,
        # A fork server's children would not be among the children whose CPU time this process is told.
        start_method="fork",
    ).run()


def cpu():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    source, pattern, tokenizer, folder, splitting = sys.argv[1:]
    words = {"language": WhitespaceWords()} if splitting == "whitespace" else {}
    config = MinhashConfig()
    before = cpu()
    start = time.monotonic()
    run(
        "filter",
        [
            JsonlReader(source, glob_pattern=pattern),
            GopherRepetitionFilter(**words),
            GopherQualityFilter(**words),
            JsonlWriter(f"{folder}/kept"),
        ],
        2,
    )
    run("sign", [JsonlReader(f"{folder}/kept"), MinhashDedupSignature(f"{folder}/signatures", config, **words)], 2)
    run("buckets", [MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/pairs", config=config)], config.num_buckets)
    run("cluster", [MinhashDedupCluster(f"{folder}/pairs", f"{folder}/remove", config=config)], 1)
    run(
        "tokenize",
        [
            JsonlReader(f"{folder}/kept"),
            MinhashDedupFilter(f"{folder}/remove"),
            DocumentTokenizer(f"{folder}/tokens", tokenizer_name_or_path=tokenizer, eos_token="<|endoftext|>"),
        ],
        2,
    )
    seconds = time.monotonic() - start
    tokens = sum(path.stat().st_size // 2 for path in Path(folder, "tokens").glob("*.ds"))
    kept = sum(1 for path in Path(folder, "kept").glob("*.jsonl.gz") for _ in gzip.open(path))
    removed = sum(path.stat().st_size // 4 for path in Path(folder, "remove").glob("*.remove"))
    names = {name: version(name) for name in ("datatrove", "numpy", "tokenizers", "xxhash")}
    print(json.dumps({"python": platform.python_version(), **names, "wall": seconds, "cpu": cpu() - before, "tokens": tokens, "kept": kept - removed}))
