const maxMembers = 1000;
/**
 * The samples of a tar: a key is a name up to the first dot of its last part, the rest is the extension. A member whose
 * extension the sample has already begins the next one. A sample of more than `recordBytes` bytes is `record-too-large`,
 * one of more than 1,000 members `too-many-members`.
 * Source: webdataset 1.0.2, `tariterators.py`: base_plus_ext, group_by_keys
 */
export async function* tarSamples(members, recordBytes) {
    let sample;
    for await (const member of members) {
        const { key, extension } = splitName(member.name);
        if (sample !== undefined && !sample.takes(key, extension)) {
            yield sample.close();
            sample = undefined;
        }
        sample ??= openSample(key, member, recordBytes);
        sample.add(member, extension);
    }
    if (sample !== undefined)
        yield sample.close();
}
function splitName(name) {
    const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    return dot < 0
        ? { key: name, extension: '' }
        : { key: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}
function openSample(key, { name, number }, recordBytes) {
    let members = [];
    let problem;
    let bytes = 0;
    const extensions = new Set();
    return {
        /** An empty key is that of the archive's own problems and of hidden files, which belong to no sample. */
        takes: (other, extension) => key !== '' && !key.endsWith('/') && other === key && !extensions.has(extension),
        add(member, extension) {
            bytes += 'bytes' in member ? member.bytes.length : 0;
            if (bytes > recordBytes)
                problem = { problem: 'record-too-large', value: bytes, limit: recordBytes };
            else if (members.length === maxMembers) {
                problem ??= { problem: 'too-many-members', value: maxMembers + 1, limit: maxMembers };
            }
            if (problem !== undefined)
                members = [];
            else {
                extensions.add(extension);
                members.push({ ...member, extension });
            }
        },
        close: () => ({ key, first: { name, number }, members, problem }),
    };
}
//# sourceMappingURL=webdataset.js.map