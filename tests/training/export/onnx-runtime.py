"""onnx-runtime.py FOLDER: checks FOLDER/0.onnx and so on with onnx, runs each on 0.json in ONNX Runtime, and prints a
list of logits and metadata.
"""

import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime

answers = []
folder = pathlib.Path(sys.argv[1])
for path in sorted(folder.glob("*.onnx"), key=lambda path: int(path.stem)):
    onnx.checker.check_model(str(path), full_check=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    given = json.loads(path.with_suffix(".json").read_text())
    feeds = {name: numpy.array(feed["data"], feed["type"]).reshape(feed["shape"]) for name, feed in given.items()}
    (logits,) = session.run(["logits"], feeds)
    metadata = session.get_modelmeta().custom_metadata_map
    answers.append(dict(logits=logits.flatten().tolist(), metadata=metadata))
print(json.dumps(answers))
