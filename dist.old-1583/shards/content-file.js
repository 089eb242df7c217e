/** Writes bytes that are in memory to a file of a dataset's folder that their SHA-256 names. */
export async function writeContentFile(storage, dataset, name, bytes) {
    const writer = await storage.open();
    await writer.write(bytes);
    const written = await writer.finish((digest) => `${dataset}/${name(digest)}`);
    return { file: name(written.sha256), sha256: written.sha256, bytes: written.bytes };
}
//# sourceMappingURL=content-file.js.map