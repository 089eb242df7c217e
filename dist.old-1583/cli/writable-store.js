/**
 * Opens a file in the store and gives it up again, so that a store that cannot be written to is told before anything
 * starts for it.
 *
 * @throws {MillraceError} `not-writable` or `disk-full`
 */
export async function requireWritable(storage) {
    const writer = await storage.open();
    await writer.abort();
}
//# sourceMappingURL=writable-store.js.map