/** A path in a dataset's folder that names a file by its content: `data/<sha256>.parquet`. */
export function contentName(folder, extension) {
    return (sha256) => `${folder}/${sha256}.${extension}`;
}
/** All rows of a file, a group at a time. */
export async function* groupsOf(reader) {
    for (let index = 0; index < reader.groups; index++)
        yield await reader.group(index);
}
//# sourceMappingURL=row-file.js.map