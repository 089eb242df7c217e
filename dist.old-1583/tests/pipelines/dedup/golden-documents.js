import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../../storage/package-root.js';
const folder = new URL('../shared/data/golden/', packageRoot);
/** Why tests on the golden documents are skipped; false where the documents are there. */
export const goldenSkip = existsSync(folder) ? false : 'the golden documents are not on this machine';
/** The rows of a golden file of JSON lines. */
export function goldenRows(name) {
    const lines = gunzipSync(readFileSync(new URL(name, folder)))
        .toString()
        .split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
/** The golden documents in the order of their files. */
export function goldenDocuments() {
    return ['part-00000.jsonl.gz', 'part-00001.jsonl.gz'].flatMap((name) => goldenRows(name));
}
//# sourceMappingURL=golden-documents.js.map