import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFasttext } from '../../../pipelines/classifier/fasttext/open-fasttext.js';
import { openClassifierFile } from '../../../pipelines/classifier/open-classifier-file.js';
import { packageRoot } from '../../../storage/package-root.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
// Models and probabilities of fastText 0.9.2, by make.py beside them.
const folder = fileURLToPath(new URL('tests/fixtures/fasttext/', packageRoot));
const { texts, models } = JSON.parse(readFileSync(join(folder, 'probabilities.json'), 'utf8'));
/** What fastText adds to a probability that it prints; in a tree of labels, to that of each step. */
const added = 1e-5;
describe('a model of fastText', () => {
    for (const [name, answers] of Object.entries(models))
        test(`${name} gives fastText's probabilities`, () => {
            const { labels, positive, probabilities } = openClassifierFile(join(folder, name));
            assert.equal(positive, null);
            for (const [index, text] of texts.entries()) {
                const theirs = answers[index] ?? {};
                const ours = probabilities(text);
                for (const [place, label] of labels.entries()) {
                    // A tree's labels of less than that are left out.
                    const difference = ours[place] + added - (theirs[label] ?? added);
                    assert.ok(Math.abs(difference) < (name === 'tree.bin' ? 4 * added : 2e-6), `${name}, text ${index}, ${label}: ${difference}`);
                }
            }
        });
    test('reads a line end as a space', () => {
        const { probabilities } = openFasttext(join(folder, 'two-labels.bin'));
        assert.deepEqual(probabilities('the mill\n\nthe river\r\n').slice(), probabilities(' the mill the river').slice());
    });
    test('is refused where a weight is no number', (t) => {
        const path = join(temporaryFolder(t), 'model');
        const changed = Buffer.from(readFileSync(join(folder, 'two-labels.bin')));
        changed.writeFloatLE(Number.NaN, changed.length - 4);
        writeFileSync(path, changed);
        assert.throws(() => openFasttext(path), { code: 'bad-classifier', message: /a weight is no number/ });
    });
    test('is refused where it is cut or has other numbers, and never read without end', (t) => {
        const path = join(temporaryFolder(t), 'model');
        for (const name of ['two-labels.bin', 'pruned.ftz']) {
            const whole = readFileSync(join(folder, name));
            for (const length of [4, 8, 40, 60, 70, 100, 500, whole.length - 1]) {
                writeFileSync(path, whole.subarray(0, length));
                assert.throws(() => openFasttext(path), { code: 'bad-classifier', kind: 'usage' }, `${name} ${length}`);
            }
            for (let at = 4; at < 92; at++) {
                const changed = Buffer.from(whole);
                changed[at] = 0xff;
                writeFileSync(path, changed);
                try {
                    openFasttext(path).probabilities('the mill');
                }
                catch (error) {
                    assert.equal(error.code, 'bad-classifier', `${name} ${at}: ${error}`);
                }
            }
        }
    });
});
//# sourceMappingURL=fasttext.test.js.map