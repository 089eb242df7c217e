import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, test } from 'node:test';
import sharp from 'sharp';
import { loadRecipe } from '../../recipes/load-recipe.js';
import { readVersion } from '../../shards/catalogue.js';
import { openImageReader } from '../../shards/images.js';
import { groupsOf } from '../../shards/row-file.js';
import { readThumbnails } from '../../shards/thumbnails.js';
import { verifyVersion } from '../../shards/verify.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openImageStream } from '../../streaming/open-image-stream.js';
import { fileDigests, millraceOutput } from './build-command.js';
import { temporaryFolder } from './mail-store.js';
import { writePictures } from './picture-folder.js';
const folder = temporaryFolder();
const recipe = join(folder.path, 'pictures.yaml');
const calmStore = join(folder.path, 'calm');
let manifest;
let fates;
const recipeText = `version: 1
dataset: pictures
kind: image
sources:
  - { format: folder, path: 'pictures/**', label: folder }
stages:
  - check-image: { minSide: 32 }
  - dedup-exact
  - resize: { shorterSide: 64 }
  - dedup-image: { maxDistance: 4 }
  - restart-marks
augment: { copies: 2, seed: 3, operations: [ { random-resized-crop: { size: 32 } }, random-horizontal-flip, { color-jitter: { hue: 0.1 } } ] }
output: { shardBytes: 64KiB, holdout: 0.2 }
limits: { partitionBytes: 48KiB, quarantine: 0.5 }
`;
before(async () => {
    await writePictures(join(folder.path, 'pictures'));
    writeFileSync(recipe, recipeText);
    const { code, stdout, stderr } = await build(calmStore, '--threads', '1');
    assert.equal(code, 0, stderr + stdout);
    ({ manifest } = await readVersion(openLocalFolder(calmStore), 'pictures', 1));
    const listed = await millraceOutput(['fates', 'pictures', '--store', calmStore, '--json']);
    const rows = listed.stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    fates = new Map(rows.map((row) => [row.source, row]));
});
test.after(() => folder[Symbol.dispose]());
function build(store, ...more) {
    return millraceOutput(['build', recipe, '--store', store, '--json', ...more]);
}
test('every picture has one fate, with its reason', () => {
    const { records } = manifest;
    assert.equal(records.in, 33);
    assert.equal(records.kept + records.dropped + records.merged + records.quarantined, records.in);
    const told = (source) => {
        const { fate, stage, reason } = fates.get(`pictures/${source}`) ?? assert.fail(`no fate of ${source}`);
        return fate === 'kept' ? fate : `${fate} by ${stage}: ${reason}`;
    };
    assert.deepEqual({
        copy: told('cats/copy-of-00.jpg'),
        like: told('cats/like-00.jpg'),
        small: told('cats/small.jpg'),
        cutOff: told('cats/cut-off.jpg'),
        words: told('cats/no-image.jpg'),
        grey: told('cats/grey.png'),
        drawing: told('dogs/drawing.svg'),
        turned: told('dogs/turned.jpg'),
        inks: told('dogs/inks.jpg'),
    }, {
        copy: 'merged by dedup-exact: duplicate',
        like: 'merged by dedup-image: duplicate',
        small: 'dropped by check-image: too-small',
        cutOff: 'dropped by check-image: truncated',
        words: 'dropped by check-image: unknown-format',
        grey: 'dropped by check-image: nearly-uniform',
        drawing: 'dropped by check-image: format-not-allowed',
        turned: 'kept',
        inks: 'kept',
    });
    // The first in the order of sources stays, so of two equal ones it is the one whose name comes first.
    assert.equal(told('cats/00.jpg'), 'kept');
    assert.equal(fates.get('pictures/cats/small.jpg')?.value, 12);
    assert.equal(fates.get('pictures/cats/small.jpg')?.limit, 32);
});
test('any number of threads and hosts gives the same bytes', async () => {
    const store = join(folder.path, 'many');
    const { code, stderr } = await build(store, '--threads', '2', '--hosts', '2');
    assert.equal(code, 0, stderr);
    assert.deepEqual(fileDigests(store, 'pictures'), fileDigests(calmStore, 'pictures'));
});
test('what was written is what the manifest says', async () => {
    assert.deepEqual((await verifyVersion(openLocalFolder(calmStore), 'pictures@1')).problems, []);
    assert.equal(manifest.kind, 'image');
    const images = manifest.shards.filter(({ content }) => content === 'images');
    const rows = (split) => images.filter((shard) => shard.split === split).reduce((sum, shard) => sum + shard.rows, 0);
    assert.ok(images.length > 2 && images.every(({ index }) => index !== undefined));
    assert.equal(rows('train') / 3 + rows('holdout'), manifest.records.kept);
    assert.equal(manifest.summary['format.jpeg'] !== undefined, true);
    assert.ok((manifest.summary['height.p50'] ?? 0) >= 64);
});
test('copies are what the stream makes of their images', async () => {
    const storage = openLocalFolder(calmStore);
    const version = await readVersion(storage, 'pictures', 1);
    const rows = new Map();
    const idOf = [];
    const shards = manifest.shards.filter(({ content, split }) => content === 'images' && split === 'train');
    for (const { file } of shards) {
        const ids = [];
        for await (const group of groupsOf(await openImageReader(storage, `pictures/${file}`)))
            for (const row of group) {
                rows.set(row.id, row);
                ids.push(row.id);
            }
        idOf.push(ids);
    }
    const { augment } = (await loadRecipe(recipe)).recipe;
    assert.ok(augment !== null);
    let compared = 0;
    for (const epoch of [0, 1]) {
        const stream = await openImageStream({
            ...{ storage, version, split: 'train', batch: 16, threads: 1, epoch },
            ...{ seed: augment.seed, augment: augment.operations },
        });
        for await (const { samples, pixels, shards: places, rows: inShard } of stream.batches()) {
            for (let sample = 0; sample < samples; sample++) {
                const id = idOf[places[sample] ?? -1]?.[inShard[sample] ?? -1] ?? assert.fail('a sample of no row');
                const copy = rows.get(`${id}~${epoch}`);
                if (copy === undefined)
                    continue;
                const decoded = await sharp(copy.image).raw().toBuffer();
                const values = decoded.length;
                assert.deepEqual(Buffer.from(pixels.slice(sample * values, (sample + 1) * values)), decoded);
                compared++;
            }
        }
        await stream.close();
    }
    assert.equal(compared, [...rows.values()].filter(({ parent }) => parent !== null).length);
});
test('thumbnails show what stayed, what left for each reason, and copies beside their image', async () => {
    const file = manifest.thumbnails?.file ?? assert.fail('the version has no thumbnails');
    const thumbnails = await readThumbnails(openLocalFolder(calmStore), `pictures/${file}`);
    const groups = new Map();
    for (const { sheet, group, source, copy, image } of thumbnails) {
        const name = `${basename(source)}${sheet === 'copies' ? `~${copy}` : ''}${image.length === 0 ? ', no picture' : ''}`;
        groups.set(`${sheet} ${group}`, [...(groups.get(`${sheet} ${group}`) ?? []), name]);
    }
    const left = [...groups].filter(([name]) => !/^(kept|copies) /.test(name)).map(([name, files]) => [name, ...files]);
    assert.deepEqual(left, [
        ['dropped check-image.format-not-allowed', 'drawing.svg, no picture'],
        ['dropped check-image.nearly-uniform', 'grey.png'],
        ['dropped check-image.too-small', 'small.jpg'],
        ['dropped check-image.truncated', 'cut-off.jpg'],
        ['dropped check-image.unknown-format', 'no-image.jpg, no picture'],
        ['merged dedup-exact.duplicate', 'copy-of-00.jpg'],
        ['merged dedup-image.duplicate', 'like-00.jpg'],
    ]);
    assert.deepEqual([groups.get('kept cats')?.length, groups.get('kept dogs')?.length], [6, 6]);
    const copies = groups.get('copies ') ?? [];
    assert.equal(copies.length, 18);
    assert.deepEqual([copies[0]?.split('~')[1], copies[1]?.split('~')[1], copies[2]?.split('~')[1]], ['0', '1', '2']);
});
test('why finds an image by its file', async () => {
    const path = join(folder.path, 'pictures', 'cats', 'small.jpg');
    const { code, stdout } = await millraceOutput(['why', 'pictures', '--file', path, '--store', calmStore, '--json']);
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).reason, 'too-small');
});
test('a changed picture that a list names is another build', async () => {
    const listed = join(folder.path, 'listed');
    mkdirSync(join(listed, 'p'), { recursive: true });
    for (const name of ['00', '02'])
        copyFileSync(join(folder.path, 'pictures', 'cats', `${name}.jpg`), join(listed, 'p', `${name}.jpg`));
    writeFileSync(join(listed, 'list.csv'), 'path,label\np/00.jpg,cat\np/02.jpg,cat\np/none.jpg,cat\n');
    const path = join(listed, 'listed.yaml');
    writeFileSync(path, 'version: 1\ndataset: listed\nkind: image\nsources: [ { format: csv, path: list.csv, label: label } ]\nlimits: { quarantine: 1 }\n');
    const store = join(folder.path, 'listed-store');
    const versionOf = async () => {
        const { code, stdout, stderr } = await millraceOutput([
            'build',
            path,
            '--store',
            store,
            '--json',
            '--threads',
            '1',
        ]);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
    };
    const first = await versionOf();
    assert.deepEqual([first.version, first.records.kept, first.records.quarantined], [1, 2, 1]);
    copyFileSync(join(folder.path, 'pictures', 'cats', '04.jpg'), join(listed, 'p', '02.jpg'));
    assert.equal((await versionOf()).version, 2);
});
//# sourceMappingURL=images.test.js.map