import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { commitVersion } from '../../../shards/catalogue.js';
import { openDocumentReader, openDocumentWriter } from '../../../shards/documents.js';
import { groupsOf } from '../../../shards/row-file.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { packageRoot } from '../../../storage/package-root.js';
import { picture } from '../../journeys/picture-folder.js';
import { testPython } from '../../python-environment.js';
import { commitImages, image, imageDraft } from '../../quality/image-version.js';
import { sampleDocuments } from '../../shards/sample-rows.js';
import { writeSampleVersion } from '../../shards/sample-version.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { millrace } from '../command.js';
const run = promisify(execFile);
const program = fileURLToPath(new URL('tests/cli/card/foreign-readers.py', packageRoot));
test('mlcroissant and huggingface_hub read the card and, through it, the documents', {
    timeout: 400_000,
}, async (t) => {
    const python = await testPython('card').catch((error) => error);
    if (python instanceof Error)
        return t.skip(`no Python environment: ${python.message}`);
    const store = temporaryFolder(t);
    const storage = openLocalFolder(store);
    const manifest = await writeVersion(storage);
    const folder = join(store, 'set');
    assert.equal((await millrace(['card', 'set', '--store', store, '--out', folder])).code, 0);
    await t.test('value for value', async () => {
        const found = JSON.parse((await run(python, [program, folder], { maxBuffer: 64 * 2 ** 20 })).stdout);
        for (const split of ['train', 'holdout']) {
            const ours = await documentsOf(storage, manifest, split);
            const theirs = found.recordSets[`documents-${split}`];
            assert.equal(theirs?.length, ours.length);
            // They read the shards in the order of their names.
            assert.deepEqual([...(theirs ?? [])].sort(byId), ours.sort(byId));
        }
        assert.deepEqual(Object.values(found.files)
            .map(({ sha256, size }) => `${sha256} ${size}`)
            .sort(), manifest.shards.map(({ sha256, bytes }) => `${sha256} ${bytes} B`).sort());
        const [info] = found.card.dataset_info;
        assert.deepEqual(info?.splits.map(({ name, num_examples }) => `${name} ${num_examples}`), ['train 30', 'holdout 10']);
        assert.deepEqual(found.card.size_categories, ['n<1K']);
        assert.deepEqual(found.refused, {
            'a file without a place': true,
            'a field of an unknown file set': true,
            'a file set without files': true,
        });
        assert.match(found.text, /^\s*# set\n/);
    });
    await t.test('without another warning than of what a version does not know', () => validated(python, folder));
});
test('mlcroissant reads the images through the card', { timeout: 400_000 }, async (t) => {
    const python = await testPython('card').catch((error) => error);
    if (python instanceof Error)
        return t.skip(`no Python environment: ${python.message}`);
    const store = temporaryFolder(t);
    const storage = openLocalFolder(store);
    const images = [];
    for (const [index, label] of ['cat', null, 'dog'].entries()) {
        const bytes = await picture(index, 30 + index, 20)
            .png()
            .toBuffer();
        images.push(image(`image-${index}`, { image: bytes, width: 30 + index, height: 20, format: 'png', label }));
    }
    await commitImages(storage, [], await imageDraft(storage, images));
    const folder = join(store, 'photos');
    assert.equal((await millrace(['card', 'photos', '--store', store, '--out', folder])).code, 0);
    const { stdout, stderr } = await run(python, [program, folder]);
    // Of what a version does not know, and of nothing else.
    assert.match(stderr, /Found the following 3 warning/);
    const found = JSON.parse(stdout);
    const theirs = found.recordSets['images-train'] ?? [];
    const ours = [];
    for (const { id, image: bytes, width, height, label, source, signals } of images) {
        const pixels = createHash('sha256')
            .update(await sharp(bytes).raw().toBuffer())
            .digest('hex');
        ours.push({
            id,
            image: `${width} ${height} ${pixels}`,
            width,
            label,
            source,
            sharpness: signals.sharpness,
            parent: null,
        });
    }
    assert.deepEqual([...theirs]
        .sort(byId)
        .map((row) => Object.fromEntries(Object.keys(ours[0] ?? {}).map((name) => [name, row[name]]))), ours);
});
/** What a version does not know is all that the validator misses. */
async function validated(python, folder) {
    const validator = join(dirname(python), 'mlcroissant');
    const { stderr } = await run(validator, ['validate', '--jsonld', join(folder, 'croissant.json')]);
    const warnings = [...stderr.matchAll(/Property "([^"]+)" is recommended/g)].map(([, name]) => name);
    assert.deepEqual(warnings.sort(), [
        'http://mlcommons.org/croissant/citeAs',
        'https://schema.org/datePublished',
        'https://schema.org/license',
    ]);
    assert.match(stderr, /Found the following 3 warning/);
}
/** A version with two document shards of the train split and one of the holdout. */
async function writeVersion(storage) {
    const draft = await writeSampleVersion(storage, 'set', 80);
    const documents = sampleDocuments(40);
    const parts = [
        { split: 'train', rows: documents.slice(0, 13) },
        { split: 'train', rows: documents.slice(13, 30) },
        { split: 'holdout', rows: documents.slice(30) },
    ];
    const shards = draft.shards.filter(({ content }) => content === 'tokens');
    for (const { split, rows } of parts) {
        const writer = await openDocumentWriter(storage, 'set');
        await writer.add(rows);
        shards.push({ ...(await writer.finish()), content: 'documents', split });
    }
    return (await commitVersion(storage, { ...draft, shards })).manifest;
}
async function documentsOf(storage, { shards }, split) {
    const documents = [];
    for (const shard of shards) {
        if (shard.content !== 'documents' || shard.split !== split)
            continue;
        const reader = await openDocumentReader(storage, `set/${shard.file}`);
        for await (const group of groupsOf(reader))
            documents.push(...group);
    }
    return documents.map(({ metadata, ...rest }) => ({ ...rest, metadata: JSON.stringify(metadata) }));
}
function byId(a, b) {
    return (a.id ?? '') < (b.id ?? '') ? -1 : 1;
}
//# sourceMappingURL=foreign-readers.test.js.map