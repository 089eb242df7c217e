import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitImages, image, imageDraft } from './image-version.js';
const metric = (written) => ({ severity: 'error', ...written });
const column = (written) => ({ severity: 'error', max: 0, ...written });
const plain = { sharpness: 500, colourfulness: 40, mean: 120, entropy: 7 };
const caption = { captionCharacters: 5, captionLanguage: 'en', textSimilarity: 0.5 };
/** One image that stands out in each measure, and a copy of one that stands out in all. */
const images = [
    ...Array.from({ length: 20 }, (_, index) => image(`plain-${String(index).padStart(2, '0')}`, { label: 'cat', signals: { ...plain, ...caption } })),
    image('wide', { width: 900, label: 'cat', signals: { ...plain, ...caption } }),
    image('low', { height: 5, label: 'dog', signals: { ...plain, ...caption } }),
    image('heavy', { image: new Uint8Array(4000), label: 'cat', signals: { ...plain, ...caption } }),
    image('blurred', { label: 'cat', signals: { ...plain, ...caption, sharpness: 1.5 } }),
    image('vivid', { label: 'cat', signals: { ...plain, ...caption, colourfulness: 180 } }),
    image('dark', { label: 'cat', signals: { ...plain, ...caption, mean: 3 } }),
    image('flat', { label: 'cat', signals: { ...plain, ...caption, entropy: 0.25 } }),
    image('png', { format: 'png', label: 'cat', signals: { ...plain, ...caption } }),
    image('french', { label: 'cat', signals: { ...plain, ...caption, captionLanguage: 'fr' } }),
    image('silent', {
        label: null,
        signals: { ...plain, ...caption, ...{ captionCharacters: null, captionLanguage: null } },
    }),
    image('unlike', { label: 'cat', signals: { ...plain, ...caption, textSimilarity: -0.9 } }),
    image('low~0', { width: 2000, height: 1, label: 'whale', format: 'webp', parent: 'low' }),
];
test('the images behind each kind of metric are named, worst first, and no copies', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const draft = await imageDraft(storage, images);
    const expected = [
        [{ metric: 'width.max', max: 500 }, 'wide', 900],
        [{ metric: 'height.min', min: 50 }, 'low', 5],
        [{ metric: 'aspect.max', max: 2 }, 'low', 20],
        [{ metric: 'imageBytes.max', max: 1000 }, 'heavy', 4000],
        [{ metric: 'imageBytes.total', max: 1000 }, 'heavy', 4000],
        [{ metric: 'sharpness.min', min: 100 }, 'blurred', 1.5],
        [{ metric: 'colourfulness.max', max: 100 }, 'vivid', 180],
        [{ metric: 'brightness.min', min: 50 }, 'dark', 3],
        [{ metric: 'entropy.min', min: 5 }, 'flat', 0.25],
        [{ metric: 'format.png', max: 0 }, 'png', 'png'],
        [{ metric: 'language.fr', max: 0 }, 'french', 'fr'],
        [{ metric: 'captions.ratio', min: 1 }, 'silent', null],
        [{ metric: 'textSimilarity.min', min: 0.5 }, 'unlike', 0.05],
        [{ metric: 'label.dog', max: 0 }, 'low', 'dog'],
        [{ metric: 'labels.ratio', min: 1 }, 'silent', null],
    ];
    const { gates } = await commitImages(storage, expected.map(([gate]) => metric(gate)), draft);
    for (const [index, [gate, id, value]] of expected.entries()) {
        assert.equal(gates[index]?.passed, false, gate.metric);
        assert.deepEqual(gates[index]?.records?.[0], { id, source: `${id}.jpg`, value }, gate.metric);
        assert.ok(!gates[index]?.records?.some((record) => record.id === 'low~0'));
    }
});
test('columns of images are held to their rules, without the copies', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const kept = images.map((each, index) => ({
        ...each,
        caption: index === 3 ? 'a cat' : index === 4 ? 'a cat' : null,
    }));
    const gates = [
        column({ column: 'id', test: 'unique' }),
        column({ column: 'label', test: 'accepted', accepted: ['cat', 'dog'] }),
        column({ column: 'caption', test: 'unique' }),
        column({ column: 'label', test: 'not_null' }),
        column({ column: 'format', test: 'accepted', accepted: ['jpeg'] }),
        column({ column: 'topic', test: 'not_null' }),
    ];
    const manifest = await commitImages(storage, gates, await imageDraft(storage, kept));
    assert.deepEqual(manifest.gates.map(({ metric: name, value, passed }) => [name, value, passed]), [
        ['unique(id)', 0, true],
        ['accepted(label)', 0, true],
        ['unique(caption)', 1, false],
        ['not_null(label)', 1, false],
        ['accepted(format)', 1, false],
        ['not_null(topic)', images.length - 1, false],
    ]);
    assert.deepEqual(manifest.gates[2]?.records, [{ id: 'plain-04', source: 'plain-04.jpg', value: null }]);
    assert.deepEqual(manifest.gates[4]?.records, [{ id: 'png', source: 'png.jpg', value: 'png' }]);
});
test('drift of images is found where it was planted, and its images are named', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const some = (prefix, count, more) => Array.from({ length: count }, (_, index) => image(`${prefix}${index}`, { ...more, width: 90 + (index % 20) }));
    const before = some('a', 60, {});
    await commitImages(storage, [], await imageDraft(storage, before));
    const after = [...before, ...some('b', 60, { format: 'png', signals: { ...image('x').signals, sharpness: 2 } })];
    const gates = [
        metric({ metric: 'drift.sharpness.psi', max: 0.2 }),
        metric({ metric: 'drift.formats.psi', max: 0.2 }),
        metric({ metric: 'drift.width.psi', max: 0.2 }),
    ];
    const manifest = await commitImages(storage, gates, await imageDraft(storage, after));
    assert.deepEqual(manifest.gates.map(({ passed }) => passed), [false, false, true]);
    for (const { records = [] } of manifest.gates.slice(0, 2)) {
        assert.equal(records.length, 20);
        assert.ok(records.every(({ id }) => id.startsWith('b')));
    }
});
//# sourceMappingURL=judge-images.test.js.map