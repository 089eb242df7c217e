import { isProblem } from '../reader.js';
/** The rows' images, read as they come. */
export async function* namedImages(rows, references) {
    for await (const row of rows) {
        if (isProblem(row))
            yield row;
        else {
            const bytes = await references.read(row.path);
            yield isProblem(bytes) ? { source: row.source, ...bytes } : { ...row.described, bytes, source: row.source };
        }
    }
}
export async function* namedPaths(rows) {
    for await (const row of rows)
        if (!isProblem(row))
            yield row.path;
}
//# sourceMappingURL=named-images.js.map