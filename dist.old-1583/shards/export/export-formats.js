/** Formats of peers in which a version can be copied. */
export const exportFormats = ['jsonl', 'parquet', 'mds', 'webdataset', 'hf'];
/** A shard of MDS says in 32 bits where a sample is. */
export const mostMdsShardBytes = 2 ** 32 - 1;
//# sourceMappingURL=export-formats.js.map