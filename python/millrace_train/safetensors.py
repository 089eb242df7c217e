"""Tensors of 32-bit floats and integers, in files and in memory: https://huggingface.co/docs/safetensors."""

from __future__ import annotations

import json
import struct

import numpy as np


_dtypes = {"F32": "<f4", "I32": "<i4"}


def read_tensors(path: str) -> dict[str, np.ndarray]:
    """Arrays by name, mapped from the file."""
    return decode_tensors(np.memmap(path, dtype=np.uint8, mode="c"))[0]


def decode_tensors(file: np.ndarray | bytearray) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Arrays by name, in the memory of the file, and its texts."""
    (size,) = struct.unpack("<Q", bytes(file[:8]))
    header = json.loads(bytes(file[8 : 8 + size]))
    metadata = header.pop("__metadata__", {})
    memory = np.frombuffer(file, np.uint8)[8 + size :]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = memory[begin:end].view(_dtypes[entry["dtype"]]).reshape(entry["shape"])
    return tensors, metadata


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
