"""Reads an export to WebDataset with its own package: argv names the tar files; prints what it finds as JSON."""

import hashlib
import json
import sys

import webdataset

found = []
for sample in webdataset.WebDataset(sys.argv[1:], shardshuffle=False).decode():
    found.append(
        {
            name: {"sha256": hashlib.sha256(value).hexdigest()}
            if isinstance(value, bytes)
            else value.tolist()
            if hasattr(value, "tolist")
            else value
            for name, value in sample.items()
            if name not in ("__url__", "__local_path__")
        }
    )
json.dump(found, sys.stdout)
