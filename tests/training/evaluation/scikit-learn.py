"""What scikit-learn makes of texts: the oracle for naive Bayes and for scores.

Argument: a JSON file of {train: [{text, label}], judged: [text], predictions: [{labels, predicted, classes}]}.
Prints JSON; the committed `tests/fixtures/training/scikit-learn-1.9.1.json` is what it printed.
"""

import json
import re
import sys
import unicodedata

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support
from sklearn.naive_bayes import MultinomialNB

with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)

vectorizer = CountVectorizer()
model = MultinomialNB()
model.fit(
    vectorizer.fit_transform([each["text"] for each in given["train"]]),
    [each["label"] for each in given["train"]],
)
judged = vectorizer.transform(given["judged"])


def scores(labels, predicted, classes):
    found = {
        "accuracy": accuracy_score(labels, predicted),
        "macroF1": f1_score(labels, predicted, average="macro", zero_division=0),
    }
    if classes == 2:
        precision, recall, f1, _ = precision_recall_fscore_support(
            labels, predicted, average="binary", pos_label=1, zero_division=0
        )
        found |= {"precision": precision, "recall": recall, "f1": f1}
    return found


def ranges(matches):
    """Ends of the runs of code points, surrogates excluded, for which it holds: [first, last, first, last, ...]."""
    ends, before = [], False
    for code in range(0x110000):
        now = not 0xD800 <= code <= 0xDFFF and matches(chr(code))
        if now and not before:
            ends.append(code)
        if before and not now:
            ends.append(code - 1)
        before = now
    return ends + [0x10FFFF] if before else ends


print(json.dumps({
    "vocabulary": sorted(vectorizer.vocabulary_),
    "predicted": model.predict(judged).tolist(),
    "logProbabilities": model.predict_log_proba(judged).tolist(),
    "scores": [scores(**each) for each in given["predictions"]],
    "wordCharacters": ranges(lambda character: re.match(r"\w", character) is not None),
    "unassigned": ranges(lambda character: unicodedata.category(character) == "Cn"),
}, ensure_ascii=False))
