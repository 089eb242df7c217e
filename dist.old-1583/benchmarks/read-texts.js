import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
/** The texts of a gzipped file of JSON lines, as many as take `mostBytes` of UTF-8. */
export async function readTexts(path, mostBytes) {
    const texts = [];
    let bytes = 0;
    const lines = gunzipSync(await readFile(path))
        .toString()
        .split('\n');
    for (const line of lines) {
        if (line === '')
            continue;
        const { text } = JSON.parse(line);
        bytes += Buffer.byteLength(text);
        if (bytes > mostBytes)
            break;
        texts.push(text);
    }
    return texts;
}
//# sourceMappingURL=read-texts.js.map