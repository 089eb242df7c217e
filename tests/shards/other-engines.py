"""Reads the files named on standard input with pyarrow, DuckDB and polars; prints every engine's rows as JSON.

Input: [{"name": str, "path": str}]. Output: {name: {engine: [row, ...]}}. DuckDB reads Arrow IPC through pyarrow.
"""

import json
import sys

import duckdb
import polars
import pyarrow.ipc
import pyarrow.parquet


def pyarrow_table(path):
    if path.endswith(".parquet"):
        return pyarrow.parquet.ParquetFile(path).read()
    return pyarrow.ipc.open_file(path).read_all()


def pyarrow_rows(path):
    table = pyarrow_table(path)
    table.validate(full=True)
    return table.to_pylist()


def duckdb_rows(path):
    connection = duckdb.connect()
    if path.endswith(".parquet"):
        result = connection.execute("select * from read_parquet(?)", [path])
    else:
        connection.register("file", pyarrow_table(path))
        result = connection.execute("select * from file")
    names = [column[0] for column in result.description]
    return [dict(zip(names, row)) for row in result.fetchall()]


def polars_rows(path):
    frame = polars.read_parquet(path) if path.endswith(".parquet") else polars.read_ipc(path)
    return frame.to_dicts()


def plain(value):
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(member) for member in value]
    return value if value is None or isinstance(value, (str, int, float)) else plain(list(value))


engines = {"pyarrow": pyarrow_rows, "duckdb": duckdb_rows, "polars": polars_rows}
answer = {
    job["name"]: {engine: plain(rows(job["path"])) for engine, rows in engines.items()} for job in json.load(sys.stdin)
}
json.dump(answer, sys.stdout)
