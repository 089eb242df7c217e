"""Reads a dataset folder with its card as others do: argv names the folder; prints what they find as JSON."""

import copy
import hashlib
import json
import os
import sys

import mlcroissant
from huggingface_hub import DatasetCard

folder = sys.argv[1]


def plain(value):
    """Text of bytes; of an image its sides and the SHA-256 of its pixels; all else as it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if hasattr(value, "tobytes") and hasattr(value, "convert"):
        pixels = value.convert("RGB")
        return f"{pixels.width} {pixels.height} {hashlib.sha256(pixels.tobytes()).hexdigest()}"
    return value.item() if hasattr(value, "item") else value


dataset = mlcroissant.Dataset(os.path.join(folder, "croissant.json"))
found = {"recordSets": {}, "files": {}}
for record_set in dataset.metadata.record_sets:
    found["recordSets"][record_set.id] = [
        {name.rsplit("/", 1)[-1]: plain(value) for name, value in record.items()}
        for record in dataset.records(record_set.id)
    ]
for file in dataset.metadata.file_objects:
    found["files"][file.id] = {"sha256": file.sha256, "size": file.content_size}
with open(os.path.join(folder, "croissant.json"), encoding="utf-8") as file:
    right = json.load(file)
found["refused"] = {}
for name, spoil in {
    "a file without a place": lambda it: it["distribution"][0].pop("contentUrl"),
    "a field of an unknown file set": lambda it: it["recordSet"][0]["field"][0]["source"]["fileSet"].update({"@id": "x"}),
    "a file set without files": lambda it: it["distribution"][-1].pop("includes"),
}.items():
    wrong = copy.deepcopy(right)
    spoil(wrong)
    try:
        mlcroissant.Dataset(wrong)
        found["refused"][name] = False
    except mlcroissant.ValidationError:
        found["refused"][name] = True
card = DatasetCard.load(os.path.join(folder, "README.md"))
found["card"] = card.data.to_dict()
found["text"] = card.text
json.dump(found, sys.stdout)
