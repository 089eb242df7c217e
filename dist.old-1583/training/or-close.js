/** What `open` gives. Where it fails, streams that were opened before it are closed, whose threads would go on. */
export async function orClose(streams, open) {
    try {
        return await open();
    }
    catch (error) {
        await Promise.all(streams.map((stream) => stream.close()));
        throw error;
    }
}
//# sourceMappingURL=or-close.js.map