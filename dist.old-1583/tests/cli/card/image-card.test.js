import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { croissant } from '../../../cli/card/croissant.js';
import { readme } from '../../../cli/card/readme.js';
import { readVersion } from '../../../shards/catalogue.js';
import { imageColumns } from '../../../shards/images.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { outputDataset } from '../../../workers/announcing/lineage/output-dataset.js';
import { commitImages, image, imageDraft } from '../../quality/image-version.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
const recipe = {
    ...{ dataset: 'photos', kind: 'image', tokenizer: null, pack: {}, output: {}, gates: [], limits: {} },
    sources: [{ format: 'folder', path: 'in/**', options: {} }],
    stages: [{ stage: 'dedup-image', parameters: { maxDistance: 3 } }],
    augment: { copies: 1, seed: 5, operations: [{ name: 'random-horizontal-flip', parameters: {} }] },
};
/** Names of the stored columns, in their order, with what Arrow stores. */
const stored = Object.entries(imageColumns).map(([name, { type }]) => [name, type]);
test('the card of a version of images names their columns as they are stored, and copies as copies', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const images = [image('a', { label: 'cat' }), image('b'), image('a~0', { label: 'cat', parent: 'a' })];
    const draft = await imageDraft(storage, images);
    await commitImages(storage, [], { ...draft, lineage: { ...draft.lineage, recipe } });
    const version = await readVersion(storage, 'photos', 1);
    const text = readme(version);
    await t.test('front matter', () => {
        const matter = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '');
        const types = { utf8: 'string', uint32: 'uint32', float64: 'float64', image: 'image' };
        assert.deepEqual(matter.dataset_info[0]?.features, stored.map(([name, type]) => ({ name, dtype: types[type] })));
        assert.equal(matter.configs[0]?.config_name, 'images');
        assert.deepEqual(matter.configs[0]?.data_files[0]?.path, filesOf(version.manifest));
        assert.deepEqual(matter.dataset_info[0]?.splits, [
            { name: 'train', num_bytes: sumOf(version.manifest), num_examples: 3 },
        ]);
    });
    await t.test('text', () => {
        assert.ok(text.includes('an image dataset of 2 images and 1 augmented copies of them'));
        assert.ok(text.includes('| images | train | 3 | 1 | 2 |'));
        assert.ok(text.includes('by `random-horizontal-flip` with seed 5'));
        assert.match(text, /1 rows of the train split of photos are augmented copies/);
        assert.match(text, /differ in more than 3 of 64 bits/);
        assert.ok(text.includes("load_dataset('photos', 'images', split='train')"));
        assert.ok(text.includes('| pixels of an image from left to right | 100 |'));
        assert.doesNotMatch(text, /document|undefined|NaN/);
    });
    await t.test('Croissant', () => {
        const { recordSet, distribution } = JSON.parse(JSON.stringify(croissant(version)));
        const [set] = recordSet;
        assert.equal(set?.['@id'], 'images-train');
        assert.deepEqual(set?.field.map(({ name }) => name), stored.map(([name]) => name));
        const field = set?.field.find(({ name }) => name === 'image');
        assert.equal(field?.dataType, 'sc:ImageObject');
        assert.deepEqual(field?.source, {
            fileSet: { '@id': 'files-train' },
            extract: { column: 'image' },
            transform: { jsonPath: 'bytes' },
        });
        assert.deepEqual(distribution.at(-1)?.includes, filesOf(version.manifest));
    });
    await t.test('OpenLineage', () => {
        const { facets } = outputDataset('/store', 'photos', '', version.manifest, 'image');
        const { schema, dataQualityMetrics } = JSON.parse(JSON.stringify(facets));
        assert.deepEqual(schema.fields.map(({ name }) => name), stored.map(([name]) => name));
        assert.deepEqual(dataQualityMetrics.columnMetrics['width'], {
            ...{ count: 2, min: 100, max: 100 },
            quantiles: { '0.05': 100, '0.5': 100, '0.95': 100 },
        });
    });
});
function filesOf({ shards }) {
    return shards.map(({ file }) => file);
}
function sumOf({ shards }) {
    return shards.reduce((sum, { bytes }) => sum + bytes, 0);
}
//# sourceMappingURL=image-card.test.js.map