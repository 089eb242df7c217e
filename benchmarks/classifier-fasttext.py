"""fastText's supervised model, timed: python classifier-fasttext.py TRAIN.jsonl TEST.jsonl FOLDER RATE EPOCHS DIMENSION

Prints one JSON object: scores of the label 1 in the order of TEST, and CPU seconds of this process, one thread.
"""

import json
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path

import fasttext

train, test, folder, rate, epochs, dimension = sys.argv[1:]
fasttext.FastText.eprint = lambda *_: None


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def line_of(text):
    return " ".join(text.split())


learned = Path(folder, "fasttext.txt")
learned.write_text("".join(f"__label__{row['label']} {line_of(row['text'])}\n" for row in rows(train)), encoding="utf-8")
texts = [line_of(row["text"]) for row in rows(test)]

start = time.process_time()
model = fasttext.train_supervised(
    str(learned), lr=float(rate), epoch=int(epochs), dim=int(dimension), wordNgrams=2, thread=1, verbose=0
)
trained = time.process_time()
labels, probabilities = model.predict(texts, k=2)
done = time.process_time()
scores = [
    float(next((p for name, p in zip(names, shares) if name == "__label__1"), 0.0))
    for names, shares in zip(labels, probabilities)
]
print(
    json.dumps(
        {
            "python": platform.python_version(),
            "fasttext": version("fasttext-wheel"),
            "trainSeconds": trained - start,
            "predictSeconds": done - trained,
            "scores": scores,
        }
    )
)
