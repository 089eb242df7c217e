"""Writes tests/fixtures/training/gguf.json: what NumPy and gguf's own quantization make of some numbers, and the order in
which llama.cpp's converter puts the rows of queries (`permute` of convert_hf_to_gguf.py).

python3 gguf-peer.py > ../../fixtures/training/gguf.json      (gguf 0.19.0, NumPy 2.4.6)
"""

import importlib.metadata
import json

import gguf
import numpy

values = numpy.array(
    [((index * 7919) % 2001 - 1000) / 4000 * 10.0 ** (index % 13 - 8) for index in range(96)]
    + [0, -0.0, 1, -1, 65504, 65519.99, 65520, 1e9, 6e-8, 2.9e-8, 2.99e-8, 6.1e-5, 6.0975e-5, 1.0009765625, 1.00048828125,
       1.00146484375, 0.333333333] + [0] * 15,
    dtype=numpy.float32,
)
with numpy.errstate(over="ignore"):
    halves = values.astype(numpy.float16).view(numpy.uint16).tolist()
blocks = gguf.quants.quantize(values[:96], gguf.GGMLQuantizationType.Q8_0)


def permute(weights, heads):
    return (
        weights.reshape(heads, 2, weights.shape[0] // heads // 2, *weights.shape[1:])
        .swapaxes(1, 2)
        .reshape(weights.shape)
    )


rows = permute(numpy.arange(16).reshape(16, 1), 2).flatten().tolist()
versions = dict(gguf=importlib.metadata.version("gguf"), numpy=numpy.__version__)
print(json.dumps(dict(versions, values=[float(v) for v in values], halves=halves, blocks=blocks.tolist(), rows=rows)))
