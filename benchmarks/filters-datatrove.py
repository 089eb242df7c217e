"""datatrove's four filter sets, timed: python filters-datatrove.py DOCUMENTS.jsonl whitespace|spacy

Gopher repetition, Gopher quality, C4 and FineWeb quality, each on the text as it is. Words are spaCy's, datatrove's default,
or those of str.split(); C4's sentences are spaCy's in any case. Prints one JSON object: for each document why each filter
drops it (null: kept), and CPU seconds of this process.
"""

import json
import platform
import sys
import time
from importlib.metadata import version

from loguru import logger

logger.remove()

from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter
from whitespace_words import WhitespaceWords

documents, words = sys.argv[1:]
with open(documents, encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file]

more = {"language": WhitespaceWords()} if words == "whitespace" else {}
filters = [GopherRepetitionFilter(**more), GopherQualityFilter(**more), C4QualityFilter(), FineWebQualityFilter(**more)]


def reason(verdict):
    return None if verdict is True else verdict[1]


def judge(text):
    # C4 rewrites the document, so that it has one of its own.
    return [reason(each.filter(Document(text=text, id=""))) for each in filters]


# Imports and spaCy's own set-up are not what is measured. The words of a text are cached, so it is split once.
for text in texts[:20]:
    judge(text)

start = time.process_time()
verdicts = [judge(text) for text in texts]
seconds = time.process_time() - start

names = {name: version(name) for name in ("datatrove", "spacy", "numpy")}
print(json.dumps({"python": platform.python_version(), **names, "seconds": seconds, "verdicts": verdicts}))
