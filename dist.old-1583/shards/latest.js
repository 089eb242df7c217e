import { z } from 'zod';
import { MillraceError } from '../core/errors.js';
const latestSchema = z.strictObject({
    version: z.int().positive(),
    manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** The content of a dataset's `latest.json`; undefined where no version has passed its gates or was approved. */
export async function readLatest(storage, dataset) {
    const key = latestKey(dataset);
    if ((await storage.size(key)) === undefined)
        return undefined;
    const bytes = await storage.get(key);
    try {
        return latestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
    catch (error) {
        throw new MillraceError('bad-latest', 'it does not name a version', { at: key, cause: error });
    }
}
/** Replaces a dataset's `latest.json`. */
export async function writeLatest(storage, dataset, latest) {
    const { version, manifestSha256 } = latest;
    await storage.put(latestKey(dataset), Buffer.from(`${JSON.stringify({ manifestSha256, version }, null, 2)}\n`));
}
function latestKey(dataset) {
    return `${dataset}/latest.json`;
}
//# sourceMappingURL=latest.js.map