import assert from 'node:assert/strict';
import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { urlFilter } from '../../pipelines/filters/url/url-filter.js';
import { wordList } from '../../pipelines/filters/word-list.js';
import { openedForFiles } from '../../pipelines/opened-for-files.js';
import { prepareStages, runStages } from '../../pipelines/run-stages.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
const writtenAt = new Date('2026-01-02');
function listIn(test, text) {
    const path = join(temporaryFolder(test), 'list');
    writeFileSync(path, text);
    utimesSync(path, writtenAt, writtenAt);
    return path;
}
/** Other bytes behind the stamp of the file before: who sees them has read it again. */
function writeUnseen(path, text) {
    assert.equal(text.length, statSync(path).size);
    writeFileSync(path, text);
    utimesSync(path, writtenAt, writtenAt);
}
/** Whether a stage drops a document by a list, in a job of its own. */
async function drops(stage, parameters) {
    const bound = [{ stage, parameters: stage.parameters.parse(parameters) }];
    await prepareStages(bound);
    const document = { id: 'a', text: 'a mill', format: 'text', source: 'a', label: null };
    return !('document' in runStages(bound, { ...document, metadata: { url: 'http://mill.example/' } }));
}
for (const [stage, key, listed, other] of [
    [wordList, 'file', 'mill', 'barn'],
    [urlFilter, 'domainsFile', 'mill.example', 'barn.example'],
]) {
    test(`${stage.name} reads a list once for all jobs of a thread, and again when it is another`, async (t) => {
        const path = listIn(t, listed);
        assert.ok(await drops(stage, { [key]: path }));
        writeUnseen(path, other);
        assert.ok(await drops(stage, { [key]: path }));
        writeFileSync(path, `${other}\n`);
        assert.ok(!(await drops(stage, { [key]: path })));
    });
}
test('other parameters are opened for themselves, equal ones once, and what failed again', (t) => {
    const file = listIn(t, 'a');
    const seen = [];
    const open = openedForFiles(['file'], ({ n }) => {
        seen.push(n);
        if (n < 0)
            throw new RangeError('negative');
        return { n };
    });
    const first = { file, n: 1 };
    assert.equal(open(first), open(first));
    assert.equal(open({ file, n: 1 }), open(first));
    assert.notEqual(open({ file, n: 2 }), open(first));
    assert.notEqual(open({ n: 1 }), open(first));
    for (let time = 0; time < 2; time++)
        assert.throws(() => open({ file, n: -1 }), RangeError);
    assert.deepEqual(seen, [1, 2, 1, -1, -1]);
});
//# sourceMappingURL=opened-for-files.test.js.map