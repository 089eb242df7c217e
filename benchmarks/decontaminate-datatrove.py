"""N-gram decontamination by datatrove, timed: python decontaminate-datatrove.py DOCUMENTS.jsonl ITEMS.jsonl NGRAM WORDS

WORDS is whitespace (str.split()) or spacy (datatrove's default for English). Prints one JSON object; seconds are CPU
seconds of this process. The steps are made without their constructors, which ask for lighteval and folders.
"""

import json
import platform
import sys
import time
from importlib.metadata import version

from loguru import logger

logger.remove()

from datatrove.data import Document
from datatrove.pipeline.decont.n_grams import NGramsDecontConfig, NGramsDecontFilter, NGramsDecontIndexer
from datatrove.utils.hashing import create_hash_func
from datatrove.utils.word_tokenizers import load_word_tokenizer
from whitespace_words import WhitespaceWords

documents, items, ngram, words = sys.argv[1:]
config = NGramsDecontConfig(n_grams=int(ngram), find_query_ngrams=True, find_overlap_ngrams=True)
tokenizer = WhitespaceWords() if words == "whitespace" else load_word_tokenizer("eng")


def bare(cls):
    step = object.__new__(cls)
    step.config = config
    step.tokenizer = tokenizer
    step.hash_func = create_hash_func(config.hash_config)
    return step


def texts(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


read = [Document(text=text, id=str(i)) for i, text in enumerate(texts(documents))]
indexed = texts(items)
tokenizer.word_tokenize("warm up")
start = time.process_time()
indexer = bare(NGramsDecontIndexer)
hashes = {hashed: "items" for text in indexed for hashed in indexer.compute_hashes(text)}
built = time.process_time()
step = bare(NGramsDecontFilter)
step._index_hashes = hashes
step.stat_update = lambda *_: None
kept = [step.filter(document) is True for document in read]
done = time.process_time()
print(
    json.dumps(
        {
            "python": platform.python_version(),
            "datatrove": version("datatrove"),
            "indexSeconds": built - start,
            "seconds": done - built,
            "kept": kept,
        }
    )
)
