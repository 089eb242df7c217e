"""MinHash deduplication by datatrove, timed: python minhash-datatrove.py DOCUMENTS.jsonl FOLDER

Words are those of str.split(). Prints one JSON object; seconds are CPU seconds of this process.
"""

import json
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path

from loguru import logger

logger.remove()

from datatrove.data import Document
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupSignature,
)
from whitespace_words import WhitespaceWords

documents, folder = sys.argv[1:]
with open(documents, encoding="utf-8") as file:
    texts = [Document(text=json.loads(line)["text"], id=str(i)) for i, line in enumerate(file)]

config = MinhashConfig()
# Imports and numpy's own set-up are not what is measured.
MinhashDedupSignature(f"{folder}/warm", config, language=WhitespaceWords()).run(iter(texts[:20]), 0, 1)

start = time.process_time()
MinhashDedupSignature(f"{folder}/signatures", config, language=WhitespaceWords()).run(iter(texts), 0, 1)
signatures = time.process_time() - start
for bucket in range(config.num_buckets):
    MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/pairs", config=config).run(None, bucket, config.num_buckets)
MinhashDedupCluster(f"{folder}/pairs", f"{folder}/remove", config=config).run(None, 0, 1)
chain = time.process_time() - start

removed = sum(path.stat().st_size // 4 for path in Path(folder, "remove").glob("*.remove"))
names = {name: version(name) for name in ("datatrove", "numpy", "xxhash")}
print(json.dumps({"python": platform.python_version(), **names, "signatures": signatures, "chain": chain, "removed": removed}))
