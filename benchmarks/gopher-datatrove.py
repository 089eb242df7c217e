"""Gopher's two filters by datatrove, timed: python gopher-datatrove.py DOCUMENTS.jsonl whitespace|spacy

Prints one JSON object: verdicts as lists [quality, repetition] of reasons (null: kept), and CPU seconds of this process.
"""

import json
import platform
import sys
import time
from importlib.metadata import version

from loguru import logger

logger.remove()

from datatrove.data import Document
from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter
from whitespace_words import WhitespaceWords

documents, words = sys.argv[1:]
with open(documents, encoding="utf-8") as file:
    texts = [Document(text=json.loads(line)["text"], id=str(i)) for i, line in enumerate(file)]

more = {"language": WhitespaceWords()} if words == "whitespace" else {}
filters = [GopherQualityFilter(**more), GopherRepetitionFilter(**more)]


def reason(verdict):
    return None if verdict is True else verdict[1]


# Imports and spaCy's own set-up are not what is measured. The words of a text are cached, so both filters split once.
for document in texts[:20]:
    for gopher in filters:
        gopher.filter(document)

start = time.process_time()
verdicts = [[reason(gopher.filter(document)) for gopher in filters] for document in texts]
seconds = time.process_time() - start

names = {name: version(name) for name in ("datatrove", "spacy", "numpy")}
print(json.dumps({"python": platform.python_version(), **names, "seconds": seconds, "verdicts": verdicts}))
