"""datatrove's four MinHash stages as its users run them, two tasks and workers:

    python minhash-stages-datatrove.py INPUT_FOLDER GLOB FOLDER spacy|whitespace

Words are spaCy's, its default, or those of str.split(). Prints one JSON object; CPU seconds are those of this process and
its children, imports not among them.
"""

import json
import platform
import resource
import sys
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
from datatrove.pipeline.readers import JsonlReader
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
    source, pattern, folder, splitting = sys.argv[1:]
    words = {"language": WhitespaceWords()} if splitting == "whitespace" else {}
    config = MinhashConfig()
    before = cpu()
    reader = JsonlReader(source, glob_pattern=pattern)
    run("sign", [reader, MinhashDedupSignature(f"{folder}/signatures", config, **words)], 2)
    run("buckets", [MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/pairs", config=config)], config.num_buckets)
    run("cluster", [MinhashDedupCluster(f"{folder}/pairs", f"{folder}/remove", config=config)], 1)
    dedup = cpu() - before
    run("filter", [reader, MinhashDedupFilter(f"{folder}/remove"), JsonlWriter(f"{folder}/kept")], 2)
    removed = sum(path.stat().st_size // 4 for path in Path(folder, "remove").glob("*.remove"))
    names = {name: version(name) for name in ("datatrove", "numpy", "spacy", "xxhash")}
    print(json.dumps({"python": platform.python_version(), **names, "dedup": dedup, "all": cpu() - before, "removed": removed}))
