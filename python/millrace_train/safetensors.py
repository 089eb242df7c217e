"""Tensors of 32-bit floats in files: https://huggingface.co/docs/safetensors."""

from __future__ import annotations

import json
import struct

import numpy as np


def read_tensors(path: str) -> dict[str, np.ndarray]:
    """Float32 arrays by name, mapped from the file."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
    header.pop("__metadata__", None)
    memory = np.memmap(path, dtype=np.uint8, mode="c")[8 + size :] if header else np.empty(0, np.uint8)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = memory[begin:end].view("<f4").reshape(entry["shape"])
    return tensors


def write_tensors(path: str, tensors: dict[str, np.ndarray]) -> None:
    """Writes float32 arrays, in the order of their names."""
    arrays = {name: np.ascontiguousarray(tensors[name], dtype="<f4") for name in sorted(tensors)}
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in arrays.values():
            file.write(array.data if array.size else b"")
