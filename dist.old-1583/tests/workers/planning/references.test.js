import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { jsonl } from '../../../pipelines/image-readers/jsonl.js';
import { tar } from '../../../pipelines/image-readers/tar.js';
import { readObjectInside } from '../../../workers/planning/object-references.js';
import { openReferences, referenceDigest } from '../../../workers/planning/references.js';
import { inputOf, limits } from '../../pipelines/image-readers/read-images.js';
const root = mkdtempSync(join(tmpdir(), 'millrace-references-'));
after(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'set/images'), { recursive: true });
mkdirSync(join(root, 'settings'));
const manifest = join(root, 'set/list.jsonl');
writeFileSync(join(root, 'secret.png'), 'secret');
writeFileSync(join(root, 'settings/secret.png'), 'secret');
writeFileSync(join(root, 'set/a.png'), 'A');
writeFileSync(join(root, 'set/images/b.png'), 'BB');
symlinkSync('../secret.png', join(root, 'set/out.png'));
symlinkSync('..', join(root, 'set/up'));
symlinkSync('images/b.png', join(root, 'set/in.png'));
symlinkSync('loop.png', join(root, 'set/loop.png'));
const problemOf = async (path, recordBytes = 100) => {
    const found = await openReferences(manifest, { recordBytes }).read(path);
    return 'problem' in found ? found.problem : Buffer.from(found).toString();
};
describe('referenced files', () => {
    it('are those in the folder of the file that names them, and below', async () => {
        assert.equal(await problemOf('a.png'), 'A');
        assert.equal(await problemOf('./images/../images/b.png'), 'BB');
        assert.equal(await problemOf('in.png'), 'BB');
        const outside = [
            '../secret.png',
            '../settings/secret.png',
            'out.png',
            'up/secret.png',
            join(root, 'set/a.png'),
            '..',
            '.',
        ];
        for (const path of [...outside, '/etc/passwd', ''])
            assert.equal(await problemOf(path), 'outside-folder', path);
    });
    it('have a problem where there is no file, another thing, or too much', { timeout: 5000 }, async () => {
        for (const path of ['none.png', 'a.png/x', 'loop.png', 'a\0.png', 'x'.repeat(5000)]) {
            assert.equal(await problemOf(path), 'missing-image', JSON.stringify(path.slice(0, 20)));
        }
        assert.equal(await problemOf('images'), 'not-a-file');
        execFileSync('mkfifo', [join(root, 'set/pipe.png')]);
        assert.equal(await problemOf('pipe.png'), 'not-a-file');
        assert.equal(await problemOf('images/b.png', 1), 'record-too-large');
    });
});
describe('referenced objects', () => {
    it('are not asked for where no key can be so', async () => {
        for (const path of ['a\0.png', 'x'.repeat(1024), '\ud800.png', 'a/\udfff']) {
            assert.deepEqual(await readObjectInside('s3://some-bucket/set', path, 100), { problem: 'missing-image' });
        }
    });
});
describe('the digest of referenced files', () => {
    const lines = ['a.png', 'images/b.png', 'none.png', 'a.png', '../secret.png'].map((path) => JSON.stringify({ path }));
    const text = Buffer.from(lines.join('\n'));
    const digestOf = () => referenceDigest(manifest, inputOf('list.jsonl', text), jsonl, jsonl.options.parse({}), limits);
    it('is the same when the images are read, and another when one of them changes', async () => {
        const planned = await digestOf();
        const references = openReferences(manifest, limits);
        const input = { ...inputOf('list.jsonl', text), references };
        for await (const _ of jsonl.images(input, jsonl.options.parse({}), limits))
            ;
        assert.deepEqual(references.digest(), planned);
        assert.deepEqual([planned?.files, planned?.bytes], [4, 3]);
        writeFileSync(join(root, 'set/images/b.png'), 'CC');
        assert.notEqual((await digestOf())?.sha256, planned?.sha256);
        writeFileSync(join(root, 'set/images/b.png'), 'BB');
        assert.deepEqual(await digestOf(), planned);
        writeFileSync(join(root, 'set/none.png'), '');
        assert.notEqual((await digestOf())?.sha256, planned?.sha256);
    });
    it('is null for sources that hold their images', async () => {
        const input = inputOf('a.tar', new Uint8Array());
        assert.equal(await referenceDigest(manifest, input, tar, tar.options.parse({}), limits), null);
    });
});
//# sourceMappingURL=references.test.js.map