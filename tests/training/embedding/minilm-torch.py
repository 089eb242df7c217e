"""Writes tests/fixtures/training/minilm.json: embeddings by sentence-transformers in double precision, as an oracle.

python3 minilm-torch.py FOLDER > ../../fixtures/training/minilm.json
(FOLDER holds the files of all-MiniLM-L6-v2; torch 2.15.0, transformers 5.23.0, sentence-transformers 6.2.0)
"""

import json
import sys

import sentence_transformers
import torch
from sentence_transformers import SentenceTransformer

texts = [
    "The river turns the wheel, and the wheel turns the stone.",
    "A wheel is turned by the river; it turns the stone in its turn.",
    "The parliament voted on the budget late at night.",
    "Café crème — 12,50 €, naïve façade!",
    "磨坊主在河边磨面粉。",
    "",
    "word",
    "Step %d of the recipe.\n\n\tMix flour & water (500 ml), wait 2 h; bake at 230 °C." % 3,
    " ".join("Mill %d grinds %d sacks of grain a day." % (i, i * 7 % 13) for i in range(14)),
    " ".join("In year %d the mill burned down and was built again." % (1600 + i) for i in range(60)),
]
model = SentenceTransformer(sys.argv[1], device="cpu").double()
vectors = [model.encode(text, convert_to_tensor=True).tolist() for text in texts]
versions = dict(torch=torch.__version__, sentenceTransformers=sentence_transformers.__version__)
rounded = [[round(value, 8) for value in vector] for vector in vectors]
print(json.dumps(dict(versions, texts=texts, embeddings=rounded), ensure_ascii=False))
