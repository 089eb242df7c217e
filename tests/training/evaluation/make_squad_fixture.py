"""Writes tests/fixtures/training/squad-scores.json: scores by the rules of SQuAD's evaluate-v2.0.py.

The functions below are those of the script that Rajpurkar et al. publish with SQuAD 2.0.
"""

import collections
import json
import re
import string
from pathlib import Path


def normalize_answer(s):
    def remove_articles(text):
        regex = re.compile(r"\b(a|an|the)\b", re.UNICODE)
        return re.sub(regex, " ", text)

    def white_space_fix(text):
        return " ".join(text.split())

    def remove_punc(text):
        exclude = set(string.punctuation)
        return "".join(ch for ch in text if ch not in exclude)

    return white_space_fix(remove_articles(remove_punc(s.lower())))


def get_tokens(s):
    return normalize_answer(s).split() if s else []


def compute_f1(a_gold, a_pred):
    gold_toks = get_tokens(a_gold)
    pred_toks = get_tokens(a_pred)
    num_same = sum((collections.Counter(gold_toks) & collections.Counter(pred_toks)).values())
    if len(gold_toks) == 0 or len(pred_toks) == 0:
        return int(gold_toks == pred_toks)
    if num_same == 0:
        return 0
    precision = num_same / len(pred_toks)
    recall = num_same / len(gold_toks)
    return (2 * precision * recall) / (precision + recall)


cases = [
    ("the Mill of Elm", ["Mill of Elm", "Elm"]),
    ("A mill, an oven; the river.", ["mill oven river"]),
    ("Denver Broncos", ["Denver Broncos", "The Denver Broncos!", "Broncos"]),
    ("in 1650", ["1650"]),
    ("1650", ["in the year 1650", "about 1650"]),
    ("", ["x"]),
    ("", []),
    ("something", []),
    ("the", ["a"]),
    ("the", []),
    ("x", ["the", "an"]),
    ("miller's aunt", ["millers aunt"]),
    ("mill mill mill", ["mill mill"]),
    ("mill river mill", ["river mill mill old"]),
    ("  spaced\tout\u00a0text ", ["spaced out text"]),
    ("Ünïcode – dash", ["ünïcode dash"]),
    ("Theodor and anna", ["Theodor anna"]),
    ("thé à la carte", ["thé à la", "a la carte"]),
    ("a_the_b", ["b", "atheb"]),
    ("水车 the 水车", ["水车 水车"]),
    ("U.S.", ["US", "u s"]),
]
rows = []
for given, expected in cases:
    gold = [a for a in expected if normalize_answer(a)] or [""]
    exact = max(int(normalize_answer(a) == normalize_answer(given)) for a in gold)
    f1 = max(compute_f1(a, given) for a in gold)
    rows.append({"given": given, "expected": expected, "exactMatch": exact, "f1": f1})
path = Path(__file__).parents[2] / "fixtures/training/squad-scores.json"
path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
