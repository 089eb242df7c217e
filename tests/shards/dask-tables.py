"""Reads Parquet files and writes tables with Dask, as JSON on standard input says; prints the rows that were read.

Input: {"read": {name: path}, "write": {"folder": path, "rows": [row, ...], "by": column}}. Output: {name: [row, ...]}.
"""

import json
import sys

import dask.dataframe
import pandas


def rows(path):
    frame = dask.dataframe.read_parquet(path).compute()
    return [{key: None if pandas.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]


job = json.load(sys.stdin)
answer = {name: rows(path) for name, path in job["read"].items()}
frame = dask.dataframe.from_pandas(pandas.DataFrame(job["write"]["rows"]), npartitions=2)
frame.to_parquet(job["write"]["folder"] + "/whole", write_metadata_file=True)
frame.to_parquet(job["write"]["folder"] + "/cut", partition_on=[job["write"]["by"]], write_index=False)
json.dump(answer, sys.stdout)
