/** Formats of peers in which a version can be copied. */
export const exportFormats = ['jsonl', 'parquet', 'mds', 'webdataset', 'hf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A shard of MDS says in 32 bits where a sample is. */
export const mostMdsShardBytes = 2 ** 32 - 1;
