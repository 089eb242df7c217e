"""Texts of pages by trafilatura, timed: python extract-html-trafilatura.py default|fast WORKERS PAGES.jsonl

Prints one JSON object: texts in the order of the pages, CPU seconds of all workers and seconds by the clock of one pass,
which takes some seconds, after one that pays for what is compiled and loaded. `fast` is trafilatura's own word for extraction without its fallbacks.
"""

import json
import multiprocessing
import sys
import time
from importlib.metadata import version

from trafilatura import extract

kind, workers, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    pages = [json.loads(line)["html"] for line in file]


def share_of(worker):
    start = time.process_time()
    texts = [extract(page, include_comments=False, fast=kind == "fast") or "" for page in pages[worker :: int(workers)]]
    return texts, time.process_time() - start


if __name__ == "__main__":
    # The pages are in memory before the workers are forked, so nothing is sent to them.
    with multiprocessing.get_context("fork").Pool(int(workers)) as pool:
        pool.map(share_of, range(int(workers)), chunksize=1)
        start = time.perf_counter()
        shares = pool.map(share_of, range(int(workers)), chunksize=1)
        wall = time.perf_counter() - start
    texts = [shares[i % int(workers)][0][i // int(workers)] for i in range(len(pages))]
    cpu = sum(seconds for _, seconds in shares)
    print(json.dumps({"version": version("trafilatura"), "cpuSeconds": cpu, "wallSeconds": wall, "texts": texts}))
