/** Every file that a version consists of beside its manifest, each once, in the manifest's order. */
export function filesOf(manifest) {
    const { inputs, tokenizer } = manifest.lineage;
    const lineage = tokenizer === null ? [inputs] : [inputs, tokenizer];
    const statistics = manifest.statistics === undefined ? [] : [manifest.statistics];
    const thumbnails = manifest.thumbnails === undefined ? [] : [manifest.thumbnails];
    const indexes = [...manifest.shards, ...manifest.fates].flatMap(({ index }) => (index === undefined ? [] : [index]));
    const files = [
        ...[...manifest.shards, ...indexes, ...manifest.fates, ...manifest.metrics, ...statistics, ...thumbnails].map(({ file, sha256, bytes }) => ({
            file,
            sha256,
            bytes,
        })),
        ...lineage.map(({ file, sha256 }) => ({ file, sha256, bytes: undefined })),
    ];
    return [...new Map(files.map((file) => [file.file, file])).values()];
}
//# sourceMappingURL=manifest-files.js.map