"""Reads a safetensors file with the library of the format's authors, and writes it again with that library.

Arguments: the file to read, the file to write. Prints what was read as JSON: tensors as dtype, shape and bytes.
"""

import json
import sys

from safetensors import safe_open
from safetensors.numpy import save_file

source, target = sys.argv[1:]
with safe_open(source, framework="np") as file:
    metadata = file.metadata()
    tensors = {name: file.get_tensor(name) for name in file.keys()}
save_file(tensors, target, metadata=metadata)
print(json.dumps({
    "metadata": metadata,
    "tensors": {
        name: {"dtype": str(tensor.dtype), "shape": tensor.shape, "bits": tensor.tobytes().hex()}
        for name, tensor in tensors.items()
    },
}))
