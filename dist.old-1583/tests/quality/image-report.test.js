import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomUtils, parseDocument } from 'htmlparser2';
import { dropped, merged } from '../../core/fate.js';
import { makeThumbnail } from '../../pipelines/images/thumbnail.js';
import { readVersionData } from '../../quality/page/version-data.js';
import { mostPageBytes, renderVersionPage } from '../../quality/page/version-page.js';
import { addImage, countedLabels, emptyMetrics, mergeMetrics } from '../../quality/record-metrics.js';
import { keptSheet } from '../../quality/report/contact-sheets.js';
import { renderReport } from '../../quality/report.js';
import { readThumbnails, writeThumbnails } from '../../shards/thumbnails.js';
import { verifyVersion } from '../../shards/verify.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { picture } from '../journeys/picture-folder.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitImages, image, imageDraft } from './image-version.js';
const hostile = '"><script>alert(1)</script>';
const record = (id) => ({ id, source: `in/${id}.jpg`, textHash: null });
const others = [
    dropped(record('small'), 'check-image', 'too-small', 12, 32),
    dropped(record('words'), 'check-image', 'unknown-format', null, null),
    merged(record('twin'), 'dedup-exact', 'b', 1),
];
const images = [
    image('a', { label: 'cat', width: 640 }),
    image('b', { label: hostile, format: 'png' }),
    image('c', {
        label: 'cat',
        signals: { ...image('x').signals, sharpness: 20, captionCharacters: 9, captionLanguage: 'en' },
    }),
    image('a~0', { label: 'cat', parent: 'a' }),
    image('a~1', { label: 'cat', parent: 'a' }),
];
async function thumbnail(place) {
    const whole = { sheet: 'kept', group: 'cat', id: 'a', source: 'in/a.jpg', copy: 0, into: null };
    return {
        ...whole,
        ...place,
        ...(await makeThumbnail(await picture(place.copy ?? 3, 120, 90)
            .jpeg()
            .toBuffer())),
    };
}
async function version(storage) {
    const none = { width: 0, height: 0, image: new Uint8Array() };
    const thumbnails = [
        await thumbnail({}),
        await thumbnail({ group: hostile, id: hostile, source: hostile }),
        await thumbnail({ sheet: 'dropped', group: 'check-image.too-small', id: 'small' }),
        { ...(await thumbnail({ sheet: 'dropped', group: 'check-image.unknown-format', id: 'words' })), ...none },
        await thumbnail({ sheet: 'merged', group: 'dedup-exact.duplicate', id: 'twin', into: 'b' }),
        await thumbnail({ sheet: 'copies', group: '', copy: 0 }),
        await thumbnail({ sheet: 'copies', group: '', copy: 1 }),
        await thumbnail({ sheet: 'copies', group: '', copy: 2 }),
    ];
    return await commitImages(storage, [], await imageDraft(storage, images, others, thumbnails));
}
function sectionsOf(html) {
    const sections = DomUtils.getElementsByTagName('section', parseDocument(html));
    return new Map(sections.map((each) => [String(each.attribs['id']), DomUtils.getOuterHTML(each)]));
}
test('the report of a version of images shows them: kept by label, gone by reason, copies beside their parents', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const manifest = await version(storage);
    const html = await renderReport(storage, manifest);
    const sections = sectionsOf(html);
    const pictures = (name) => [...(sections.get(name) ?? '').matchAll(/<img[^>]* src="data:image\/jpeg;base64,/g)].length;
    assert.equal(pictures('images-that-stayed'), 2);
    assert.equal(pictures('images-that-left'), 2);
    assert.equal(pictures('augmented-copies'), 3);
    assert.match(sections.get('images-that-left') ?? '', /too-small <span class="soft">1<[\s\S]*cannot be shown[\s\S]*into b/);
    assert.match(sections.get('augmented-copies') ?? '', /holds 2 copies[\s\S]*copy 1[\s\S]*copy 2/);
    for (const name of [
        'width',
        'height',
        'aspect',
        'file-size',
        'sharpness',
        'brightness',
        'formats',
        'labels',
        'languages',
    ])
        assert.ok(sections.has(name), name);
    for (const name of ['length', 'tokens', 'packing', 'repetition', 'writing-systems', 'texts-that-stayed'])
        assert.ok(!sections.has(name), name);
    const words = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
    assert.doesNotMatch(words, /\bdocuments?\b/i);
    assert.match(words, /2\s+augmented copies/);
    assert.doesNotMatch(words, /NaN|Infinity|undefined|null/);
    assert.ok(!html.includes(hostile));
    assert.ok(![...sectionsOf(await renderReport(storage, manifest, { excerpts: 0 })).keys()].includes('images-that-stayed'));
    assert.deepEqual((await verifyVersion(storage, 'photos@1')).problems, []);
});
test('kept images stand under their label and its count, where that label was counted', () => {
    const none = { copy: 0, into: null, width: 0, height: 0, image: new Uint8Array() };
    const sheetOf = (labels, shown) => {
        const metrics = emptyMetrics();
        for (const label of labels) {
            const { signals, width, height, format } = image('x');
            addImage(metrics, { signals: { ...signals, width, height }, format, bytes: 50, label, duplicates: 0 });
        }
        const thumbnails = shown.map((group) => ({ ...none, sheet: 'kept', group, id: group, source: group }));
        return keptSheet(thumbnails, mergeMetrics([metrics]), labels.length);
    };
    const headings = (html) => [...html.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, heading]) => heading);
    const count = (number) => ` <span class="soft">${number}</span>`;
    const few = sheetOf(['cat', 'cat', 'cat', 'dog', 'owl', null, null], ['cat', '']);
    assert.deepEqual(headings(few), [`cat${count(3)}`, `without a label${count(2)}`]);
    assert.match(few, / 2 more labels are not shown\./);
    const many = Array.from({ length: countedLabels + 3 }, (_, index) => `label ${String(index).padStart(5, '0')}`);
    const [first = '', last = ''] = [many[0], many.at(-1)];
    const html = sheetOf([...many, first, first, null, null], ['', first, last]);
    assert.deepEqual(headings(html), [`${first}${count(3)}`, `without a label${count(2)}`, last]);
    assert.doesNotMatch(html, /not shown/);
});
test('thumbnails come back as they were, and a page of many of them stays short', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const manifest = await version(storage);
    const large = new Uint8Array(9000).fill(65);
    const many = Array.from({ length: 40 }, (_, group) => Array.from({ length: 6 }, (__, id) => ({
        ...{ sheet: 'dropped', group: `stage.reason-${group}`, id: `${group}-${id}`, source: 's', copy: 0, into: null },
        ...{ width: 100, height: 100, image: large },
    }))).flat();
    const { file, sha256, bytes, rows } = await writeThumbnails(storage, 'photos', many);
    const plain = (await readThumbnails(storage, `photos/${file}`)).map((each) => ({
        ...each,
        image: Uint8Array.from(each.image),
    }));
    assert.deepEqual(plain, many);
    const html = await renderReport(storage, { ...manifest, thumbnails: { file, sha256, bytes, rows } });
    assert.ok(html.length < 1_500_000, String(html.length));
    // Fewer of each reason, not fewer reasons.
    assert.equal([...html.matchAll(/reason-\d+ <span/g)].length, 40);
});
test('the page of a version of images is about images, and short', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    await version(storage);
    const { page } = renderVersionPage(await readVersionData(storage, 'photos', 1));
    assert.ok(Buffer.byteLength(JSON.stringify(page)) <= mostPageBytes);
    for (const part of ['Width in pixels', 'Height in pixels', 'Sharpness', 'Formats', 'Labels', 'images, train'])
        assert.ok(page.includes(part), part);
    assert.doesNotMatch(page, /document|chars|Tokens/);
    assert.doesNotMatch(page, /NaN|Infinity|undefined/);
});
//# sourceMappingURL=image-report.test.js.map