"""Reads Parquet files and writes tables with Spark, as JSON on standard input says; prints the rows that were read.

Input: {"read": {name: path}, "write": {"folder": path, "rows": [row, ...], "by": column}}. Output: {name: [row, ...]}.
"""

import json
import sys

from pyspark.sql import SparkSession

job = json.load(sys.stdin)
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.sql.shuffle.partitions", "1")
    .getOrCreate()
)
answer = {name: [row.asDict(recursive=True) for row in spark.read.parquet(path).collect()] for name, path in job["read"].items()}
frame = spark.createDataFrame(job["write"]["rows"])
frame.repartition(2).write.parquet(job["write"]["folder"] + "/whole")
frame.write.partitionBy(job["write"]["by"]).parquet(job["write"]["folder"] + "/cut")
spark.stop()
json.dump(answer, sys.stdout)
