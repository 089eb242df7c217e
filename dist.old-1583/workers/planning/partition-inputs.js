/**
 * Groups ranges, in order, into partitions of at most `partitionBytes`; a longer range is a partition of its own. The
 * files that a range's records name count with it.
 * A function of the inputs alone: neither threads nor hosts change it.
 */
export function partitionInputs(files, digests, partitionBytes) {
    const partitions = [];
    let inputs = [];
    let bytes = 0;
    const close = () => {
        if (inputs.length > 0)
            partitions.push({ inputs, bytes });
        inputs = [];
        bytes = 0;
    };
    for (const [index, file] of files.entries()) {
        const digest = digests[index];
        if (digest === undefined)
            throw new RangeError(`Expected a digest for each of ${files.length} files`);
        for (const range of rangesOf(file, digest)) {
            const size = range.end - range.start + (range.references?.bytes ?? 0);
            if (bytes + size > partitionBytes)
                close();
            const fileBytes = 'problem' in digest ? file.bytes : digest.bytes;
            inputs.push({ source: file.source, key: file.key, path: file.path, fileBytes, ...range });
            bytes += size;
        }
    }
    close();
    return partitions;
}
function rangesOf(file, digest) {
    if ('problem' in digest) {
        return [{ start: 0, end: file.bytes, firstLine: 1, sha256: null, problem: digest.problem, references: null }];
    }
    return digest.ranges.map((range, place) => ({
        ...range,
        problem: null,
        references: digest.references?.[place] ?? null,
    }));
}
//# sourceMappingURL=partition-inputs.js.map