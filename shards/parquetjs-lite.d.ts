/** The part of parquetjs-lite 0.8.7 that Millrace uses; the package has no types of its own. */
declare module 'parquetjs-lite' {
  interface ParquetField {
    type: 'UTF8' | 'DOUBLE';
    optional?: boolean;
    compression?: 'UNCOMPRESSED' | 'GZIP' | 'SNAPPY';
    statistics?: false;
  }

  class ParquetSchema {
    constructor(fields: Record<string, ParquetField>);
  }

  class ParquetEnvelopeWriter {
    constructor(
      schema: ParquetSchema,
      write: (piece: Uint8Array) => void,
      close: () => void,
      offset: number,
      options: { useDataPageV2?: boolean },
    );
  }

  class ParquetWriter {
    constructor(schema: ParquetSchema, envelope: ParquetEnvelopeWriter, options: { rowGroupSize?: number });
    appendRow(row: Record<string, string | number>): Promise<void>;
    close(): Promise<void>;
  }

  const parquet: {
    ParquetSchema: typeof ParquetSchema;
    ParquetEnvelopeWriter: typeof ParquetEnvelopeWriter;
    ParquetWriter: typeof ParquetWriter;
  };
  export default parquet;
}
