/** @param tallyOf what a row counts for in its file's `tally` */
export function openRollingWriter(open, fileBytes, sizeOf, tallyOf) {
    const files = [];
    let writer;
    let bytes = 0;
    let tally = 0;
    const close = async () => {
        if (writer === undefined)
            return;
        const closing = writer;
        writer = undefined;
        files.push({ ...(await closing.finish()), tally });
        bytes = 0;
        tally = 0;
    };
    return {
        add: async (rows) => {
            let waiting = [];
            const flush = async () => {
                if (waiting.length === 0)
                    return;
                writer ??= await open();
                await writer.add(waiting);
                waiting = [];
            };
            for (const row of rows) {
                const size = sizeOf(row);
                if (bytes > 0 && bytes + size > fileBytes) {
                    await flush();
                    await close();
                }
                waiting.push(row);
                bytes += size;
                tally += tallyOf(row);
            }
            await flush();
        },
        finish: async () => {
            await close();
            return files;
        },
        abort: async () => {
            await writer?.abort();
            writer = undefined;
        },
    };
}
//# sourceMappingURL=rolling-writer.js.map