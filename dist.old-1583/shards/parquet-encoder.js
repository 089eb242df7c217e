import { Table, transformParquetStream } from 'parquet-wasm';
/** Opens an encoder that writes to `file`. A failed write makes the next call throw its error. */
export function openParquetEncoder(file, properties) {
    const batches = new TransformStream();
    const input = batches.writable.getWriter();
    const outcome = encode(file, batches.readable, properties).then(() => undefined, (error) => ({ error }));
    const orFailure = async (step) => {
        const failure = await Promise.race([step, outcome]);
        if (failure !== undefined)
            throw failure.error;
    };
    return {
        add: async (stream) => {
            const table = Table.fromIPCStream(stream);
            try {
                for (const batch of table.recordBatches())
                    await orFailure(input.write(batch));
            }
            finally {
                table.free();
            }
        },
        end: async () => {
            await orFailure(input.close());
            const failure = await outcome;
            if (failure !== undefined)
                throw failure.error;
        },
        cancel: async () => {
            await Promise.allSettled([input.abort()]);
            await outcome;
        },
    };
}
async function encode(file, batches, properties) {
    const pieces = await transformParquetStream(batches, properties);
    for await (const piece of pieces)
        await file.write(piece);
}
//# sourceMappingURL=parquet-encoder.js.map