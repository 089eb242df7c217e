import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openExportFolder } from '../../shards/export/export-folder.js';
import { exportVersion } from '../../shards/export/export-version.js';
import { recordKey } from '../../shards/export/record-key.js';
import { sha256Hex } from '../../storage/digest.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { packageRoot } from '../../storage/package-root.js';
import { testPython } from '../python-environment.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { writeImageVersion, writeTextVersion } from './export-version.js';
const run = promisify(execFile);
const program = fileURLToPath(new URL('tests/shards/export-peers.py', packageRoot));
test('the webdataset package reads images, documents and sequences, value for value', {
    timeout: 400_000,
}, async (t) => {
    const python = await testPython().catch((error) => error);
    if (python instanceof Error)
        return t.skip(`no Python with webdataset: ${python.message}`);
    const storage = openLocalFolder(temporaryFolder(t));
    const images = await writeImageVersion(storage);
    const texts = await writeTextVersion(storage);
    const labels = [...new Set([...images.train, ...texts.train].flatMap(({ label }) => label ?? []))].sort();
    const classOf = (label) => (label === null ? {} : { cls: labels.indexOf(label) });
    const readBack = async (manifest, content) => {
        const shards = await exported(t, storage, manifest, content);
        return JSON.parse((await run(python, [program, ...shards], { maxBuffer: 64 * 2 ** 20 })).stdout);
    };
    assert.deepEqual(await readBack(images.stored.manifest, 'images'), images.train.map(({ image, ...more }) => ({
        __key__: recordKey(more.id),
        ...{ [more.format === 'jpeg' ? 'jpg' : 'png']: { sha256: sha256Hex(image) }, ...classOf(more.label) },
        ...(more.caption === null ? {} : { txt: more.caption }),
        json: JSON.parse(JSON.stringify(more)),
    })));
    assert.deepEqual(await readBack(texts.stored.manifest, 'documents'), texts.train.map(({ text, ...more }) => ({
        __key__: recordKey(more.id),
        txt: text,
        ...classOf(more.label),
        json: more,
    })));
    const sequences = (await readBack(texts.stored.manifest, 'tokens'));
    assert.deepEqual(sequences.map(({ npy }) => npy), texts.sequences.map(({ tokens }) => tokens));
});
/** Paths of the shards of the train split, in order. */
async function exported(t, storage, manifest, content) {
    const out = join(temporaryFolder(t), 'out');
    const folder = await openExportFolder(out);
    await exportVersion(storage, manifest, folder, {
        ...{ format: 'webdataset', content, shardBytes: 200_000, gzip: false },
        ...{ onProgress: () => undefined, signal: AbortSignal.timeout(60_000) },
    });
    await folder.finish();
    return globSync(join(out, 'train', '*.tar')).sort();
}
//# sourceMappingURL=export-peers.test.js.map